import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { dense, denseWeights } from '../layers/dense.js';
import { instanceNorm, instanceNormWeights } from '../layers/instance-norm.js';
import { joinChannels } from '../layers/join-channels.js';
import type { Volume } from '../layers/volume.js';
import { volumeConvolution, volumeConvolutionWeights } from '../layers/volume-convolution.js';
import { depthToSpace, spaceToDepth } from '../layers/window-partition.js';
import type { Weights } from '../shared/weights.js';
import { withoutAttention } from './settings.js';
import type { VolumeNetwork } from './volume-network.js';
import { volumeSubmission } from './volume-submission.js';

/** Channels by level, full resolution first: about as many parameters as the paper's small configuration. */
const widths = [4, 8, 16, 32] as const;
/** Convolutions of a level: more of them deeper down. */
const depths = [1, 1, 2, 2] as const;
const slope = 0.25;

function slopes(tf: TensorFlow, name: string, channels: number): Weights {
  return { [`${name}/slope`]: tf.fill([channels], slope) };
}

function levelWeights(tf: TensorFlow, random: Random, name: string, channelsIn: number, depth: number): Weights {
  const width = widths[depth]!;
  const parts = Array.from({ length: depths[depth]! }, (_, index) => ({
    ...volumeConvolutionWeights(tf, random, `${name}/${index}`, index === 0 ? channelsIn : width, width, false),
    ...instanceNormWeights(tf, `${name}/${index}/norm`, width),
    ...slopes(tf, `${name}/${index}`, width),
  }));
  return Object.assign({}, ...parts);
}

/** Convolutions with a shortcut around all of them. @param around [n, d, h, w, width of the level] */
function level(tf: TensorFlow, weights: Weights, name: string, x: Volume, around: Volume, depth: number): Volume {
  let y = x;
  for (let index = 0; index < depths[depth]!; index++) {
    const sum = instanceNorm(
      tf,
      weights,
      `${name}/${index}/norm`,
      volumeConvolution(tf, weights, `${name}/${index}`, y),
    );
    const isLast = index === depths[depth]! - 1;
    y = tf.prelu(isLast ? (tf.add(sum, around) as Volume) : sum, weights[`${name}/${index}/slope`]!) as Volume;
  }
  return y;
}

/**
 * V-Net (Milletari et al. 2016): residual levels, strided 2 × 2 × 2 convolutions down and their transposes up, PReLU; with kernels of 3 in the place of 5, and instance normalisation
 * as its later implementations have.
 */
export const vNet: VolumeNetwork = {
  multiple: 2 ** (widths.length - 1),
  initialWeights(tf, random) {
    const weights: Record<string, Weights[string]> = { ...levelWeights(tf, random, 'down0', 1, 0) };
    for (let depth = 1; depth < widths.length; depth++) {
      const [above, width] = [widths[depth - 1]!, widths[depth]!];
      Object.assign(weights, denseWeights(tf, random, `stride${depth}`, 8 * above, width));
      Object.assign(weights, levelWeights(tf, random, `down${depth}`, width, depth));
      Object.assign(weights, denseWeights(tf, random, `rise${depth}`, width, 8 * above));
      Object.assign(weights, levelWeights(tf, random, `up${depth - 1}`, 2 * above, depth - 1));
    }
    return { ...weights, ...denseWeights(tf, random, 'head', widths[0], 1) };
  },
  logits(tf, weights, volume) {
    // One grey level broadcasts over the channels of the first shortcut, as in V-Net.
    const copies = tf.tile(volume, [1, 1, 1, 1, widths[0]]) as Volume;
    const features = [level(tf, weights, 'down0', volume, copies, 0)];
    for (let depth = 1; depth < widths.length; depth++) {
      const strided = dense(tf, weights, `stride${depth}`, spaceToDepth(features.at(-1)!));
      features.push(level(tf, weights, `down${depth}`, strided, strided, depth));
    }
    let x = features.at(-1)!;
    for (let depth = widths.length - 2; depth >= 0; depth--) {
      const risen = depthToSpace(dense(tf, weights, `rise${depth + 1}`, x));
      x = level(tf, weights, `up${depth}`, joinChannels(tf, [risen, features[depth]!]), risen, depth);
    }
    return dense(tf, weights, 'head', x);
  },
};

/** The comparator that the paper prints last. */
export default volumeSubmission(vNet, withoutAttention);
