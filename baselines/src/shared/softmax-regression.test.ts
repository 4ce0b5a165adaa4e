import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { linearLogits, trainSoftmaxRegression } from './softmax-regression.js';

describe('linearLogits', () => {
  it('is rows × matrix + bias', () => {
    const model = { matrix: Float32Array.of(1, 2, 3, 4), bias: Float32Array.of(10, 20) };
    expect([...linearLogits(model, Float32Array.of(1, 1, 0, 2), 2)]).toEqual([14, 26, 16, 28]);
  });
});

describe('trainSoftmaxRegression', () => {
  it('finds the log odds of a problem whose answer is known', () => {
    // One constant feature of 0: only the bias learns, towards the logarithms of the class frequencies 3 : 1.
    const labels = Int32Array.from({ length: 400 }, (_, at) => (at % 4 === 0 ? 1 : 0));
    const options = { items: 400, features: 1, classes: 2, epochs: 60, learningRate: 0.05, decay: 0 };
    const { bias } = trainSoftmaxRegression(new Float32Array(400), labels, options, {
      random: new Random(1),
      progress: () => undefined,
    });
    expect(bias[0]! - bias[1]!).toBeCloseTo(Math.log(3), 1);
  });

  it('separates what is separable, reports its loss, and repeats with its seed', () => {
    const random = new Random(2);
    const labels = Int32Array.from({ length: 150 }, (_, at) => at % 3);
    const rows = Float32Array.from({ length: 300 }, (_, at) => {
      const angle = (2 * Math.PI * labels[at >> 1]!) / 3;
      return (at % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) + random.normal(0, 0.1);
    });
    const options = { items: 150, features: 2, classes: 3, epochs: 20, learningRate: 0.1, decay: 1e-4 };
    const losses: number[] = [];
    const train = () =>
      trainSoftmaxRegression(rows, labels, options, {
        random: new Random(3),
        progress: ({ values }) => losses.push(values!.loss!),
      });
    const model = train();
    const logits = linearLogits(model, rows, 150);
    const right = labels.filter((label, item) =>
      [0, 1, 2].every((other) => logits[item * 3 + label]! >= logits[item * 3 + other]!),
    );
    expect(right).toHaveLength(150);
    expect(losses[0]).toBeGreaterThan(losses.at(-1)!);
    expect(train().matrix).toEqual(model.matrix);
  });
});
