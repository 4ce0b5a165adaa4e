import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { countParameters } from '../shared/weights.js';
import { initialWeights, logits } from './enhanced-network.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('wasm'));
});

/** Table 3 of the paper: parameters of each layer that has any. */
const table3 = [
  ['Conv2D 30 × 30 × 32', 320, ['conv0/filter', 'conv0/bias'], [[3, 3, 1, 32], [32]]],
  ['PReLU 30 × 30 × 32', 28_800, ['conv0/slope'], [[30, 30, 32]]],
  ['Conv2D 13 × 13 × 64', 18_496, ['conv1/filter', 'conv1/bias'], [[3, 3, 32, 64], [64]]],
  ['PReLU 13 × 13 × 64', 10_816, ['conv1/slope'], [[13, 13, 64]]],
  ['Conv2D 5 × 5 × 64', 36_928, ['conv2/filter', 'conv2/bias'], [[3, 3, 64, 64], [64]]],
  ['PReLU 5 × 5 × 64', 1_600, ['conv2/slope'], [[5, 5, 64]]],
  ['Dense 512', 295_424, ['dense/matrix', 'dense/bias'], [[576, 512], [512]]],
  ['Dense 43', 22_059, ['logits/matrix', 'logits/bias'], [[512, 43], [43]]],
] as const;

describe('the paper’s network', () => {
  it.each(table3)('%s has %i parameters', (_layer, parameters, names, shapes) => {
    const weights = initialWeights(tf, new Random(1), 43, 'prelu');
    expect(names.map((name) => weights[name]!.shape)).toEqual(shapes);
    expect(names.reduce((sum, name) => sum + weights[name]!.size, 0)).toBe(parameters);
  });

  it('has 414,443 parameters in all, and nothing beside Table 3', () => {
    const weights = initialWeights(tf, new Random(1), 43, 'prelu');
    expect(countParameters(weights)).toBe(414_443);
    expect(Object.keys(weights).sort()).toEqual(table3.flatMap(([, , names]) => [...names]).sort());
    expect(countParameters(initialWeights(tf, new Random(1), 43, 'relu'))).toBe(414_443 - 28_800 - 10_816 - 1_600);
  });

  it('equals the network with ReLU where all slopes are 0, and not where they are not', () => {
    const weights = initialWeights(tf, new Random(2), 43, 'prelu');
    const withRelu = Object.fromEntries(Object.entries(weights).filter(([name]) => !name.endsWith('slope')));
    const withSlopes = { ...weights, 'conv1/slope': tf.fill([13, 13, 64], 0.25) };
    const random = new Random(3);
    const pictures = tf.tensor4d(
      Float32Array.from({ length: 2 * 1024 }, () => random.uniform(-1, 1)),
      [2, 32, 32, 1],
    );
    const [prelu, relu, sloped] = [weights, withRelu, withSlopes].map((these) =>
      logits(tf, these, pictures, null).dataSync(),
    );
    expect(prelu).toHaveLength(2 * 43);
    expect(prelu).toEqual(relu);
    expect(sloped).not.toEqual(relu);
  });

  it('learns the slopes: their gradient is 0 where the input is positive, the input elsewhere', () => {
    const x = tf.tensor2d([
      [2, -3],
      [-1, 4],
    ]);
    const slope = tf.tensor1d([0.1, 0.2]);
    const gradient = tf.grad((alpha) => tf.prelu(x as Tensor, alpha).sum())(slope);
    expect([...gradient.dataSync()]).toEqual([-1, -3]);
  });

  it('drops units in training only, by the seed', () => {
    const weights = initialWeights(tf, new Random(4), 43, 'prelu');
    const picture = tf.ones([1, 32, 32, 1]) as Parameters<typeof logits>[2];
    const run = (random: Random | null) => [...logits(tf, weights, picture, random).dataSync()];
    expect(run(new Random(5))).toEqual(run(new Random(5)));
    expect(run(new Random(5))).not.toEqual(run(new Random(6)));
    expect(run(null)).toEqual(run(null));
  });
});
