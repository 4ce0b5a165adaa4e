import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs';

/** [n, tokens, width] → [n, heads, tokens, width / heads]. */
export function byHeads(x: Tensor3D, heads: number): Tensor4D {
  const [items, tokens, width] = x.shape;
  return x.reshape([items, tokens, heads, width / heads]).transpose([0, 2, 1, 3]) as Tensor4D;
}

/** Inverse of {@link byHeads}. */
export function joinHeads(x: Tensor4D): Tensor3D {
  const [items, heads, tokens, width] = x.shape;
  return x.transpose([0, 2, 1, 3]).reshape([items, tokens, heads * width]) as Tensor3D;
}
