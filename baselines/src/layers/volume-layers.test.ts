import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor5D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Weights } from '../shared/weights.js';
import { directionalSlopes } from '../testing/directional-derivative.js';
import { cyclicShift } from './cyclic-shift.js';
import { feedForward, feedForwardWeights } from './feed-forward.js';
import { instanceNorm, instanceNormWeights } from './instance-norm.js';
import { patchEmbedding, patchEmbeddingWeights, patchMerging, patchMergingWeights } from './patch-merging.js';
import { residualBlock, residualBlockWeights } from './residual-block.js';
import { shiftMask } from './shift-mask.js';
import { spatialExcitation, spatialExcitationWeights } from './spatial-excitation.js';
import { swinBlock, swinBlockWeights } from './swin-block.js';
import { upsampleVolume } from './upsample-volume.js';
import type { Volume } from './volume.js';
import { volumeConvolution, volumeConvolutionWeights } from './volume-convolution.js';
import { positionIndex } from './window-attention.js';
import { depthToSpace, spaceToDepth, windowMerge, windowPartition } from './window-partition.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await openRuntime('cpu')).tf;
});

function drawn(shape: [number, number, number, number, number], seed: number): Volume {
  const random = new Random(seed);
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor5d(
    Float32Array.from({ length: size }, () => random.normal()),
    shape,
  );
}

/** Zeros and ones as they are initialised hide errors. */
function shaken(weights: Weights): Weights {
  const random = new Random(9);
  return Object.fromEntries(
    Object.entries(weights).map(([name, value]) => {
      const noise = Float32Array.from({ length: value.size }, () => random.normal(0, 0.2));
      return [name, tf.add(value, tf.tensor(noise, value.shape))];
    }),
  );
}

const swin = { window: [2, 2, 3], heads: 2, hidden: 6 } as const;

interface Layer {
  weights(): Weights;
  apply(weights: Weights, x: Volume): Tensor;
  readonly shape?: [number, number, number, number, number];
  readonly result: readonly number[];
  /** Of the difference, where there are kinks. */
  readonly step?: number;
}

const usual: [number, number, number, number, number] = [2, 4, 2, 6, 4];
const random = (): Random => new Random(3);

const layers: Record<string, Layer> = {
  convolution: {
    weights: () => volumeConvolutionWeights(tf, random(), 'a', 4, 3),
    apply: (weights, x) => volumeConvolution(tf, weights, 'a', x),
    result: [2, 4, 2, 6, 3],
  },
  'instance normalisation': {
    weights: () => instanceNormWeights(tf, 'a', 4),
    apply: (weights, x) => instanceNorm(tf, weights, 'a', x),
    result: usual,
  },
  'spatial excitation': {
    weights: () => spatialExcitationWeights(tf, random(), 'a', 4),
    apply: (weights, x) => spatialExcitation(tf, weights, 'a', x),
    result: usual,
  },
  'residual block': {
    weights: () => residualBlockWeights(tf, random(), 'a', 4, 3),
    apply: (weights, x) => residualBlock(tf, weights, 'a', x),
    result: [2, 4, 2, 6, 3],
    step: 1e-3,
  },
  'patch embedding': {
    weights: () => patchEmbeddingWeights(tf, random(), 'a', 4, 5),
    apply: (weights, x) => patchEmbedding(tf, weights, 'a', x),
    result: [2, 2, 1, 3, 5],
  },
  'patch merging': {
    weights: () => patchMergingWeights(tf, random(), 'a', 4),
    apply: (weights, x) => patchMerging(tf, weights, 'a', x),
    result: [2, 2, 1, 3, 8],
  },
  'feed-forward part': {
    weights: () => feedForwardWeights(tf, random(), 'a', 4, 7),
    apply: (weights, x) => feedForward(tf, weights, 'a', x),
    result: usual,
  },
  'Swin block, plain windows': {
    weights: () => swinBlockWeights(tf, random(), 'a', 4, swin),
    apply: (weights, x) => swinBlock(tf, weights, 'a', x, false, swin),
    result: usual,
  },
  'Swin block, shifted and padded windows': {
    weights: () => swinBlockWeights(tf, random(), 'a', 4, swin),
    apply: (weights, x) => swinBlock(tf, weights, 'a', x, true, swin),
    shape: [1, 3, 4, 5, 4],
    result: [1, 3, 4, 5, 4],
  },
  upsampling: {
    weights: () => ({}),
    apply: (_, x) => upsampleVolume(tf, x),
    result: [2, 8, 4, 12, 4],
  },
  'cyclic shift': {
    weights: () => ({}),
    apply: (_, x) => cyclicShift(tf, x, [1, 0, -2]),
    result: usual,
  },
};

describe.each(Object.entries(layers))('%s', (_name, { weights: initial, apply, shape = usual, result, step }) => {
  it('has the shape that it says, and the slope of differences along any direction in volume and weights', () => {
    const weights = shaken(initial());
    const x = drawn(shape, 5);
    expect(apply(weights, x).shape).toEqual(result);
    const names = Object.keys(weights);
    const layer = (...[volume, ...tensors]: Tensor[]): Tensor =>
      apply(Object.fromEntries(names.map((name, at) => [name, tensors[at]!])), volume as Volume);
    const { computed, measured } = directionalSlopes(tf, layer, [x, ...Object.values(weights)], 4, step);
    expect(Math.abs(computed - measured)).toBeLessThan(0.02 * Math.max(1, Math.abs(measured)));
  });
});

describe('convolution of volumes', () => {
  it('is conv3d', () => {
    const weights = shaken(volumeConvolutionWeights(tf, random(), 'a', 2, 3));
    const x = drawn([2, 3, 4, 5, 2], 6);
    // [rows, columns, slices · in, out] → [slices, rows, columns, in, out].
    const filter = weights['a/filter']!.reshape([9, 3, 6]).transpose([1, 0, 2]).reshape([3, 3, 3, 2, 3]) as Tensor5D;
    const expected = tf.add(tf.conv3d(x, filter, 1, 'same'), weights['a/bias']!);
    const difference = tf.max(tf.abs(tf.sub(volumeConvolution(tf, weights, 'a', x), expected)));
    expect(difference.dataSync()[0]).toBeLessThan(1e-5);
  });

  it('takes a single slice', () => {
    const weights = volumeConvolutionWeights(tf, random(), 'a', 1, 1);
    expect(volumeConvolution(tf, weights, 'a', drawn([1, 1, 3, 3, 1], 2)).shape).toEqual([1, 1, 3, 3, 1]);
  });
});

describe('windows', () => {
  /** Values that say where they lie. */
  const places = (): Volume => tf.range(0, 2 * 4 * 2 * 6, 1).reshape([2, 4, 2, 6, 1]) as Volume;

  it('hold the voxels of a box each, in the order z, y, x', () => {
    const windows = windowPartition(places(), [2, 1, 3]);
    expect(windows.shape).toEqual([16, 6, 1]);
    // Volume 0, slices 2 and 3, row 1, columns 3 to 5.
    expect([...windows.slice([7, 0, 0], [1, 6, 1]).dataSync()]).toEqual([33, 34, 35, 45, 46, 47]);
    expect([...windowMerge(windows, [2, 1, 3], [4, 2, 6]).dataSync()]).toEqual([...places().dataSync()]);
    expect(() => windowPartition(places(), [3, 1, 3])).toThrow(RangeError);
  });

  it('of 2 × 2 × 2 become channels and voxels again', () => {
    const x = drawn([2, 4, 2, 6, 3], 7);
    expect(spaceToDepth(x).shape).toEqual([2, 2, 1, 3, 24]);
    expect([...depthToSpace(spaceToDepth(x)).dataSync()]).toEqual([...x.dataSync()]);
  });

  it('roll and roll back', () => {
    const x = places();
    const rolled = cyclicShift(tf, x, [1, 0, 2]);
    // Slice 1, column 2 of volume 0 has come to the origin.
    expect(rolled.dataSync()[0]).toBe(14);
    expect([...cyclicShift(tf, rolled, [-1, 0, -2]).dataSync()]).toEqual([...x.dataSync()]);
  });
});

describe('attention within windows', () => {
  it('has a bias for each offset, in a smaller window too', () => {
    // Along x alone: offsets −2 … 2 stand in five rows.
    expect([...positionIndex([1, 1, 3], [1, 1, 3])]).toEqual([2, 1, 0, 3, 2, 1, 4, 3, 2]);
    expect([...positionIndex([1, 1, 2], [1, 1, 3])]).toEqual([2, 1, 3, 2]);
  });

  it('after a shift lets those see each other that were neighbours before', () => {
    expect(shiftMask([1, 1, 4], [1, 1, 4], [1, 1, 2], [0, 0, 0])).toBeNull();
    // Windows {1, 2} and {3, 0}: only the second mixes ends of the row.
    expect([...shiftMask([1, 1, 4], [1, 1, 4], [1, 1, 2], [0, 0, 1])!]).toEqual([0, 0, 0, 0, 0, -100, -100, 0]);
    // The fourth voxel is padding.
    expect([...shiftMask([1, 1, 4], [1, 1, 3], [1, 1, 2], [0, 0, 0])!]).toEqual([0, 0, 0, 0, 0, -100, -100, 0]);
  });

  it('reaches no voxel of another window, and by the shift reaches it in the next block', () => {
    const shape = { window: [1, 1, 2], heads: 1, hidden: 4 } as const;
    const weights = shaken(swinBlockWeights(tf, random(), 'a', 4, shape));
    const reached = (isShifted: boolean): number[] => {
      const first = (x: Tensor): Tensor =>
        tf.sum(swinBlock(tf, weights, 'a', x as Volume, isShifted, shape).slice([0, 0, 0, 1, 0], [1, 1, 1, 1, 4]));
      const gradient = tf.grad(first)(drawn([1, 1, 1, 6, 4], 8));
      const sums = tf.sum(tf.abs(gradient), 4).dataSync();
      return [...sums].flatMap((value, at) => (value > 1e-9 ? [at] : []));
    };
    expect(reached(false)).toEqual([0, 1]);
    expect(reached(true)).toEqual([1, 2]);
  });

  it('sees nothing of padding: a volume answers the same beside more of it', () => {
    const shape = { window: [2, 2, 2], heads: 2, hidden: 4 } as const;
    const weights = shaken(swinBlockWeights(tf, random(), 'a', 4, shape));
    const x = drawn([1, 2, 2, 2, 4], 8);
    const alone = swinBlock(tf, weights, 'a', x, false, shape);
    const beside = swinBlock(
      tf,
      weights,
      'a',
      tf.concat([x, x.slice([0, 0, 0, 0, 0], [1, 2, 2, 1, 4])], 3),
      false,
      shape,
    );
    const difference = tf.sub(alone, beside.slice([0, 0, 0, 0, 0], [1, 2, 2, 2, 4]));
    expect(tf.max(tf.abs(difference)).dataSync()[0]).toBeLessThan(1e-5);
  });
});

describe('spatial excitation', () => {
  it('halves features where its weights are zero, and never enlarges one', () => {
    const x = drawn([1, 2, 2, 2, 3], 4);
    const weights = { 'a/matrix': tf.zeros([3, 1]), 'a/bias': tf.zeros([1]) };
    const halved = spatialExcitation(tf, weights, 'a', x);
    expect(tf.max(tf.abs(tf.sub(halved, tf.mul(x, 0.5)))).dataSync()[0]).toBeLessThan(1e-6);
    const excited = spatialExcitation(tf, shaken(weights), 'a', x);
    expect(tf.max(tf.sub(tf.abs(excited), tf.abs(x))).dataSync()[0]).toBeLessThanOrEqual(0);
  });
});
