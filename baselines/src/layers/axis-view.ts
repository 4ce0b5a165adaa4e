import type { Tensor3D } from '@tensorflow/tfjs';
import type { Volume } from './volume.js';

/** A volume with one of its axes between what stands before and after it: [before, size of the axis, after]. @param axis 1 depth, 2 height, 3 width */
export function axisView(x: Volume, axis: 1 | 2 | 3): Tensor3D {
  const size = x.shape[axis];
  const before = x.shape.slice(0, axis).reduce((product, length) => product * length, 1);
  return x.reshape([before, size, x.size / (before * size)]) as Tensor3D;
}
