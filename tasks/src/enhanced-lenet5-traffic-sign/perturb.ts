import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { pictureSize } from './definition.js';

/** Shifts the picture by at most one pixel and changes its brightness by at most 2 %: a sign stays the sign it is. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const [dx, dy] = [random.integer(3) - 1, random.integer(3) - 1];
  const gain = random.uniform(0.98, 1.02);
  const source = inputs.image!.data;
  const data = new Uint8Array(source.length);
  const clamp = (value: number): number => Math.max(0, Math.min(pictureSize - 1, value));
  for (let y = 0; y < pictureSize; y++) {
    for (let x = 0; x < pictureSize; x++) {
      const from = (clamp(y + dy) * pictureSize + clamp(x + dx)) * 3;
      const to = (y * pictureSize + x) * 3;
      for (let channel = 0; channel < 3; channel++)
        data[to + channel] = Math.min(255, Math.round(source[from + channel]! * gain));
    }
  }
  return { image: { dtype: 'uint8', shape: [pictureSize, pictureSize, 3], data } };
}
