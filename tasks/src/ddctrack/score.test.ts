import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { describe, expect, it } from 'vitest';
import { score } from './score.js';

type Boxes = readonly (readonly number[])[];

function answer(truth: Boxes, predicted: Boxes, visible = truth.map(() => 1)): Answer {
  const tensor = (boxes: Boxes) => ({
    dtype: 'float32' as const,
    shape: [boxes.length, 4],
    data: Float32Array.from(boxes.flat()),
  });
  const seen = { dtype: 'uint8' as const, shape: [visible.length], data: Uint8Array.from(visible) };
  const item = { inputs: {}, targets: { boxes: tensor(truth), visible: seen }, attributes: {}, group: 'car1' };
  return { index: 0, item, outputs: { boxes: tensor(predicted) } };
}

const box = [10, 10, 20, 20];

describe('one-pass evaluation', () => {
  it('gives perfect boxes all of precision, and 20 of 21 thresholds of success, as no overlap exceeds 1', () => {
    const { metrics } = score([answer([box, box], [box, box])]);
    expect(metrics.precision).toBe(100);
    expect(metrics['normalised-precision']).toBe(100);
    expect(metrics.success).toBeCloseTo((100 * 20) / 21, 10);
  });

  it('judges a box moved by half its width: overlap 1/3, centre 10 pixels off', () => {
    const { metrics } = score([answer([box], [[20, 10, 20, 20]])]);
    // Thresholds 0, 0.05 … 0.3.
    expect(metrics.success).toBeCloseTo((100 * 7) / 21, 10);
    expect(metrics.precision).toBe(100);
    // Half a width: only the threshold 0.5 reaches it.
    expect(metrics['normalised-precision']).toBeCloseTo(100 / 51, 10);
    expect(score([answer([box], [[20.1, 10, 20, 20]])]).metrics.precision).toBe(0);
  });

  it('averages over sequences, not frames, and leaves out frames without the object', () => {
    const gone = [0, 0, 0, 0];
    const { metrics, outcomes } = score([
      answer([box, gone], [box, [90, 90, 5, 5]], [1, 0]),
      answer([box, box, box], [gone, gone, gone]),
    ]);
    expect(outcomes.map(({ precision }) => precision)).toEqual([1, 0]);
    expect(metrics.precision).toBe(50);
  });

  it('refuses no answers, and another number of boxes', () => {
    expect(() => score([])).toThrow(SampleError);
    expect(() => score([answer([box, box], [box])])).toThrow(SampleError);
  });
});
