import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { describe, expect, it } from 'vitest';
import { score } from './score.js';

/** An episode of three queries whose logits are as given, five a row. */
function answer(labels: readonly number[], logits: readonly number[], isUnseen: boolean): Answer {
  return {
    index: 0,
    item: {
      inputs: {},
      targets: {
        queryLabels: { dtype: 'int32', shape: [labels.length], data: Int32Array.from(labels) },
        isUnseen: { dtype: 'int32', shape: [], data: Int32Array.of(isUnseen ? 1 : 0) },
      },
      attributes: {},
      group: 'episode',
    },
    outputs: { logits: { dtype: 'float32', shape: [labels.length, 5], data: Float32Array.from(logits) } },
  };
}

const sure = (label: number): number[] => [0, 1, 2, 3, 4].map((index) => (index === label ? 9 : 0));

describe('score', () => {
  it('averages shares over episodes, unseen and mixed apart, worked by hand', () => {
    const twoOfThree = answer([0, 1, 2], [...sure(0), ...sure(1), ...sure(4)], true);
    const all = answer([3, 3, 3], [...sure(3), ...sure(3), ...sure(3)], true);
    const none = answer([1, 2, 3], [...sure(0), ...sure(0), ...sure(0)], false);
    const { metrics, outcomes } = score([twoOfThree, none, all]);
    expect(metrics.accuracy).toBeCloseTo((100 * (2 / 3 + 1)) / 2, 10);
    expect(metrics['mixed-accuracy']).toBe(0);
    expect(outcomes.map(({ unseen, mixed }) => [unseen, mixed])).toEqual([
      [2 / 3, undefined],
      [undefined, 0],
      [1, undefined],
    ]);
  });

  it('has the cross-entropy of all episodes, in nats', () => {
    const { metrics } = score([answer([0, 1, 2], new Array<number>(15).fill(0), true)]);
    expect(metrics.loss).toBeCloseTo(Math.log(5), 6);
  });

  it('gives a constant answer its share of the tie', () => {
    const { metrics } = score([answer([0, 0, 4], new Array<number>(15).fill(7), true)]);
    expect(metrics.accuracy).toBeCloseTo(20, 10);
  });

  it('leaves out a kind of episode that was not asked', () => {
    const { metrics } = score([answer([0, 1, 2], [...sure(0), ...sure(1), ...sure(2)], true)]);
    expect(metrics).toEqual({ accuracy: 100, loss: expect.any(Number) });
  });

  it('refuses no answers, and logits that are not finite', () => {
    expect(() => score([])).toThrow(SampleError);
    expect(() => score([answer([0, 1, 2], new Array<number>(15).fill(Number.NaN), true)])).toThrow('finite');
  });
});
