import { definition as lighthart } from '@paretoboard/tasks/lighthart-kd-har/definition.js';
import { describe, expect, it } from 'vitest';
import { markdownReport } from './markdown-report.mjs';
import { compareSeeds, judgeGroup } from './verdicts.mjs';

const seeds = 6;

function member(name: string, perSeed: number[], { variant = 'utd-mhad', verified = true } = {}) {
  const value = perSeed.reduce((sum, one) => sum + one, 0) / perSeed.length;
  const accuracy = { id: 'accuracy', unit: '%', direction: 'higher', primary: true, n: 432, method: 't' };
  const metrics = [{ ...accuracy, value, low: value - 1, high: value + 1, perSeed }];
  return {
    measurement: {
      name,
      task: lighthart,
      variant: lighthart.variants.find(({ id }) => id === variant),
      manifest: { name, title: name, track: 'inertial' },
      request: { seeds },
    },
    record: { digest: name, verdict: 'VALID', reasons: [], machine: null, metrics },
    error: null,
    verification: { ok: verified, checks: [{ id: 'digest', ok: verified, message: 'found' }] },
    reused: false,
  };
}

describe('the paired verdict over seeds', () => {
  const method = [80, 81, 79, 82, 80, 81];

  it('separates six seeds that all point one way, with the smallest p that they can give', () => {
    const better = compareSeeds(method, [75, 80, 70, 81.9, 79, 76], 'higher');
    expect(better).toMatchObject({ p: 2 / 2 ** seeds, verdict: 'beats' });
    // Differences 5, 1, 9, 0.1, 1, 5: mean 21.1 / 6, standard deviation 3.4295, t(5) = 2.5706.
    expect(better.difference).toBeCloseTo(3.5167, 4);
    expect(better.high - better.difference).toBeCloseTo((2.570582 * 3.4295286) / Math.sqrt(6), 3);
    expect(compareSeeds([75, 80, 70, 81, 79, 76], method, 'higher').verdict).toBe('does not beat');
    expect(compareSeeds([1, 1, 1, 1, 1, 1], [2, 2, 2, 2, 2, 2], 'lower').verdict).toBe('beats');
  });

  it('does not separate equal, mixed or too few seeds', () => {
    expect(compareSeeds(method, method, 'higher')).toMatchObject({ p: 1, verdict: 'not separated' });
    expect(compareSeeds(method, [79, 80, 81, 81, 79, 80], 'higher').verdict).toBe('not separated');
    expect(compareSeeds([9, 9, 9, 9, 9], [1, 2, 1, 2, 1], 'higher')).toMatchObject({
      p: 2 / 32,
      verdict: 'not separated',
    });
    expect(() => compareSeeds([1, 2], [1], 'higher')).toThrow(RangeError);
  });
});

describe('a variant’s report', () => {
  const constant = (value: number) => Array.from({ length: seeds }, () => value);
  const chance = constant(100 / 27);
  const members = [
    member('null', chance),
    member('lighthart-student', constant(70)),
    member('lighthart-kd-har', constant(71)),
  ];

  it('compares with the method, and has the paper’s figure only beside the paper’s data', () => {
    const [, student, method] = judgeGroup(members).rows;
    expect(student).toMatchObject({ claim: { value: 73.62 }, comparison: { difference: 1, verdict: 'beats' } });
    expect(method).toMatchObject({ claim: { value: 87.56 }, comparison: null });
    const generated = judgeGroup([member('lighthart-kd-har', constant(71), { variant: 'surrogate' })]);
    expect(generated.rows[0]!.claim).toBeNull();
    expect(markdownReport({ settings: {}, groups: [generated] })).not.toContain('87.56');
    expect(markdownReport({ settings: {}, groups: [judgeGroup(members)] })).toContain('| 87.56 |');
  });

  it('takes what differs from chance by rounding for chance', () => {
    expect(judgeGroup([member('null', constant(100 / 27 + 1e-13))]).problems).toEqual([]);
  });

  it('has no problem with a method that loses, and one with each broken run', () => {
    const losing = member('lighthart-kd-har', constant(60));
    expect(judgeGroup([...members.slice(0, 2), losing]).problems).toEqual([]);
    const cases = [
      { ...member('cnn-1d', constant(70)), record: null, error: 'crashed' },
      member('cnn-1d', [70, 71]),
      member('cnn-1d', constant(70), { verified: false }),
      member('null', constant(9)),
    ];
    for (const broken of cases) expect(judgeGroup([...members.slice(1), broken]).problems).toHaveLength(1);
  });
});
