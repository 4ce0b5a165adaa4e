import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { untrained } from './untrained.js';

/** A control: how bright each frame is on the whole, in grey levels. */
export function meanGreyLevels(inputs: NamedTensors, items: number): Float32Array {
  const { data, shape } = inputs.frames!;
  const channels = shape.at(-1)!;
  const length = data.length / items;
  return Float32Array.from({ length: items }, (_, item) => {
    let sum = 0;
    for (let at = item * length + channels - 1; at < (item + 1) * length; at += channels) sum += data[at]!;
    return (sum * channels) / length;
  });
}

export default untrained(meanGreyLevels);
