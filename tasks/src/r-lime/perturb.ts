import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';

/** Change of the threshold: far less than what the judge's samples can tell apart. */
const thresholdJitter = 2e-3;

/**
 * Another instance: one feature has the neighbouring code below it, where there is one, and the threshold is off by at most 0.002. An explanation is
 * judged by the instance that was shown, so there is no label to preserve. Pure.
 */
export function perturb(inputs: NamedTensors, seed: number): NamedTensors {
  const random = new Random(seed);
  const { instance, threshold } = inputs;
  const codes = Uint8Array.from(instance!.data);
  // Downwards only: how far up codes go is not in the inputs.
  const lowered = [...codes.keys()].filter((feature) => codes[feature]! > 0);
  if (lowered.length > 0) codes[lowered[random.integer(lowered.length)]!]! -= 1;
  const moved = threshold!.data[0]! + random.uniform(-thresholdJitter, thresholdJitter);
  return {
    instance: { ...instance!, data: codes },
    threshold: { ...threshold!, data: Float32Array.of(moved) },
  };
}
