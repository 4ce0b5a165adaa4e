import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';

/** Changes each value by at most one grey level: the large picture is the same to the eye. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const { shape, data } = inputs.image!;
  const changed = Uint8Array.from(data, (value) => Math.max(0, Math.min(255, value + random.integer(3) - 1)));
  return { image: { dtype: 'uint8', shape, data: changed } };
}
