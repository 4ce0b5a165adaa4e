import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import type { TrainContext } from '@paretoboard/sdk/submission.js';
import { resizeArea } from '../shared/resize-area.js';
import { pictureChannels } from './masked-autoencoder.js';

/** Stacks of three frames as a method sees them: float32 [items, height, width, 3], grey levels of 0 to 255. */
export interface Pictures {
  readonly items: number;
  readonly size: readonly [height: number, width: number];
  readonly levels: Float32Array;
}

const rowsAtOnce = 32;

function resized({ data, shape }: Tensor, size: readonly [number, number]): Float32Array {
  const [items, height, width, channels] = shape as [number, number, number, number];
  return resizeArea(data, [items, height, width, channels], size);
}

/** The frames of a query, resized. */
export function picturesOf(inputs: NamedTensors, items: number, size: readonly [number, number]): Pictures {
  return { items, size, levels: resized(inputs.frames!, size) };
}

/** All normal frames there are, train and validation, resized as they come: the originals are not kept. */
export function trainingPictures(context: TrainContext, size: readonly [number, number]): Pictures {
  const items = context.splits.train + context.splits.validation;
  const levels = new Float32Array(items * size[0] * size[1] * pictureChannels);
  let filled = 0;
  for (const split of ['train', 'validation'] as const) {
    for (let rows = context.next(split, rowsAtOnce); rows.items > 0; rows = context.next(split, rowsAtOnce)) {
      const part = resized(rows.inputs.frames!, size);
      levels.set(part, filled);
      filled += part.length;
    }
  }
  return { items, size, levels };
}

/** Mean of all levels. */
export function meanLevel({ levels }: Pictures): number {
  return levels.reduce((sum, level) => sum + level, 0) / levels.length;
}

/** Levels to about −2 … 2, 0 being the training mean. */
const levelsPerUnit = 64;

/** The pictures `indices`, normalised, in a new array. */
export function normalised({ levels, size }: Pictures, mean: number, indices: ArrayLike<number>): Float32Array {
  const length = size[0] * size[1] * pictureChannels;
  const batch = new Float32Array(indices.length * length);
  for (let position = 0; position < indices.length; position++) {
    const [from, to] = [indices[position]! * length, position * length];
    for (let at = 0; at < length; at++) batch[to + at] = (levels[from + at]! - mean) / levelsPerUnit;
  }
  return batch;
}
