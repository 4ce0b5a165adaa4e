import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Adam } from '@paretoboard/sdk/adam.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { dropout } from './train-classifier.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('cpu'));
});

describe('Adam', () => {
  it('takes the steps of tf.train.adam on variables of different shapes', () => {
    const random = new Random(1);
    const values = [2, 12, 1].map((size) => Float32Array.from({ length: size }, () => random.normal()));
    const shapes = [[2], [3, 4], []];
    const make = () => values.map((data, index) => tf.variable(tf.tensor(data, shapes[index]!)));
    const [ours, theirs] = [make(), make()];
    const adam = new Adam(tf, ours);
    const reference = tf.train.adam(0.05);
    for (let step = 0; step < 5; step++) {
      const gradients = ours.map((variable) =>
        tf.tensor(
          Float32Array.from({ length: variable.size }, () => random.normal()),
          variable.shape,
        ),
      );
      adam.step(gradients, 0.05);
      reference.applyGradients(
        Object.fromEntries(theirs.map((variable, index) => [variable.name, gradients[index]!])) as never,
      );
    }
    ours.forEach((variable, index) => {
      const expected = theirs[index]!.dataSync();
      for (const [at, value] of variable.dataSync().entries()) expect(value).toBeCloseTo(expected[at]!, 4);
    });
  });

  it('with weight decay first takes the rate’s share of every value', () => {
    const [decayed, plain] = [tf.variable(tf.tensor1d([4, -2])), tf.variable(tf.tensor1d([3.6, -1.8]))];
    const gradient = tf.tensor1d([1, 3]);
    new Adam(tf, [decayed]).step([gradient], 0.5, 0.2);
    new Adam(tf, [plain]).step([gradient], 0.5);
    expect([...decayed.dataSync()]).toEqual([...plain.dataSync()].map((value) => expect.closeTo(value, 5)));
  });

  it('leaves no tensors behind', () => {
    const variable = tf.variable(tf.ones([3]));
    const before = tf.memory().numTensors;
    const adam = new Adam(tf, [variable]);
    for (let step = 0; step < 3; step++) tf.tidy(() => adam.step([tf.ones([3])], 0.1));
    adam.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('dropout', () => {
  it('keeps the share and the mean, by the seed', () => {
    const x = tf.ones([101, 99]);
    const values = dropout(tf, x, 0.25, new Random(2)).dataSync();
    const zeros = values.filter((value) => value === 0).length / values.length;
    expect(zeros).toBeCloseTo(0.25, 1);
    expect(new Set(values)).toEqual(new Set([0, Math.fround(4 / 3)]));
    expect(dropout(tf, x, 0.25, new Random(2)).dataSync()).toEqual(values);
    expect(dropout(tf, x, 0.25, new Random(3)).dataSync()).not.toEqual(values);
    expect(dropout(tf, x, 0, new Random(2))).toBe(x);
  });
});
