import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { blueprintConvolution, blueprintWeights } from '../layers/blueprint-convolution.js';
import { contrastAttention, contrastAttentionWeights } from '../layers/contrast-attention.js';
import { convolution, convolutionWeights } from '../layers/convolution.js';
import { gelu } from '../layers/gelu.js';
import { layerNorm, layerNormWeights } from '../layers/layer-norm.js';
import { pixelShuffle } from '../layers/pixel-shuffle.js';
import { spatialAttention, spatialAttentionWeights } from '../layers/spatial-attention.js';
import type { Weights } from '../shared/weights.js';
import { alkConvolution, alkWeights } from './alk-convolution.js';

/** Widths and depths, which a smaller configuration changes, and the parts that an ablation leaves out. */
export interface NetworkShape {
  readonly scale: number;
  readonly channels: number;
  readonly blocks: number;
  /** Long side of ALKConv's thin kernels. */
  readonly kernel: number;
  /** Channels of each distilled part. */
  readonly distilled: number;
  /** Channels within the spatial attention, and within the channel attention. */
  readonly spatial: number;
  readonly contrast: number;
  /** `blueprint`: BSConv in ALKConv's place, as in BSRN. */
  readonly convolution: 'alk' | 'blueprint';
  /** Pixel normalisation, within ALKConv and at the end of a block. */
  readonly normalised: boolean;
  /** Anchor-based residual: the network adds to the repeated small picture. */
  readonly anchored: boolean;
}

const ofThePaper = { convolution: 'alk', normalised: true, anchored: true } as const;

/** As printed: 373,484 parameters for ×2 (printed 373 K). */
export const fullShape = (scale: number): NetworkShape => ({
  scale,
  channels: 64,
  blocks: 8,
  kernel: 9,
  distilled: 32,
  spatial: 16,
  contrast: 4,
  ...ofThePaper,
});

/** For two cores: other widths and depths, all the same parts. */
export const smallShape = (scale: number): NetworkShape => ({
  scale,
  channels: 16,
  blocks: 2,
  kernel: 5,
  distilled: 8,
  spatial: 4,
  contrast: 4,
  ...ofThePaper,
});

/** BSRN repeats the small picture as often at the entrance. */
const copies = 4;
const colours = 3;
const steps = [1, 2, 3] as const;

/** The convolution that the paper replaces. */
class Refining {
  constructor(private readonly shape: NetworkShape) {}

  weights(tf: TensorFlow, random: Random, name: string, channelsOut = this.shape.channels): Weights {
    const { channels, convolution } = this.shape;
    if (convolution === 'blueprint') return blueprintWeights(tf, random, name, channels, channelsOut);
    return alkWeights(tf, random, name, channels, channelsOut, this.shape);
  }

  apply(tf: TensorFlow, weights: Weights, name: string, x: Tensor4D): Tensor4D {
    if (this.shape.convolution === 'blueprint') return blueprintConvolution(tf, weights, name, x);
    return alkConvolution(tf, weights, name, x, this.shape);
  }
}

function blockWeights(tf: TensorFlow, random: Random, name: string, shape: NetworkShape): Weights {
  const { channels, distilled, spatial, contrast, normalised } = shape;
  const refining = new Refining(shape);
  const stepWeights = steps.map((step) => ({
    ...convolutionWeights(tf, random, `${name}/distil${step}`, 1, channels, distilled),
    ...refining.weights(tf, random, `${name}/refine${step}`),
  }));
  return {
    ...Object.assign({}, ...stepWeights),
    ...refining.weights(tf, random, `${name}/distil4`, distilled),
    ...convolutionWeights(tf, random, `${name}/condense`, 1, 4 * distilled, channels),
    ...spatialAttentionWeights(tf, random, `${name}/spatial`, channels, spatial),
    ...contrastAttentionWeights(tf, random, `${name}/contrast`, channels, contrast),
    ...(normalised ? layerNormWeights(tf, `${name}/norm`, channels) : {}),
  };
}

/** ALKDB: distillation, condensation, enhancement. */
function block(tf: TensorFlow, weights: Weights, name: string, input: Tensor4D, shape: NetworkShape): Tensor4D {
  const refining = new Refining(shape);
  const distilled: Tensor4D[] = [];
  let x = input;
  for (const step of steps) {
    distilled.push(gelu(tf, convolution(tf, weights, `${name}/distil${step}`, x)));
    x = gelu(tf, tf.add(refining.apply(tf, weights, `${name}/refine${step}`, x), x) as Tensor4D);
  }
  distilled.push(gelu(tf, refining.apply(tf, weights, `${name}/distil4`, x)));
  const condensed = convolution(tf, weights, `${name}/condense`, tf.concat(distilled, 3));
  const attended = contrastAttention(
    tf,
    weights,
    `${name}/contrast`,
    spatialAttention(tf, weights, `${name}/spatial`, condensed),
  );
  const enhanced = shape.normalised ? layerNorm(tf, weights, `${name}/norm`, attended) : attended;
  return tf.add(enhanced, input);
}

/** Initial weights of the whole network; the last convolution is zero, so that training starts from the repeated small picture. */
export function initialWeights(tf: TensorFlow, random: Random, shape: NetworkShape): Weights {
  const { channels, blocks, scale, anchored } = shape;
  const names = Array.from({ length: blocks }, (_, index) => `block${index + 1}`);
  const up = convolutionWeights(tf, random, 'up', 3, channels, colours * scale ** 2);
  return {
    ...blueprintWeights(tf, random, 'shallow', copies * colours, channels),
    ...Object.assign({}, ...names.map((name) => blockWeights(tf, random, name, shape))),
    ...convolutionWeights(tf, random, 'fuse', 1, blocks * channels, channels),
    ...new Refining(shape).weights(tf, random, 'fused'),
    ...(anchored ? Object.fromEntries(Object.entries(up).map(([name, value]) => [name, tf.zerosLike(value)])) : up),
  };
}

/** Each colour plane as often as a small pixel has large ones, ordered by colour: the pixel shuffle makes the nearest neighbour of it. */
function repeated(x: Tensor4D, scale: number): Tensor4D {
  const [n, h, w, c] = x.shape;
  return x
    .reshape([n, h, w, c, 1])
    .tile([1, 1, 1, 1, scale ** 2])
    .reshape([n, h, w, c * scale ** 2]);
}

/**
 * @param small float32 [n, h, w, 3] in [0, 1], sides of at least 15
 * @returns float32 [n, scale · h, scale · w, 3], not clipped
 */
export function enlarge(tf: TensorFlow, weights: Weights, small: Tensor4D, shape: NetworkShape): Tensor4D {
  const shallow = blueprintConvolution(tf, weights, 'shallow', tf.tile(small, [1, 1, 1, copies]));
  const features: Tensor4D[] = [];
  for (let index = 1; index <= shape.blocks; index++)
    features.push(block(tf, weights, `block${index}`, features.at(-1) ?? shallow, shape));
  const fused = gelu(tf, convolution(tf, weights, 'fuse', tf.concat(features, 3)));
  const deep = tf.add(new Refining(shape).apply(tf, weights, 'fused', fused), shallow) as Tensor4D;
  const planes = convolution(tf, weights, 'up', deep);
  const anchored = shape.anchored ? (tf.add(planes, repeated(small, shape.scale)) as Tensor4D) : planes;
  return pixelShuffle(anchored, shape.scale);
}
