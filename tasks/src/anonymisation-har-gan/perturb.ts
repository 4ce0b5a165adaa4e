import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';

/** In g and rad/s: below the sensors' own noise in motion. */
const deviation = 0.005;

/** Adds sensor noise to the window: who moves, and how, stays what it is. Pure. */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const window = inputs.window!;
  return {
    ...inputs,
    window: { ...window, data: Float32Array.from(window.data, (value) => value + random.normal(0, deviation)) },
  };
}
