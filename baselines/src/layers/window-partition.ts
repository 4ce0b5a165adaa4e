import type { Tensor3D } from '@tensorflow/tfjs';
import { type Sizes3, sizesOf, type Volume, voxelsOf } from './volume.js';

/**
 * Cuts volumes into windows side by side: [n, d, h, w, c] → [n · windows, voxels of a window, c], windows and voxels in the order z, y, x. Two transpositions of four
 * axes, because not every runtime has one of eight.
 * @throws RangeError where a window does not divide the volume
 */
export function windowPartition(x: Volume, window: Sizes3): Tensor3D {
  const [n, d, h, w, c] = x.shape;
  const [wd, wh, ww] = window;
  if (d % wd !== 0 || h % wh !== 0 || w % ww !== 0)
    throw new RangeError(`windows of ${window.join(' × ')} do not divide a volume of ${d} × ${h} × ${w}`);
  const slabs = (n * d) / wd;
  const rows = x.reshape([slabs, wd, h / wh, wh * w * c]).transpose([0, 2, 1, 3]);
  const blocks = rows.reshape([(slabs * h) / wh, wd * wh, w / ww, ww * c]).transpose([0, 2, 1, 3]);
  return blocks.reshape([-1, voxelsOf(window), c]) as Tensor3D;
}

/** Inverse of {@link windowPartition}: windows back into volumes of the given sizes. */
export function windowMerge(windows: Tensor3D, window: Sizes3, sizes: Sizes3): Volume {
  const [count, , c] = windows.shape;
  const [d, h, w] = sizes;
  const [wd, wh, ww] = window;
  const n = (count * voxelsOf(window)) / voxelsOf(sizes);
  const slabs = (n * d) / wd;
  const blocks = windows.reshape([(slabs * h) / wh, w / ww, wd * wh, ww * c]).transpose([0, 2, 1, 3]);
  const rows = blocks.reshape([slabs, h / wh, wd, wh * w * c]).transpose([0, 2, 1, 3]);
  return rows.reshape([n, d, h, w, c]) as Volume;
}

/** Eight neighbours become channels of one voxel: [n, d, h, w, c] → [n, d / 2, h / 2, w / 2, 8c]. */
export function spaceToDepth(x: Volume): Volume {
  const [n, , , , c] = x.shape;
  const [d, h, w] = sizesOf(x);
  return windowPartition(x, [2, 2, 2]).reshape([n, d / 2, h / 2, w / 2, 8 * c]) as Volume;
}

/** Inverse of {@link spaceToDepth}: [n, d, h, w, 8c] → [n, 2d, 2h, 2w, c]. */
export function depthToSpace(x: Volume): Volume {
  const [n, d, h, w, c] = x.shape;
  return windowMerge(x.reshape([n * d * h * w, 8, c / 8]) as Tensor3D, [2, 2, 2], [2 * d, 2 * h, 2 * w]);
}
