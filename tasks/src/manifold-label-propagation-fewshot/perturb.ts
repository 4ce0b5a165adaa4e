import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { shiftAndScale } from '../images/shift-and-scale.js';

function perturbImages({ dtype, shape, data }: Tensor, random: Random): Tensor {
  const [count, height, width] = shape as [number, number, number];
  const size = height * width;
  const result = new Uint8Array(data.length);
  for (let index = 0; index < count; index++) {
    const picture = { width, height, channels: 1, data: data.subarray(index * size, (index + 1) * size) as Uint8Array };
    const [dx, dy] = [random.integer(3) - 1, random.integer(3) - 1];
    result.set(shiftAndScale(picture, dx, dy, random.uniform(0.98, 1.02)), index * size);
  }
  return { dtype, shape, data: result };
}

/** Shifts each picture of the episode by at most one pixel and changes its brightness by at most 2 %; labels stay. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  return Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => [
      name,
      tensor.dtype === 'uint8' ? perturbImages(tensor, random) : tensor,
    ]),
  );
}
