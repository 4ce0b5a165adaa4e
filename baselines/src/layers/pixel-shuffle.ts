import type { Tensor4D } from '@tensorflow/tfjs';

/**
 * Sub-pixel rearrangement (Shi et al. 2016) [n, h, w, c · s²] → [n, s h, s w, c]; channels ordered by colour, then row, then column, as in PyTorch.
 * Not `tf.depthToSpace`: that has no gradient and another order.
 */
export function pixelShuffle(x: Tensor4D, scale: number): Tensor4D {
  const [n, h, w, channels] = x.shape;
  const colours = channels / scale ** 2;
  return x
    .reshape([n, h, w, colours, scale, scale])
    .transpose([0, 1, 4, 2, 5, 3])
    .reshape([n, h * scale, w * scale, colours]);
}
