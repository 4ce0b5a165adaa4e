import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { side } from './definition.js';

/** Shifts the picture by at most one pixel, changes its levels by at most 2 %, and asks for another sample. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const [dx, dy] = [random.integer(3) - 1, random.integer(3) - 1];
  const gain = random.uniform(0.98, 1.02);
  const source = inputs.image!.data;
  const clamp = (value: number): number => Math.max(0, Math.min(side - 1, value));
  const data = Uint8Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [clamp((at % side) + dx), clamp(Math.floor(at / side) + dy)];
    return Math.min(255, Math.round(source[y * side + x]! * gain));
  });
  return {
    image: { dtype: 'uint8', shape: [side, side], data },
    seed: { dtype: 'int32', shape: [], data: Int32Array.of(random.uint32() >>> 1) },
  };
}
