import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { greyLevels } from './grey-levels.js';
import { untrained } from './untrained.js';

const size = [24, 12] as const;

/** Grey levels of a small picture around their mean: brightness does not count, and contrast not for a cosine. */
export function thumbnails(inputs: NamedTensors, items: number): Float32Array {
  const levels = greyLevels(inputs, items, size);
  const length = size[0] * size[1];
  for (let item = 0; item < items; item++) {
    const own = levels.subarray(item * length, (item + 1) * length);
    const mean = own.reduce((sum, level) => sum + level, 0) / length;
    own.forEach((level, at) => {
      own[at] = level - mean;
    });
  }
  return levels;
}

/** The pixels themselves. */
export default untrained(thumbnails);
