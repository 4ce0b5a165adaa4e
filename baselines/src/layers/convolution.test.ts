import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Weights } from '../shared/weights.js';
import { convolution, convolutionWeights, transposedConvolution, transposedConvolutionWeights } from './convolution.js';
import { upsampleNearest } from './upsample-nearest.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('cpu'));
});

function drawn(shape: [number, number, number, number], seed: number): Tensor4D {
  const random = new Random(seed);
  const size = shape.reduce((a, b) => a * b, 1);
  return tf.tensor4d(
    Float32Array.from({ length: size }, () => random.normal()),
    shape,
  );
}

/** Largest difference of the gradient from central differences, relative to the gradient's largest value. */
function gradientError(of: (x: Tensor) => Scalar, at: Tensor): number {
  const gradient = tf.grad(of)(at).dataSync();
  const values = at.dataSync();
  const step = 1e-2;
  const numeric = Array.from(values, (_, index) => {
    const shifted = (by: number): number => {
      const copy = Float32Array.from(values);
      copy[index]! += by;
      return of(tf.tensor(copy, at.shape)).dataSync()[0]!;
    };
    return (shifted(step) - shifted(-step)) / (2 * step);
  });
  const largest = Math.max(...Array.from(gradient, Math.abs));
  return Math.max(...numeric.map((value, index) => Math.abs(value - gradient[index]!))) / largest;
}

const squares = (x: Tensor): Scalar => tf.sum(tf.square(x)) as Scalar;

describe('convolutions with bias', () => {
  it('halve and double the size, and have as many weights as their shape says', () => {
    const weights: Weights = {
      ...convolutionWeights(tf, new Random(1), 'down', 3, 2, 5),
      ...transposedConvolutionWeights(tf, new Random(2), 'up', 3, 5, 2),
    };
    const x = drawn([2, 4, 6, 2], 3);
    const half = convolution(tf, weights, 'down', x, 2);
    expect(half.shape).toEqual([2, 2, 3, 5]);
    expect(transposedConvolution(tf, weights, 'up', half).shape).toEqual([2, 4, 6, 2]);
    expect(Object.values(weights).map(({ size }) => size)).toEqual([90, 5, 90, 2]);
  });

  it('are transposes of each other', () => {
    const filter = drawn([3, 3, 2, 5], 4);
    const [x, y] = [drawn([1, 4, 4, 2], 5), drawn([1, 2, 2, 5], 6)];
    const inner = (a: Tensor, b: Tensor): number => tf.sum(tf.mul(a, b)).dataSync()[0]!;
    const down = convolution(tf, { 'c/filter': filter, 'c/bias': tf.zeros([5]) }, 'c', x, 2);
    const up = transposedConvolution(tf, { 'c/filter': filter, 'c/bias': tf.zeros([2]) }, 'c', y);
    expect(inner(down, y)).toBeCloseTo(inner(x, up), 3);
  });

  it.each(['filter', 'bias'] as const)('have the gradient of their %s that differences give', (part) => {
    const weights: Weights = {
      ...convolutionWeights(tf, new Random(7), 'down', 3, 1, 2),
      ...transposedConvolutionWeights(tf, new Random(8), 'up', 3, 2, 1),
    };
    const x = drawn([1, 4, 4, 1], 9);
    for (const name of ['down', 'up']) {
      const of = (changed: Tensor): Scalar => {
        const all = { ...weights, [`${name}/${part}`]: changed };
        return squares(transposedConvolution(tf, all, 'up', convolution(tf, all, 'down', x, 2)));
      };
      expect(gradientError(of, weights[`${name}/${part}`]!)).toBeLessThan(0.01);
    }
  });
});

describe('nearest upsampling', () => {
  it('repeats pixels, channels apart', () => {
    const x = tf.tensor4d([1, 10, 2, 20, 3, 30, 4, 40], [1, 2, 2, 2]);
    const up = upsampleNearest(tf, x);
    expect(up.shape).toEqual([1, 4, 4, 2]);
    const channel = (index: number): number[] => [...up.dataSync()].filter((_, at) => at % 2 === index);
    expect(channel(0)).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
    expect(channel(1)).toEqual(channel(0).map((value) => 10 * value));
  });

  it('sums what comes back to each pixel', () => {
    const x = drawn([2, 2, 3, 2], 10);
    expect(gradientError((value) => squares(upsampleNearest(tf, value as Tensor4D)), x)).toBeLessThan(0.01);
  });
});
