import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { dense, denseWeights } from '../layers/dense.js';
import { instanceNorm, instanceNormWeights } from '../layers/instance-norm.js';
import { joinChannels } from '../layers/join-channels.js';
import { upsampleVolume } from '../layers/upsample-volume.js';
import { sizesOf, type Volume } from '../layers/volume.js';
import { volumeConvolution, volumeConvolutionWeights } from '../layers/volume-convolution.js';
import { windowPartition } from '../layers/window-partition.js';
import type { Weights } from '../shared/weights.js';
import { withoutAttention } from './settings.js';
import type { VolumeNetwork } from './volume-network.js';
import { volumeSubmission } from './volume-submission.js';

/** Channels by level, full resolution first: about as many parameters as the paper's small configuration. */
const widths = [4, 8, 16, 24] as const;
const convolutions = ['first', 'second'] as const;

function levelWeights(tf: TensorFlow, random: Random, name: string, channelsIn: number, width: number): Weights {
  return {
    ...volumeConvolutionWeights(tf, random, `${name}/first`, channelsIn, width, false),
    ...instanceNormWeights(tf, `${name}/first/norm`, width),
    ...volumeConvolutionWeights(tf, random, `${name}/second`, width, width, false),
    ...instanceNormWeights(tf, `${name}/second/norm`, width),
  };
}

/** Twice convolution, normalisation, rectifier. */
function level(tf: TensorFlow, weights: Weights, name: string, x: Volume): Volume {
  return convolutions.reduce(
    (y, part) =>
      tf.relu(instanceNorm(tf, weights, `${name}/${part}/norm`, volumeConvolution(tf, weights, `${name}/${part}`, y))),
    x,
  );
}

/** Largest of each 2 × 2 × 2: [n, d, h, w, c] → [n, d / 2, h / 2, w / 2, c]. */
function pool(tf: TensorFlow, x: Volume): Volume {
  const [n, , , , c] = x.shape;
  const [d, h, w] = sizesOf(x);
  return tf.max(windowPartition(x, [2, 2, 2]), 1).reshape([n, d / 2, h / 2, w / 2, c]) as Volume;
}

/** 3D U-Net (Çiçek et al. 2016) with instance in the place of batch normalisation, since batches are small, and nearest neighbours in the place of the transposed convolution. */
export const unet3d: VolumeNetwork = {
  multiple: 2 ** (widths.length - 1),
  initialWeights(tf, random) {
    let weights: Weights = {};
    widths.forEach((width, depth) => {
      Object.assign(weights, levelWeights(tf, random, `down${depth}`, widths[depth - 1] ?? 1, width));
    });
    for (let depth = widths.length - 2; depth >= 0; depth--)
      weights = {
        ...weights,
        ...levelWeights(tf, random, `up${depth}`, widths[depth + 1]! + widths[depth]!, widths[depth]!),
      };
    return { ...weights, ...denseWeights(tf, random, 'head', widths[0], 1) };
  },
  logits(tf, weights, volume) {
    const features: Volume[] = [];
    for (const depth of widths.keys()) {
      const above = features.at(-1);
      features.push(level(tf, weights, `down${depth}`, above ? pool(tf, above) : volume));
    }
    let x = features.at(-1)!;
    for (let depth = widths.length - 2; depth >= 0; depth--)
      x = level(tf, weights, `up${depth}`, joinChannels(tf, [upsampleVolume(tf, x), features[depth]!]));
    return dense(tf, weights, 'head', x);
  },
};

/** The convolutional network that most of the field begins with. */
export default volumeSubmission(unet3d, withoutAttention);
