import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { describe, expect, it } from 'vitest';
import { score } from './score.js';

function answer(index: number, group: string, label: number, logits: number[]): Answer {
  const targets = { label: { dtype: 'int32' as const, shape: [], data: Int32Array.of(label) } };
  const outputs = { logits: { dtype: 'float32' as const, shape: [logits.length], data: Float32Array.from(logits) } };
  return { index, item: { inputs: {}, targets, attributes: {}, group }, outputs };
}

describe('score', () => {
  it('counts windows, and averages the softmax over a trial', () => {
    // Trial a: one window sure of class 0, one that leans a little to class 1: the mean says 0. Trial b: wrong.
    const { metrics, outcomes } = score([
      answer(0, 'a', 0, [4, 0, 0]),
      answer(1, 'a', 0, [0, 0.5, 0]),
      answer(2, 'b', 2, [1, 0, 0]),
    ]);
    expect(metrics.accuracy).toBeCloseTo(100 / 3, 9);
    expect(metrics['trial-accuracy']).toBeCloseTo(50, 9);
    expect(outcomes.map((outcome) => outcome.trialCorrect)).toEqual([1, 1, 0]);
  });

  it('puts equal logits at chance', () => {
    const zeros = Array.from({ length: 27 }, () => 0);
    expect(score([answer(0, 'a', 3, zeros)]).metrics.accuracy).toBeCloseTo(100 / 27, 9);
  });

  it('refuses no answers', () => {
    expect(() => score([])).toThrow('no answers');
  });
});
