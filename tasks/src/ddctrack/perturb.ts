import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';

function brightened({ shape, data }: Tensor, gains: readonly number[]): Tensor {
  const changed = new Uint8Array(data.length);
  const size = data.length / gains.length;
  for (const [frame, gain] of gains.entries()) {
    const table = Uint8Array.from({ length: 256 }, (_, value) => Math.min(255, Math.round(value * gain)));
    for (let at = frame * size; at < (frame + 1) * size; at++) changed[at] = table[data[at]!]!;
  }
  return { dtype: 'uint8', shape, data: changed };
}

/** Changes the brightness of the video by at most 3 %, and of each frame by at most 1 % more: the boxes stay what they are. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const gain = random.uniform(0.97, 1.03);
  const gains = (count: number): number[] => Array.from({ length: count }, () => gain * random.uniform(0.99, 1.01));
  const { firstFrame, firstBox, frames } = inputs;
  return {
    firstFrame: brightened(firstFrame!, gains(1)),
    firstBox: firstBox!,
    frames: brightened(frames!, gains(frames!.shape[0]!)),
  };
}
