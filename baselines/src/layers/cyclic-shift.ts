import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { type Sizes3, sizesOf, type Volume } from './volume.js';

/**
 * Rolls volumes: what lies at `shift` comes to lie at 0, and what falls off comes back at the other side.
 * @param shift voxels along depth, height, width; below 0 rolls back
 */
export function cyclicShift(tf: TensorFlow, x: Volume, shift: Sizes3): Volume {
  let rolled = x;
  for (const [index, size] of sizesOf(x).entries()) {
    const by = ((shift[index]! % size) + size) % size;
    if (by === 0) continue;
    const [head, tail] = tf.split(rolled, [by, size - by], index + 1) as [Volume, Volume];
    rolled = tf.concat([tail, head], index + 1);
  }
  return rolled;
}
