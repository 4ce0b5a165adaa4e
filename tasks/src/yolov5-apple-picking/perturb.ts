import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';

/** Brightness by at most this share, and noise of at most one level in each channel. */
const gainShare = 0.02;

/** Slightly other light and noise: the apples stay where they are. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const gain = random.uniform(1 - gainShare, 1 + gainShare);
  const image = inputs.image!;
  const data = Uint8Array.from(image.data, (level) =>
    Math.max(0, Math.min(255, Math.round(level * gain) + ((random.uint32() % 3) - 1))),
  );
  return { image: { ...image, data } };
}
