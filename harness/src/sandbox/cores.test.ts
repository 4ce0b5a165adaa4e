import { describe, expect, it } from 'vitest';
import { parseCoreList, planCores } from './cores.js';

const alone = (core: number): number[] => [core];
/** Cores 2k and 2k + 1 are hyper-threads of one core. */
const paired = (core: number): number[] => [core - (core % 2), core - (core % 2) + 1];

describe('sharing out cores', () => {
  it('gives the harness the first core and the submission all others', () => {
    expect(planCores([0, 1, 2, 3], alone)).toEqual({
      harness: '0',
      inference: '1,2,3',
      training: '0,1,2,3',
      inferenceThreads: 3,
      trainingThreads: 4,
    });
  });

  it('keeps both hyper-threads of our core away from the submission', () => {
    expect(planCores([0, 1, 2, 3], paired)).toMatchObject({ harness: '0,1', inference: '2,3', inferenceThreads: 2 });
    expect(planCores([1, 2, 3], paired)).toMatchObject({ harness: '1', inference: '2,3' });
    expect(planCores([4, 5, 6], paired)).toMatchObject({ harness: '4', inference: '5,6' });
  });

  it.each([[[3]], [[0, 1]]])('pins nothing on cores %j, and says why', (allowed) => {
    const plan = planCores(allowed, alone);
    expect(plan).toMatchObject({ harness: null, inference: null, training: null, inferenceThreads: allowed.length });
    expect(plan.reason).toMatch(/fewer than 2/);
  });

  it('reads lists of cores as the kernel writes them', () => {
    expect(parseCoreList('0-2,5\n')).toEqual([0, 1, 2, 5]);
    expect(parseCoreList('7')).toEqual([7]);
    for (const text of ['', 'all', '0-', '1,,2']) expect(() => parseCoreList(text)).toThrow(RangeError);
  });
});
