import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { expect, it } from 'vitest';
import { score } from './score.js';

function answer(index: number, label: number, logits: number[]): Answer {
  return {
    index,
    item: {
      inputs: {},
      targets: { label: { dtype: 'int32', shape: [], data: Int32Array.of(label) } },
      attributes: {},
      group: '',
    },
    outputs: { logits: { dtype: 'float32', shape: [logits.length], data: Float32Array.from(logits) } },
  };
}

it('counts right answers, and ties by halves', () => {
  const { metrics } = score([answer(0, 0, [2, 0, 0]), answer(1, 1, [2, 0, 0]), answer(2, 1, [1, 1, 0])]);
  expect(metrics.accuracy).toBeCloseTo(50, 10);
});

it('refuses no answers, and answers that are not finite', () => {
  expect(() => score([])).toThrow('no answers');
  expect(() => score([answer(0, 0, [Number.NaN, 0, 0])])).toThrow();
});
