import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import { describe, expect, it } from 'vitest';
import type { Query } from './query-stream.js';
import { inFlightLimit } from './server-trial.js';

function query(values: number): Query {
  const x = { dtype: 'float32' as const, shape: [1, values], data: new Float32Array(values) };
  return { inputs: { x }, items: 1, originals: [0] };
}
const output = (...shape: (number | null)[]): TensorSpec => ({ name: 'y', dtype: 'float32', shape });

describe('inFlightLimit', () => {
  it('lets small queries with small answers overlap', () => {
    expect(inFlightLimit(query(10), [output(10)])).toBe(16);
  });

  it.each([
    ['a large input', query(8192), output(1)],
    ['a large answer', query(1), output(8192)],
    ['an answer of any size', query(1), output(null)],
    [
      'an answer as large as a multiple of an input',
      query(4096),
      { ...output(null), follows: { input: 'x', times: 2 } },
    ],
  ])('lets nothing overlap where shared memory would be written again too early: %s', (_, one, spec) => {
    expect(inFlightLimit(one, [spec])).toBe(1);
  });
});
