import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { countParameters, type Weights } from '../shared/weights.js';
import { directionalSlopes } from '../testing/directional-derivative.js';
import { bilinearResize } from './bilinear-resize.js';
import { blueprintConvolution, blueprintWeights } from './blueprint-convolution.js';
import { contrastAttention, contrastAttentionWeights } from './contrast-attention.js';
import { depthwiseConvolution, depthwiseWeights } from './depthwise-convolution.js';
import { gelu } from './gelu.js';
import { layerNorm, layerNormWeights } from './layer-norm.js';
import { pixelShuffle } from './pixel-shuffle.js';
import { spatialAttention, spatialAttentionWeights } from './spatial-attention.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await openRuntime('cpu')).tf;
});

function drawn(shape: [number, number, number, number], seed: number): Tensor4D {
  const random = new Random(seed);
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor4d(
    Float32Array.from({ length: size }, () => random.normal()),
    shape,
  );
}

/** Zeros and ones as they are initialised hide errors. */
function shaken(weights: Weights): Weights {
  const random = new Random(9);
  return Object.fromEntries(
    Object.entries(weights).map(([name, value]) => [
      name,
      tf.add(
        value,
        tf.tensor(
          Float32Array.from({ length: value.size }, () => random.normal(0, 0.2)),
          value.shape,
        ),
      ),
    ]),
  );
}

/** Slopes in the picture and every weight together. */
function slopesOf(layer: (weights: Weights, x: Tensor4D) => Tensor, weights: Weights, x: Tensor4D) {
  const names = Object.keys(weights);
  const withNames = (tensors: Tensor[]): Weights => Object.fromEntries(names.map((name, at) => [name, tensors[at]!]));
  return directionalSlopes(
    tf,
    (image, ...tensors) => layer(withNames(tensors), image as Tensor4D),
    [x, ...Object.values(weights)],
    4,
  );
}

const layers: Record<string, { weights(): Weights; apply(weights: Weights, x: Tensor4D): Tensor; side?: number }> = {
  gelu: { weights: () => ({}), apply: (_weights, x) => gelu(tf, x) },
  'layer norm': {
    weights: () => layerNormWeights(tf, 'n', 3),
    apply: (weights, x) => layerNorm(tf, weights, 'n', x),
  },
  'depthwise 5 × 1': {
    weights: () => depthwiseWeights(tf, new Random(1), 'd', [5, 1], 3),
    apply: (weights, x) => depthwiseConvolution(tf, weights, 'd', x),
  },
  blueprint: {
    weights: () => blueprintWeights(tf, new Random(1), 'b', 3, 4),
    apply: (weights, x) => blueprintConvolution(tf, weights, 'b', x, 2, 'valid'),
  },
  'bilinear resize': { weights: () => ({}), apply: (_weights, x) => bilinearResize(tf, x, 11, 7) },
  'pixel shuffle': {
    weights: () => ({}),
    apply: (_weights, x) => pixelShuffle(tf.tile(x, [1, 1, 1, 4]), 2),
  },
  'spatial attention': {
    weights: () => spatialAttentionWeights(tf, new Random(1), 's', 3, 2),
    apply: (weights, x) => spatialAttention(tf, weights, 's', x),
    side: 17,
  },
  'contrast attention': {
    weights: () => contrastAttentionWeights(tf, new Random(1), 'c', 3, 2),
    apply: (weights, x) => contrastAttention(tf, weights, 'c', x),
  },
};

describe('layers of restoration networks', () => {
  it.each(Object.keys(layers))('%s has the gradient of its values', (name) => {
    const { weights, apply, side = 6 } = layers[name]!;
    const { computed, measured } = slopesOf(apply, shaken(weights()), drawn([2, side, side, 3], 2));
    expect(Math.abs(computed)).toBeGreaterThan(0.1);
    expect(Math.abs(computed - measured) / Math.abs(computed)).toBeLessThan(0.02);
  });

  it('gelu is x Φ(x)', () => {
    const values = gelu(tf, tf.tensor1d([-2, 0, 1])).dataSync();
    expect(values[0]).toBeCloseTo(-2 * 0.0227501, 5);
    expect(values[1]).toBe(0);
    expect(values[2]).toBeCloseTo(0.8413447, 5);
  });

  it('the layer norm of each pixel has mean 0 and variance 1', () => {
    const [row] = layerNorm(tf, layerNormWeights(tf, 'n', 4), 'n', tf.tensor2d([[1, 2, 3, 6]])).arraySync();
    const deviation = Math.sqrt(3.5);
    [-2, -1, 0, 3].forEach((value, at) => {
      expect(row![at]).toBeCloseTo(value / deviation, 5);
    });
  });

  it('bilinear resizing looks half a pixel in and holds the edges', () => {
    const doubled = bilinearResize(tf, tf.tensor4d([0, 8], [1, 1, 2, 1]), 1, 4);
    expect([...doubled.dataSync()]).toEqual([0, 2, 6, 8]);
  });

  it('the pixel shuffle orders channels by colour, row, column', () => {
    const shuffled = pixelShuffle(tf.tensor4d([0, 1, 2, 3, 10, 11, 12, 13], [1, 1, 1, 8]), 2);
    expect(shuffled.arraySync()).toEqual([
      [
        [
          [0, 10],
          [1, 11],
        ],
        [
          [2, 12],
          [3, 13],
        ],
      ],
    ]);
  });

  it('attentions have the parameters of BSRN', () => {
    expect(countParameters(spatialAttentionWeights(tf, new Random(1), 's', 64, 16))).toBe(4_064);
    expect(countParameters(contrastAttentionWeights(tf, new Random(1), 'c', 64, 4))).toBe(580);
  });
});
