import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor4D, Tensor5D } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { MissingKernelError } from '../missing-kernel.js';
import { findNativeLibrary } from '../native-library.js';
import { openRuntime } from '../open-runtime.js';

/**
 * tfjs ships kernels whose gradients are wrong, some of them on `cpu` too, so agreement with `cpu` proves too little:
 * every gradient here must equal the central difference of the forward operation, or be refused.
 */
const runtimes = findNativeLibrary() ? (['cpu', 'wasm', 'tensorflow'] as const) : (['cpu', 'wasm'] as const);
const STEP = 2e-3;
const image = [2, 7, 6, 3] as const;
const volume = [1, 5, 4, 5, 2] as const;

type Operation = (tf: TensorFlow, x: Tensor) => Tensor;

const operations: Readonly<Record<string, { shape: readonly number[]; f: Operation }>> = {
  'max pooling, same': { shape: image, f: (tf, x) => tf.maxPool(x as Tensor4D, 3, 2, 'same') },
  'max pooling, valid, gaps': { shape: image, f: (tf, x) => tf.maxPool(x as Tensor4D, 2, 3, 'valid') },
  'max pooling, overlapping': { shape: image, f: (tf, x) => tf.maxPool(x as Tensor4D, [2, 3], 1, 'same') },
  'average pooling, same': { shape: image, f: (tf, x) => tf.avgPool(x as Tensor4D, 3, 2, 'same') },
  'average pooling, valid': { shape: image, f: (tf, x) => tf.avgPool(x as Tensor4D, [3, 2], [2, 1], 'valid') },
  'nearest upsampling': { shape: image, f: (tf, x) => tf.image.resizeNearestNeighbor(x as Tensor4D, [14, 12]) },
  'bilinear upsampling': { shape: image, f: (tf, x) => tf.image.resizeBilinear(x as Tensor4D, [14, 12]) },
  'bilinear, aligned': { shape: image, f: (tf, x) => tf.image.resizeBilinear(x as Tensor4D, [9, 8], true) },
  'three-dimensional convolution': {
    shape: volume,
    f: (tf, x) => tf.conv3d(x as Tensor5D, fixed(tf, [2, 2, 2, 2, 3]) as Tensor5D, 1, 'same'),
  },
  'three-dimensional average pooling': { shape: volume, f: (tf, x) => tf.avgPool3d(x as Tensor5D, 3, 2, 'same') },
  'three-dimensional max pooling': { shape: volume, f: (tf, x) => tf.maxPool3d(x as Tensor5D, 3, 2, 'same') },
  'local response normalisation': {
    shape: image,
    f: (tf, x) => tf.localResponseNormalization(x as Tensor4D, 2, 1, 1, 0.5),
  },
  'depthwise convolution': {
    shape: image,
    f: (tf, x) => tf.depthwiseConv2d(x as Tensor4D, fixed(tf, [3, 3, 3, 2]) as Tensor4D, 2, 'same'),
  },
  'reflecting padding': {
    shape: [3, 4],
    f: (tf, x) =>
      tf.mirrorPad(
        x,
        [
          [1, 1],
          [2, 1],
        ],
        'reflect',
      ),
  },
  'segment sum': {
    shape: [5, 2],
    f: (tf, x) => tf.unsortedSegmentSum(x, tf.tensor1d([0, 2, 1, 2, 0], 'int32'), 3),
  },
  'cumulative sum': { shape: [3, 4], f: (tf, x) => tf.cumsum(x, 1) },
  'sum and mean over some and all axes': {
    shape: [3, 4, 2],
    f: (tf, x) => tf.add(tf.add(tf.sum(x, [0, 2], true), tf.mean(x, -1, true)), tf.mul(tf.mean(x), tf.sum(x))),
  },
  'selu and leaky relu': { shape: [3, 4], f: (tf, x) => tf.add(tf.selu(x), tf.leakyRelu(x, 0.3)) },
};

function values(size: number, seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: size }, () => random.normal());
}

function fixed(tf: TensorFlow, shape: number[]): Tensor {
  return tf.tensor(
    values(
      shape.reduce((product, length) => product * length, 1),
      3,
    ),
    shape,
  );
}

/** Σ f(x)·w in double precision, for a fixed w. */
function weighted(tf: TensorFlow, f: Operation, x: Float32Array, shape: readonly number[]): number {
  const y = tf.tidy(() => f(tf, tf.tensor(x, [...shape])).dataSync());
  const weights = values(y.length, 5);
  return weights.reduce((sum, weight, index) => sum + weight * (y[index] as number), 0);
}

function centralDifferences(tf: TensorFlow, f: Operation, x: Float32Array, shape: readonly number[]): Float64Array {
  return Float64Array.from(x, (value, index) => {
    const [above, below] = [x.slice(), x.slice()];
    above[index] = value + STEP;
    below[index] = value - STEP;
    return (
      (weighted(tf, f, above, shape) - weighted(tf, f, below, shape)) / ((above[index] ?? 0) - (below[index] ?? 0))
    );
  });
}

describe.each(runtimes)('on %s', (runtime) => {
  it.each(Object.entries(operations))('the gradient of %s is right or refused', async (_, { shape, f }) => {
    const { tf } = await openRuntime(runtime);
    const x = values(
      shape.reduce((product, length) => product * length, 1),
      11,
    );
    const gradient = () =>
      tf.tidy(() => {
        const weights = (y: Tensor) => tf.tensor(values(y.size, 5), y.shape);
        const loss = (value: Tensor) => {
          const y = f(tf, value);
          return tf.sum(tf.mul(y, weights(y)));
        };
        return tf
          .grad(loss)(tf.tensor(x, [...shape]))
          .dataSync();
      });
    let found: ArrayLike<number>;
    try {
      found = gradient();
    } catch (error) {
      if (error instanceof MissingKernelError) expect(error.runtime).toBe(runtime);
      else expect(String(error)).toMatch(/gradient function not found for/);
      return;
    }
    const expected = centralDifferences(tf, f, x, shape);
    let difference = 0;
    let size = 0;
    expected.forEach((value, index) => {
      difference += (value - (found[index] as number)) ** 2;
      size += value ** 2;
    });
    expect(Math.sqrt(difference / size)).toBeLessThan(5e-3);
  });
});
