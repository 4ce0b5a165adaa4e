import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';

/** Standard deviations of the added noise: well below a tenth of the sensors' own spread. */
const noise = { accelerationG: 0.005, angularRateDegreesPerSecond: 0.5, positionMetres: 0.002 };

function deviation(name: string, index: number): number {
  if (name === 'skeleton') return noise.positionMetres;
  return index % 6 < 3 ? noise.accelerationG : noise.angularRateDegreesPerSecond;
}

/** Adds sensor noise: the action stays what it is. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const noisy = (name: string, tensor: Tensor): Tensor => ({
    ...tensor,
    data: Float32Array.from(tensor.data, (value, index) => value + random.normal(0, deviation(name, index))),
  });
  return Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, noisy(name, tensor)]));
}
