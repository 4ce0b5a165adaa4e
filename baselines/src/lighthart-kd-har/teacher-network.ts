import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { glorotFilter } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';
import { encoder, encoderWeights, head, headWeights, tokensOf, tokenWeights } from './encoder.js';
import type { WindowNetwork } from './network.js';
import { inertialPatchLength, patchCount } from './student-network.js';

/** Filter size 9 along the joints, valid padding: 20 → 12 → 4 joints. Channels are not stated. */
const joints = 9;
const channels = [3, 16, 8] as const;
const jointsLeft = 4;
const skeletonPatchLength = (64 / patchCount) * jointsLeft * channels[2];

function convolve(tf: TensorFlow, weights: Weights, name: string, x: Tensor4D): Tensor4D {
  const sum = tf.add(tf.conv2d(x, weights[`${name}/filter`] as Tensor4D, 1, 'valid'), weights[`${name}/bias`]!);
  return tf.relu(sum) as Tensor4D;
}

function withPosition(tf: TensorFlow, weights: Weights, name: string, x: Tensor): Tensor {
  return tf.add(x, weights[`${name}/position`]!);
}

/** STConvT: convolutions over the joints, one encoder per modality, attention feature fusion (Eq. 6), one common encoder. */
export const teacherNetwork: WindowNetwork = {
  seesSkeleton: true,
  initialWeights: (tf, random, classes) => ({
    'inertial-input/position': tf.zeros([64, 6]),
    'skeleton-input/position': tf.zeros([64, 20, 3]),
    'spatial1/filter': glorotFilter(tf, random, [1, joints, channels[0], channels[1]]),
    'spatial1/bias': tf.zeros([channels[1]]),
    'spatial2/filter': glorotFilter(tf, random, [1, joints, channels[1], channels[2]]),
    'spatial2/bias': tf.zeros([channels[2]]),
    ...tokenWeights(tf, random, 'inertial', patchCount, inertialPatchLength),
    ...tokenWeights(tf, random, 'skeleton', patchCount, skeletonPatchLength),
    ...encoderWeights(tf, random, 'inertial-encoder1'),
    ...encoderWeights(tf, random, 'skeleton-encoder1'),
    ...encoderWeights(tf, random, 'fused-encoder2'),
    ...headWeights(tf, random, classes),
  }),
  logits(tf, weights, { items, inertial, skeleton }, dropping) {
    if (!skeleton) throw new Error('the teacher needs the skeleton');
    const placed = withPosition(tf, weights, 'skeleton-input', skeleton) as Tensor4D;
    const spatial = convolve(tf, weights, 'spatial2', convolve(tf, weights, 'spatial1', placed));
    const skeletonPatches = spatial.reshape([items * patchCount, skeletonPatchLength]) as Tensor2D;
    const inertialPatches = withPosition(tf, weights, 'inertial-input', inertial).reshape([-1, inertialPatchLength]);
    const skeletonTokens = tokensOf(tf, weights, 'skeleton', skeletonPatches, items);
    const inertialTokens = tokensOf(tf, weights, 'inertial', inertialPatches as Tensor2D, items);
    const fused = tf.add(
      encoder(tf, weights, 'skeleton-encoder1', skeletonTokens, items, dropping),
      encoder(tf, weights, 'inertial-encoder1', inertialTokens, items, dropping),
    ) as Tensor2D;
    return head(tf, weights, encoder(tf, weights, 'fused-encoder2', fused, items, dropping), items);
  },
};
