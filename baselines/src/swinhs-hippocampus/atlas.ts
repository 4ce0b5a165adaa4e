import { type Sizes3, voxelsOf } from '../layers/volume.js';
import type { LabelledVolume } from './volumes.js';

/** Sides of the atlas: it lies over a volume as a whole, whatever the volume's size. */
export const atlasSizes: Sizes3 = [32, 32, 32];

/** Calls back with each voxel of a volume and the atlas's voxel that lies there. */
function forEachVoxel([depth, height, width]: Sizes3, visit: (voxel: number, atlas: number) => void): void {
  const place = (at: number, size: number, axis: 0 | 1 | 2): number =>
    Math.floor(((at + 0.5) * atlasSizes[axis]) / size);
  let voxel = 0;
  for (let z = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      const row = (place(z, depth, 0) * atlasSizes[1] + place(y, height, 1)) * atlasSizes[2];
      for (let x = 0; x < width; x++) visit(voxel++, row + place(x, width, 2));
    }
  }
}

/** The atlas as a volume of the given sizes sees it: nearest neighbours. */
export function atlasAt(atlas: Float32Array, sizes: Sizes3): Float32Array {
  const values = new Float32Array(voxelsOf(sizes));
  forEachVoxel(sizes, (voxel, at) => {
    values[voxel] = atlas[at]!;
  });
  return values;
}

/** How often each place was foreground: the mean mask, [32, 32, 32]; each volume counts once. */
export function meanAtlas(volumes: readonly LabelledVolume[]): Float32Array {
  const atlas = new Float32Array(voxelsOf(atlasSizes));
  for (const { sizes, mask } of volumes) {
    // The other way round: every atlas voxel is asked, so that none stays empty where the volume is coarser.
    let at = 0;
    const place = (index: number, axis: 0 | 1 | 2): number =>
      Math.floor(((index + 0.5) * sizes[axis]) / atlasSizes[axis]);
    for (let z = 0; z < atlasSizes[0]; z++)
      for (let y = 0; y < atlasSizes[1]; y++)
        for (let x = 0; x < atlasSizes[2]; x++)
          atlas[at++]! += mask[(place(z, 0) * sizes[1] + place(y, 1)) * sizes[2] + place(x, 2)]!;
  }
  return atlas.map((count) => count / volumes.length);
}

/** Dice of a predicted mask and a true one. */
export function overlap(predicted: ArrayLike<number>, truth: ArrayLike<number>): number {
  let [both, sum] = [0, 0];
  for (let voxel = 0; voxel < truth.length; voxel++) {
    const [a, b] = [Number(predicted[voxel]! > 0), Number(truth[voxel]! > 0)];
    both += a * b;
    sum += a + b;
  }
  return sum === 0 ? 1 : (2 * both) / sum;
}
