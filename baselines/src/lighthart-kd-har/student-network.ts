import type { Tensor2D } from '@tensorflow/tfjs';
import { encoder, encoderWeights, head, headWeights, tokensOf, tokenWeights } from './encoder.js';
import type { WindowNetwork } from './network.js';

/** Patches along time of 64 / 8 steps with all channels. */
export const patchCount = 8;
export const inertialPatchLength = (64 / patchCount) * 6;

/** Inertial Transformer (section "Student"): two encoders of width 32; 19,931 values with 27 classes. */
export const studentNetwork: WindowNetwork = {
  seesSkeleton: false,
  initialWeights: (tf, random, classes) => ({
    ...tokenWeights(tf, random, 'inertial', patchCount, inertialPatchLength),
    ...encoderWeights(tf, random, 'encoder1'),
    ...encoderWeights(tf, random, 'encoder2'),
    ...headWeights(tf, random, classes),
  }),
  logits(tf, weights, { items, inertial }, dropping) {
    const patches = inertial.reshape([items * patchCount, inertialPatchLength]) as Tensor2D;
    const tokens = tokensOf(tf, weights, 'inertial', patches, items);
    const first = encoder(tf, weights, 'encoder1', tokens, items, dropping);
    return head(tf, weights, encoder(tf, weights, 'encoder2', first, items, dropping), items);
  },
};
