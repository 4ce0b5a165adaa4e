import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';

/** Brightness by at most this share, and noise of at most one level, the same in all frames of a stack. */
const gainShare = 0.01;
/** Frames: too little to change the order of a clip. */
const positionShift = 0.25;

function flickered(frames: Tensor, random: Random): Tensor {
  const channels = frames.shape.at(-1)!;
  const gain = random.uniform(1 - gainShare, 1 + gainShare);
  const data = new Uint8Array(frames.data.length);
  for (let from = 0; from < data.length; from += channels) {
    const noise = (random.uint32() % 3) - 1;
    for (let at = from; at < from + channels; at++)
      data[at] = Math.max(0, Math.min(255, Math.round(frames.data[at]! * gain) + noise));
  }
  return { ...frames, data };
}

/** Slightly other light and noise: what happens in a frame stays what it is. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const changed: Record<string, Tensor> = { ...inputs };
  if (inputs.position) {
    const shift = random.uniform(-positionShift, positionShift);
    changed.position = { ...inputs.position, data: Float32Array.from(inputs.position.data, (at) => at + shift) };
  }
  if (inputs.frames) changed.frames = flickered(inputs.frames, random);
  return changed;
}
