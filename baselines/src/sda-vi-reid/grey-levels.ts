import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { resizeArea } from '../shared/resize-area.js';

/** The mean of the channels, resized: float32 [items, height, width], 0 to 255. */
export function greyLevels(
  { image }: NamedTensors,
  items: number,
  size: readonly [height: number, width: number],
): Float32Array {
  const [, height, width, channels] = image!.shape as [number, number, number, number];
  const small = resizeArea(image!.data, [items, height, width, channels], size);
  return Float32Array.from({ length: small.length / channels }, (_, pixel) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += small[pixel * channels + channel]!;
    return sum / channels;
  });
}
