import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';

/** Brightness by at most this share, and noise of one level in a quarter of the values each way. */
const gainShare = 0.02;
const valuesPerDraw = 16;

/** Slightly other light and noise: who it is stays. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const gain = random.uniform(1 - gainShare, 1 + gainShare);
  const image = inputs.image!;
  const data = new Uint8Array(image.data.length);
  let bits = 0;
  for (let at = 0; at < data.length; at++) {
    // Two bits a value: a draw for each would take as long as reading the picture.
    if (at % valuesPerDraw === 0) bits = random.uint32();
    const noise = (bits & 3) === 0 ? -1 : (bits & 3) === 1 ? 1 : 0;
    bits >>>= 2;
    data[at] = Math.max(0, Math.min(255, Math.round(image.data[at]! * gain) + noise));
  }
  return { ...inputs, image: { ...image, data } };
}
