import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor3D } from '@tensorflow/tfjs';
import { axisView } from './axis-view.js';
import type { Sizes3, Volume } from './volume.js';

const axes = [1, 2, 3] as const;

/**
 * Rolls volumes: what lies at `shift` comes to lie at 0, and what falls off comes back at the other side.
 * @param shift voxels along depth, height, width; below 0 rolls back
 */
export function cyclicShift(tf: TensorFlow, x: Volume, shift: Sizes3): Volume {
  let rolled = x;
  for (const axis of axes) {
    const size = x.shape[axis];
    const by = ((shift[axis - 1]! % size) + size) % size;
    if (by === 0) continue;
    const [head, tail] = tf.split(axisView(rolled, axis), [by, size - by], 1) as [Tensor3D, Tensor3D];
    rolled = tf.concat([tail, head], 1).reshape(x.shape) as Volume;
  }
  return rolled;
}
