import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import type { Activations } from './linear-map.js';

/** Membrane potential at which a neuron fires. */
export const threshold = 0.2;
/** What is left of the potential after one step. */
const decay = 0.25;
/** The surrogate of the threshold's gradient is 1 where the potential lies within this of 0, else 0. */
const window = 0.5;

/** 1 above the threshold, else 0; with the rectangular surrogate gradient (Wu et al. 2018). */
export function spike<T extends Tensor>(tf: TensorFlow, potential: T): T {
  return tf.customGrad((u, save) => {
    (save as (tensors: Tensor[]) => void)([u as Tensor]);
    return {
      value: tf.cast(tf.greater(u as Tensor, threshold), 'float32'),
      gradFunc: (dy, saved) => tf.mul(dy, tf.cast(tf.less(tf.abs((saved as Tensor[])[0]!), window), 'float32')),
    };
  })(potential) as T;
}

/** A neuron between two steps. */
export interface Neurons {
  readonly potential: Tensor;
  readonly spikes: Tensor;
}

/** One step: u ← 0.25 u (1 − o) + x, o ← [u > 0.2]. @param before null: at rest */
export function fire(tf: TensorFlow, x: Tensor, before: Neurons | null): Neurons {
  const kept = before && tf.mul(tf.mul(before.potential, decay), tf.sub(1, before.spikes));
  const potential = kept ? tf.add(kept, x) : x;
  return { potential, spikes: spike(tf, potential) };
}

/** All steps of `x`, or `steps` steps of the same input where it has one. @returns spikes [examples, steps, positions, channels] */
export function fireSteps(tf: TensorFlow, x: Activations, steps: number): Activations {
  const isConstant = x.shape[1] === 1;
  const inputs = isConstant ? null : tf.unstack(x, 1);
  const constant = isConstant ? x.squeeze([1]) : null;
  const spikes: Tensor[] = [];
  let neurons: Neurons | null = null;
  for (let step = 0; step < steps; step++) {
    neurons = fire(tf, constant ?? inputs![step]!, neurons);
    spikes.push(neurons.spikes);
  }
  return tf.stack(spikes, 1) as Activations;
}
