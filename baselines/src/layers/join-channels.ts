import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D } from '@tensorflow/tfjs';
import type { Volume } from './volume.js';

/**
 * Channels of volumes of one size side by side: [n, d, h, w, c1], [n, d, h, w, c2] … → [n, d, h, w, c1 + c2 + …]. As rows of two axes: runtimes have quick paths for few axes, and
 * slow ones for five.
 */
export function joinChannels(tf: TensorFlow, volumes: readonly Volume[]): Volume {
  const [n, d, h, w] = volumes[0]!.shape;
  const rows = volumes.map((volume) => volume.reshape([n * d * h * w, volume.shape[4]]) as Tensor2D);
  return tf.concat(rows, 1).reshape([n, d, h, w, -1]) as Volume;
}
