import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import { normalisationWeights, normaliseExample } from '../layers/example-normalisation.js';
import { fire, type Neurons, threshold } from '../layers/leaky-integrate-and-fire.js';
import { type Activations, linearMap, linearWeights } from '../layers/linear-map.js';
import type { Weights } from '../shared/weights.js';
import type { NetworkSettings } from './settings.js';

const layers = ['0', '1', '2'] as const;

/** Three spiking layers that turn what was into the k spikes of every latent unit now. */
export function latentNetWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  unitsIn: number,
  { hidden, latent, outputsPerUnit }: NetworkSettings,
): Weights {
  const units = [unitsIn, ...hidden, latent * outputsPerUnit];
  return Object.assign(
    {},
    ...layers.flatMap((layer, index) => [
      linearWeights(tf, random, `${name}/${layer}`, units[index]!, units[index + 1]!),
      normalisationWeights(tf, `${name}/${layer}`, units[index + 1]!),
    ]),
  );
}

/** A latent net in the middle of a sequence. */
export class LatentNet {
  private readonly neurons: (Neurons | null)[] = layers.map(() => null);

  constructor(
    private readonly tf: TensorFlow,
    private readonly weights: Weights,
    private readonly name: string,
    private readonly settings: NetworkSettings,
  ) {}

  /** @param x [examples, 1, 1, units] @returns spikes [examples, latent, k] */
  step(x: Activations): Tensor {
    const { tf, weights } = this;
    let value = x;
    for (const [index, layer] of layers.entries()) {
      const name = `${this.name}/${layer}`;
      const input = normaliseExample(tf, weights, name, linearMap(tf, weights, name, value), threshold);
      this.neurons[index] = fire(tf, input, this.neurons[index]!);
      value = this.neurons[index]!.spikes as Activations;
    }
    return value.reshape([x.shape[0], this.settings.latent, this.settings.outputsPerUnit]);
  }
}

/**
 * Which of the k outputs each latent unit takes, as a mask [rows, latent, k]: a Bernoulli draw with the mean of the k outputs as its probability.
 * @param rows those behind the last draw take none
 */
export function drawPicks(
  tf: TensorFlow,
  draws: readonly Random[],
  settings: NetworkSettings,
  rows = draws.length,
): Tensor {
  const { latent, outputsPerUnit } = settings;
  const mask = new Float32Array(rows * latent * outputsPerUnit);
  for (const [row, random] of draws.entries())
    for (let unit = 0; unit < latent; unit++)
      mask[(row * latent + unit) * outputsPerUnit + random.integer(outputsPerUnit)] = 1;
  return tf.tensor3d(mask, [rows, latent, outputsPerUnit]);
}

/** Spikes [examples, 1, 1, latent] of the picked outputs. */
export function pick(tf: TensorFlow, outputs: Tensor, picks: Tensor): Activations {
  const taken = tf.sum(tf.mul(outputs, picks), 2);
  return taken.reshape([outputs.shape[0]!, 1, 1, outputs.shape[1]!]) as Activations;
}

const synapse = 2;

/** Post-synaptic potentials of a spike train (or of probabilities): PSP ← (1 − 1/τ) PSP + z/τ, from 0, τ = 2. */
export function postSynaptic(tf: TensorFlow, train: readonly Tensor2D[]): Tensor2D[] {
  const potentials: Tensor2D[] = [];
  for (const z of train) {
    const before = potentials.at(-1);
    const fresh = tf.div(z, synapse);
    potentials.push((before ? tf.add(tf.mul(before, 1 - 1 / synapse), fresh) : fresh) as Tensor2D);
  }
  return potentials;
}

/** Maximum mean discrepancy of two trains [examples, latent] a step: mean square of the difference of their post-synaptic potentials, by example. */
export function trainDiscrepancy(tf: TensorFlow, q: readonly Tensor2D[], p: readonly Tensor2D[]): Tensor {
  const [a, b] = [postSynaptic(tf, q), postSynaptic(tf, p)];
  const squares = a.map((potential, step) => tf.mean(tf.square(tf.sub(potential, b[step]!)), 1));
  return tf.div(tf.addN(squares), squares.length);
}
