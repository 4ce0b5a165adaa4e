import { drawn } from '@paretoboard/sdk/graphs.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { normalisationWeights, normaliseExample } from '../layers/example-normalisation.js';
import { fireSteps, threshold } from '../layers/leaky-integrate-and-fire.js';
import { type Activations, linearMap, linearWeights } from '../layers/linear-map.js';
import {
  convolutionWeights,
  patchConvolution,
  transposedConvolution,
  transposedConvolutionWeights,
} from '../layers/patch-convolution.js';
import type { Weights } from '../shared/weights.js';
import type { Autoencoder } from './autoencoder.js';
import { drawPicks, LatentNet, latentNetWeights, pick, trainDiscrepancy } from './latent-dynamics.js';
import { side } from './picture-scale.js';
import type { NetworkSettings } from './settings.js';

/** How much the membrane potential of the output keeps from step to step. */
const outputDecay = 0.8;
/** Probability that the prior goes on from its own draw, at the begin and at the end of training. */
const scheduledSampling = { begin: 0.1, end: 0.3 } as const;
/** Reconstructions draw the same outputs every time: an answer must not change when asked again. */
const reconstructionSeed = 1;

/** Channels of the decoder's transposed convolutions: the encoder's backwards, the last once more. */
function decoderChannels({ channels }: NetworkSettings): number[] {
  return [...[...channels].reverse(), channels[0]!];
}

function flatSize({ channels }: NetworkSettings): { side: number; units: number } {
  const small = side / 2 ** channels.length;
  return { side: small, units: small * small * channels.at(-1)! };
}

function initialWeights(tf: TensorFlow, random: Random, settings: NetworkSettings): Weights {
  const { channels, latent } = settings;
  const { units } = flatSize(settings);
  const decoder = decoderChannels(settings);
  return Object.assign(
    {},
    ...channels.flatMap((out, index) => [
      convolutionWeights(tf, random, `encoder/${index}`, channels[index - 1] ?? 1, out),
      normalisationWeights(tf, `encoder/${index}`, out),
    ]),
    linearWeights(tf, random, 'encoder/latent', units, latent),
    normalisationWeights(tf, 'encoder/latent', latent),
    latentNetWeights(tf, random, 'posterior', 2 * latent, settings),
    latentNetWeights(tf, random, 'prior', latent, settings),
    linearWeights(tf, random, 'decoder/latent', latent, units),
    normalisationWeights(tf, 'decoder/latent', channels.at(-1)!),
    ...decoder
      .slice(1)
      .flatMap((out, index) => [
        transposedConvolutionWeights(tf, random, `decoder/${index}`, decoder[index]!, out),
        normalisationWeights(tf, `decoder/${index}`, out),
      ]),
    convolutionWeights(tf, random, 'decoder/picture', channels[0]!, 1),
  );
}

class SpikingNetwork {
  constructor(
    private readonly tf: TensorFlow,
    private readonly weights: Weights,
    private readonly settings: NetworkSettings,
  ) {}

  private spikes(name: string, x: Activations): Activations {
    const input = normaliseExample(this.tf, this.weights, name, x, threshold);
    return fireSteps(this.tf, input, this.settings.steps);
  }

  /** Spikes [examples, steps, 1, latent]: the picture is the input of every step (direct coding). */
  encode(pictures: Activations): Activations {
    const { tf, weights } = this;
    let x = pictures;
    for (const index of this.settings.channels.keys())
      x = this.spikes(`encoder/${index}`, patchConvolution(tf, weights, `encoder/${index}`, x, 2));
    const [examples, steps, positions, channels] = x.shape;
    const flat = x.reshape([examples, steps, 1, positions * channels]) as Activations;
    return this.spikes('encoder/latent', linearMap(tf, weights, 'encoder/latent', flat));
  }

  /** @param z spikes [examples, 1, 1, latent] of every step @returns pictures, −1 to 1 */
  decode(z: readonly Activations[]): Activations {
    const { tf, weights, settings } = this;
    const train = tf.concat(z as Tensor4D[], 1) as Activations;
    const [examples] = train.shape;
    const { side: small } = flatSize(settings);
    const flat = linearMap(tf, weights, 'decoder/latent', train).reshape([
      examples,
      settings.steps,
      small * small,
      settings.channels.at(-1)!,
    ]) as Activations;
    let x = this.spikes('decoder/latent', flat);
    for (const index of settings.channels.keys())
      x = this.spikes(`decoder/${index}`, transposedConvolution(tf, weights, `decoder/${index}`, x));
    const output = patchConvolution(tf, weights, 'decoder/picture', this.leakySum(x), 1);
    return tf.tanh(output) as Activations;
  }

  /** Σ 0.8^(T − t) of the steps: the potential at T of an output that does not fire, before its weights, which are linear. */
  private leakySum(x: Activations): Activations {
    const { steps } = this.settings;
    const factors = Array.from({ length: steps }, (_, step) => outputDecay ** (steps - 1 - step));
    return this.tf.sum(this.tf.mul(x, this.tf.tensor4d(factors, [1, steps, 1, 1])), 1, true) as Activations;
  }

  net(name: 'posterior' | 'prior'): LatentNet {
    return new LatentNet(this.tf, this.weights, name, this.settings);
  }

  silence(examples: number): Activations {
    return this.tf.zeros([examples, 1, 1, this.settings.latent]);
  }
}

function meanOutput(tf: TensorFlow, outputs: Parameters<typeof pick>[1]): Tensor2D {
  return tf.mean(outputs, 2);
}

/** Read anew in each step. */
interface ScheduledDraws {
  readonly random: Random;
  /** A generator for each picture that counts. */
  rows(): Random[];
  /** Of the prior's going on from its own draw. */
  probability(): number;
}

interface Posterior {
  readonly z: Activations[];
  readonly means: Tensor2D[];
}

/** z_t of the posterior, given the encoder's spikes up to t and z before. @param draw of the step's picks */
function posteriorOf(
  tf: TensorFlow,
  network: SpikingNetwork,
  encoded: Activations,
  draw: () => Parameters<typeof pick>[2],
): Posterior {
  const net = network.net('posterior');
  const [examples, steps] = encoded.shape;
  let before = network.silence(examples);
  const found: Posterior = { z: [], means: [] };
  for (let step = 0; step < steps; step++) {
    const now = encoded.slice([0, step, 0, 0], [examples, 1, 1, encoded.shape[3]]) as Activations;
    const outputs = net.step(tf.concat([now, before], 3) as Activations);
    before = pick(tf, outputs, draw());
    found.z.push(before);
    found.means.push(meanOutput(tf, outputs));
  }
  return found;
}

/** Mean outputs of the prior along the posterior's draws, or now and then along its own (scheduled sampling). */
function priorMeans(
  tf: TensorFlow,
  network: SpikingNetwork,
  z: readonly Activations[],
  draw: (draws: readonly Random[]) => Parameters<typeof pick>[2],
  draws: ScheduledDraws,
): Tensor2D[] {
  const net = network.net('prior');
  let before = network.silence(z[0]!.shape[0]);
  return z.map((posterior) => {
    const outputs = net.step(before);
    let isAlone = false;
    const follows = drawn(tf, () => {
      isAlone = draws.random.uniform() < draws.probability();
      return tf.scalar(isAlone ? 0 : 1);
    });
    // No picks, no spikes: one of the two terms is silent.
    const own = pick(
      tf,
      outputs,
      drawn(tf, () => draw(isAlone ? draws.rows() : [])),
    );
    before = tf.add(tf.mul(posterior, follows), own);
    return meanOutput(tf, outputs);
  });
}

function priorSamples(
  tf: TensorFlow,
  network: SpikingNetwork,
  pictures: number,
  generators: () => readonly Random[],
  settings: NetworkSettings,
) {
  const net = network.net('prior');
  let before = network.silence(pictures);
  let rows: readonly Random[] = [];
  const draw = (step: number) => {
    if (step === 0) rows = generators();
    return drawPicks(tf, rows, settings);
  };
  return Array.from({ length: settings.steps }, (_, step) => {
    before = pick(
      tf,
      net.step(before),
      drawn(tf, () => draw(step)),
    );
    return before;
  });
}

/**
 * The spiking variational autoencoder of the paper: direct coding, a convolutional encoder and decoder of integrate-and-fire neurons, an autoregressive
 * Bernoulli posterior and prior in the latent space. Loss: mean squared error and the discrepancy of the two trains.
 */
export function spikingAutoencoder(settings: NetworkSettings): Autoencoder {
  return {
    // Sums of a batch of another size are rounded in another order; of a spike, that can decide whether it is there, and of those after it.
    atOnce: 1,
    initialWeights: (tf, random) => initialWeights(tf, random, settings),
    losses: (tf, weights, pictures, draws) => {
      const network = new SpikingNetwork(tf, weights, settings);
      const { begin, end } = scheduledSampling;
      const scheduled: ScheduledDraws = {
        random: draws.random,
        rows: () => Array.from({ length: draws.examples }, () => draws.random),
        probability: () => begin + draws.progress * (end - begin),
      };
      const draw = (rows: readonly Random[]) => drawPicks(tf, rows, settings, pictures.shape[0]);
      const drawAll = () => drawn(tf, () => draw(scheduled.rows()));
      const { z, means } = posteriorOf(tf, network, network.encode(pictures), drawAll);
      const prior = priorMeans(tf, network, z, draw, scheduled);
      const error = tf.mean(tf.squaredDifference(network.decode(z), pictures), [1, 2, 3]);
      return tf.add(error, trainDiscrepancy(tf, means, prior)) as Tensor1D;
    },
    reconstruct: (tf, weights, pictures) => {
      const network = new SpikingNetwork(tf, weights, settings);
      const random = [new Random(reconstructionSeed)];
      const { z } = posteriorOf(tf, network, network.encode(pictures), () => drawPicks(tf, random, settings));
      return network.decode(z);
    },
    sample: (tf, weights, pictures, generators) => {
      const network = new SpikingNetwork(tf, weights, settings);
      return network.decode(priorSamples(tf, network, pictures, generators, settings));
    },
  };
}
