import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import type { TrainContext } from '@paretoboard/sdk/submission.js';
import { type Sizes3, voxelsOf } from '../layers/volume.js';

/** A volume with its contour. */
export interface LabelledVolume {
  readonly sizes: Sizes3;
  /** Mean 0, deviation 1 over the volume. */
  readonly grey: Float32Array;
  readonly mask: Uint8Array;
}

/** Grey levels with mean 0 and deviation 1 over the volume; zeros where all are equal. */
export function standardised(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
  return values.map((value) => (value - mean) * scale);
}

/** Volumes of an answer's batch, which are all of one size. */
export function sizesOfBatch({ shape }: Tensor): Sizes3 {
  return [shape[1]!, shape[2]!, shape[3]!];
}

/** All volumes of a split, one row at a time because their sizes differ. */
export function readAll(context: Pick<TrainContext, 'next'>, split: 'train' | 'validation'): LabelledVolume[] {
  const volumes: LabelledVolume[] = [];
  for (let rows = context.next(split, 1); rows.items > 0; rows = context.next(split, 1)) {
    const { volume } = rows.inputs;
    volumes.push({
      sizes: sizesOfBatch(volume!),
      grey: standardised(volume!.data as Float32Array),
      mask: rows.targets.mask!.data as Uint8Array,
    });
  }
  return volumes;
}

/**
 * Copies a box of one volume into another volume; where the box leaves the volume, nothing is written.
 * @param corner of the box in `from`; may be below 0
 */
export function copyBox(
  from: ArrayLike<number>,
  sizes: Sizes3,
  corner: Sizes3,
  to: Float32Array,
  box: Sizes3,
  offset = 0,
): void {
  const [depth, height, width] = sizes;
  for (let z = 0; z < box[0]; z++) {
    for (let y = 0; y < box[1]; y++) {
      const [slice, row] = [z + corner[0], y + corner[1]];
      if (slice < 0 || slice >= depth || row < 0 || row >= height) continue;
      for (let x = 0; x < box[2]; x++) {
        const column = x + corner[2];
        if (column < 0 || column >= width) continue;
        to[offset + (z * box[1] + y) * box[2] + x] = from[(slice * height + row) * width + column]!;
      }
    }
  }
}

/** An answer from one array of probabilities for each item. */
export function answerOf(items: readonly Float32Array[], sizes: Sizes3): NamedTensors {
  const data = new Float32Array(items.length * voxelsOf(sizes));
  for (const [index, item] of items.entries()) data.set(item, index * voxelsOf(sizes));
  return { probability: { dtype: 'float32', shape: [items.length, ...sizes], data } };
}
