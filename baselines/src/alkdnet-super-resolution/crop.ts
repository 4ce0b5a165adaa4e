import type { Random } from '@paretoboard/sdk/random.js';
import type { Pictures } from './pictures.js';

/** A square part of a picture in one of eight poses: rotated by quarters, mirrored or not. */
export interface Crop {
  readonly item: number;
  /** In small pixels, as `side`. */
  readonly left: number;
  readonly top: number;
  readonly side: number;
  readonly isMirrored: boolean;
  readonly quarters: number;
}

export function drawCrop(random: Random, item: number, available: number, side: number): Crop {
  const room = available - side + 1;
  return {
    item,
    side,
    left: random.integer(room),
    top: random.integer(room),
    isMirrored: random.integer(2) === 1,
    quarters: random.integer(4),
  };
}

/**
 * Copies a crop into a batch as float32 in [0, 1].
 * @param scale 1 for the small pictures, the enlargement for the large ones
 */
export function copyCrop(pictures: Pictures, crop: Crop, scale: number, batch: Float32Array, position: number): void {
  const side = crop.side * scale;
  const last = side - 1;
  let to = position * side * side * 3;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      let [row, column] = [y, crop.isMirrored ? last - x : x];
      for (let turn = 0; turn < crop.quarters; turn++) [row, column] = [column, last - row];
      const from =
        ((crop.item * pictures.side + crop.top * scale + row) * pictures.side + crop.left * scale + column) * 3;
      for (let colour = 0; colour < 3; colour++) batch[to++] = pictures.data[from + colour]! / 255;
    }
  }
}
