import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { TrainContext } from '@paretoboard/sdk/submission.js';
import { resizeArea } from '../shared/resize-area.js';

type Size = readonly [height: number, width: number];

/** Pictures as a network takes them: [items, height, width, 3], each channel normalised by ImageNet's mean and deviation. */
export interface Pictures {
  readonly items: number;
  readonly size: Size;
  readonly values: Float32Array;
  /** 0: visible, 1: infrared. */
  readonly modality: Int32Array;
}

export interface LabelledPictures extends Pictures {
  readonly identity: Int32Array;
  /** 0: source, 1: target. */
  readonly domain: Int32Array;
}

const mean = [0.485, 0.456, 0.406] as const;
const deviation = [0.229, 0.224, 0.225] as const;
const whitest = 255;
const rowsAtOnce = 32;
const channels = 3;

/** Values of one picture. */
export function lengthOf([height, width]: Size): number {
  return height * width * channels;
}

/** The pictures of a query or of rows, resized and normalised. */
export function picturesOf(inputs: NamedTensors, items: number, size: Size): Pictures {
  const { shape, data } = inputs.image!;
  const [, height, width] = shape as [number, number, number, number];
  const values = resizeArea(data, [items, height, width, channels], size);
  for (let at = 0; at < values.length; at++) {
    const channel = at % channels;
    values[at] = (values[at]! / whitest - mean[channel]!) / deviation[channel]!;
  }
  return { items, size, values, modality: Int32Array.from(inputs.modality!.data) };
}

/** All labelled pictures, train and validation, resized as they come: the originals are not kept. */
export function labelledPictures(context: TrainContext, size: Size): LabelledPictures {
  const items = context.splits.train + context.splits.validation;
  const all: LabelledPictures = {
    items,
    size,
    values: new Float32Array(items * lengthOf(size)),
    modality: new Int32Array(items),
    identity: new Int32Array(items),
    domain: new Int32Array(items),
  };
  let filled = 0;
  for (const split of ['train', 'validation'] as const) {
    for (let rows = context.next(split, rowsAtOnce); rows.items > 0; rows = context.next(split, rowsAtOnce)) {
      const { values, modality } = picturesOf(rows.inputs, rows.items, size);
      all.values.set(values, filled * lengthOf(size));
      all.modality.set(modality, filled);
      all.identity.set(rows.targets.identity!.data, filled);
      all.domain.set(rows.targets.domain!.data, filled);
      filled += rows.items;
    }
  }
  return all;
}
