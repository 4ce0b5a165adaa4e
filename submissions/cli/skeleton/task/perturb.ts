import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';

const deviation = 0.01;

/** FILL: a change that leaves the label what it is. Pure. */
export function perturb({ features }: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const data = Float32Array.from(features!.data, (value) => value + random.normal(0, deviation));
  return { features: { ...features!, data } };
}
