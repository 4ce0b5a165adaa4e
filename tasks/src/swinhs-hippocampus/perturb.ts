import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';

/** Of the range of grey levels: a tenth of what noise is in such volumes. */
const largestChange = 0.005;

/** Changes each grey level by at most half a per cent of the volume's range: the contour stays what it is. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const { shape, data } = inputs.volume!;
  const values = data as Float32Array;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const change = largestChange * (most - least);
  const changed = values.map((value) => value + random.uniform(-change, change));
  return { ...inputs, volume: { dtype: 'float32', shape, data: changed } };
}
