import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { shiftAndScale } from '../images/shift-and-scale.js';
import { pictureSize } from './definition.js';

/** Shifts the picture by at most one pixel and changes its brightness by at most 2 %: a sign stays the sign it is. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const [dx, dy] = [random.integer(3) - 1, random.integer(3) - 1];
  const gain = random.uniform(0.98, 1.02);
  const picture = {
    width: pictureSize,
    height: pictureSize,
    channels: 3,
    data: inputs.image!.data as Uint8Array,
  };
  return {
    image: { dtype: 'uint8', shape: [pictureSize, pictureSize, 3], data: shiftAndScale(picture, dx, dy, gain) },
  };
}
