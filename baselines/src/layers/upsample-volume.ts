import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { upsampleNearest } from './upsample-nearest.js';
import type { Volume } from './volume.js';

/** Repeats each voxel of [n, d, h, w, c] to [n, 2d, 2h, 2w, c]. */
export function upsampleVolume(tf: TensorFlow, x: Volume): Volume {
  const [n, d, h, w, c] = x.shape;
  const slices = upsampleNearest(tf, x.reshape([n * d, h, w, c])).reshape([n * d, 1, 4 * h * w * c]);
  return tf.concat([slices, slices], 1).reshape([n, 2 * d, 2 * h, 2 * w, c]) as Volume;
}
