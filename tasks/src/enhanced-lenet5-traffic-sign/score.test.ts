import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { describe, expect, it } from 'vitest';
import { classCount, definition } from './definition.js';
import { score } from './score.js';

function answer(index: number, label: number, logits: Float32Array): Answer {
  return {
    index,
    item: {
      inputs: {},
      targets: { label: { dtype: 'int32', shape: [], data: Int32Array.of(label) } },
      attributes: {},
      group: String(index),
    },
    outputs: { logits: { dtype: 'float32', shape: [classCount], data: logits } },
  };
}

/** Logit 3 for one class, 0 elsewhere. */
const sure = (label: number): Float32Array => new Float32Array(classCount).fill(3, label, label + 1);

describe('score', () => {
  it('is the share of right answers in %, and the mean cross-entropy', () => {
    const result = score([
      answer(0, 5, sure(5)),
      answer(1, 6, sure(6)),
      answer(2, 7, sure(8)),
      answer(3, 42, sure(42)),
    ]);
    const normaliser = Math.log(Math.exp(3) + classCount - 1);
    expect(result.metrics.accuracy).toBe(75);
    expect(result.metrics.loss).toBeCloseTo(normaliser - (3 * 3 + 0) / 4, 10);
    expect(result.counts.accuracy).toEqual({ successes: 3, trials: 4 });
    expect(result.outcomes.map(({ correct }) => correct)).toEqual([1, 1, 0, 1]);
  });

  it('puts the null submission at chance, whichever classes the test split holds', () => {
    const { logits } = nullOutputs(definition.outputs, 1);
    const zeros = logits!.data as Float32Array;
    const result = score([0, 0, 0, 1, 17].map((label, index) => answer(index, label, zeros)));
    expect(result.metrics.accuracy).toBeCloseTo(definition.chance, 10);
    expect(result.metrics.loss).toBeCloseTo(Math.log(classCount), 10);
  });

  it('refuses no answers and logits that are not finite', () => {
    expect(() => score([])).toThrow();
    expect(() => score([answer(0, 1, sure(1).fill(Number.NaN, 3, 4))])).toThrow();
  });
});
