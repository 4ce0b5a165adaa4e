import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { describe, expect, it } from 'vitest';
import { claims } from './claims.js';
import { score } from './score.js';

const int32 = (...values: number[]) => ({
  dtype: 'int32' as const,
  shape: [values.length],
  data: Int32Array.from(values),
});
const others = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => 100 + from + at);

function answer(relevant: number[], items: number[]): Answer {
  const item = { inputs: {}, targets: { relevant: int32(...relevant) }, attributes: {}, group: 'user-0' };
  return { index: 0, item, outputs: { items: int32(...items) } };
}

describe('score', () => {
  it('gives a hit at place 12 to the first 20 alone', () => {
    const { metrics } = score([answer([7], [...others(0, 11), 7, ...others(20, 8)])]);
    expect(metrics).toEqual({
      'recall-10': 0,
      'ndcg-10': 0,
      'precision-10': 0,
      'recall-20': 100,
      'ndcg-20': 100 / Math.log2(13),
      'precision-20': 5,
    });
  });

  it('is a mean over users, whatever their number of held-out items', () => {
    const two = answer([7, 8], [7, ...others(0, 19)]);
    const none = answer([9], others(0, 20));
    const { metrics, outcomes, counts } = score([two, none]);
    expect(metrics['recall-20']).toBe(25);
    expect(outcomes.map(({ recall20 }) => recall20)).toEqual([0.5, 0]);
    expect(counts['recall-20']).toEqual({ successes: 0.5, trials: 2 });
    expect(metrics['ndcg-20']).toBeCloseTo(50 / (1 + 1 / Math.log2(3)), 10);
  });

  it('counts an item that is named again at its first place only', () => {
    const { metrics } = score([answer([7, 8], Array<number>(20).fill(7))]);
    expect(metrics['recall-20']).toBe(50);
    expect(metrics['precision-20']).toBe(5);
  });

  it('takes places that stay empty as misses', () => {
    expect(score([answer([7], [7, ...Array<number>(19).fill(-1)])]).metrics['recall-20']).toBe(100);
  });

  it('refuses to score nothing', () => {
    expect(() => score([])).toThrow(SampleError);
  });
});

it('finds the three rows whose gain in NDCG is impossible, and no other', () => {
  const impossible = claims.filter(({ audit }) => audit.some(({ code }) => code === 'ndcg-gain-impossible'));
  expect([...new Set(impossible.map(({ method }) => method))]).toEqual(['MMGCN', 'DualGNN', 'RLMultimodalRec']);
});
