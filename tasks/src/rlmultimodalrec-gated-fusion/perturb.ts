import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import { reorder } from './reorder.js';

/** The same user with the candidates in another order: what is relevant stays relevant. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const { candidates } = inputs;
  return { ...inputs, candidates: { ...candidates!, data: reorder(candidates!.data as Int32Array, new Random(seed)) } };
}
