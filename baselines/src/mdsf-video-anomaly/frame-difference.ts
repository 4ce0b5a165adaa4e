import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { untrained } from './untrained.js';

/** Mean absolute difference of each frame from the one before it, in grey levels. */
export function frameDifferences(inputs: NamedTensors, items: number): Float32Array {
  const { data, shape } = inputs.frames!;
  const channels = shape.at(-1)!;
  const length = data.length / items;
  return Float32Array.from({ length: items }, (_, item) => {
    let sum = 0;
    for (let at = item * length + channels - 1; at < (item + 1) * length; at += channels)
      sum += Math.abs(data[at]! - data[at - 1]!);
    return (sum * channels) / length;
  });
}

export default untrained(frameDifferences);
