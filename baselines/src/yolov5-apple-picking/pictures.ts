import type { Tensor } from '@paretoboard/contract/tensor.js';
import { resizeArea } from '../shared/resize-area.js';
import { medianFilter, unsharpMask } from './enhance.js';
import { enhancement, type YoloConfiguration } from './settings.js';

/** Left, top, width, height in pixels. */
export type Box = readonly [number, number, number, number];

/** One picture as the network sees it, and what it takes to come back. */
export interface Prepared {
  /** [height, width, 3] in [0, 1]. */
  readonly values: Float32Array;
  /** Pixels of the original a pixel of the network’s input, downward and across. */
  readonly scale: readonly [down: number, across: number];
}

/** Resized to the network’s size, denoised, enhanced and normalised. @param image uint8 [1, height, width, 3] */
export function prepare(image: Tensor, { size }: Pick<YoloConfiguration, 'size'>): Prepared {
  const [, height, width] = image.shape as [number, number, number];
  const resized = resizeArea(image.data, [1, height, width, 3], size);
  const enhanced = unsharpMask(medianFilter(resized, ...size), ...size, enhancement.sharpening);
  return { values: enhanced.map((level) => level / 255), scale: [height / size[0], width / size[1]] };
}

/** A box of the original in the network’s pixels. */
export function toNetwork([left, top, width, height]: Box, [down, across]: Prepared['scale']): Box {
  return [left / across, top / down, width / across, height / down];
}

/** Inverse of {@link toNetwork}. */
export function toOriginal([left, top, width, height]: Box, [down, across]: Prepared['scale']): Box {
  return [left * across, top * down, width * across, height * down];
}
