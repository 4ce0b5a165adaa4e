import type { Tensor5D } from '@tensorflow/tfjs';

/** A batch of volumes with channels: [n, depth, height, width, channels]. */
export type Volume = Tensor5D;

/** Sizes along depth, height, width: of a volume, a window, a shift. */
export type Sizes3 = readonly [number, number, number];

export function sizesOf({ shape }: Volume): Sizes3 {
  return [shape[1], shape[2], shape[3]];
}

export function voxelsOf([depth, height, width]: Sizes3): number {
  return depth * height * width;
}
