import type { PrivacyDeclaration } from '@paretoboard/contract/privacy.js';
import { Adam } from '@paretoboard/sdk/adam.js';
import { type CompiledStep, compile, drawn } from '@paretoboard/sdk/graphs.js';
import type { TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D, Variable } from '@tensorflow/tfjs';
import type { Activations } from '../layers/linear-map.js';
import { type Batch, trainLoop } from '../shared/train-classifier.js';
import type { Weights } from '../shared/weights.js';
import type { Autoencoder, StepDraws } from './autoencoder.js';
import { pictureTensor, pixels } from './picture-scale.js';
import { clippedGradients, normalNoise, poissonSample } from './private-gradients.js';
import type { TrainingSettings } from './settings.js';

export interface TrainingTask {
  readonly autoencoder: Autoencoder;
  readonly settings: TrainingSettings;
  /** Grey levels of all training pictures. */
  readonly levels: Float32Array;
  readonly variables: Readonly<Record<string, Variable>>;
}

export interface Noise {
  /** Noise multiplier. */
  readonly sigma: number;
  readonly clip: number;
}

type Context = Pick<TrainContext, 'tf' | 'random' | 'progress'>;

/** @param rows those behind the last index are mid-grey */
function gather(levels: Float32Array, indices: Uint32Array, rows = indices.length): Float32Array {
  const batch = new Float32Array(rows * pixels);
  indices.forEach((index, row) => {
    batch.set(levels.subarray(index * pixels, (index + 1) * pixels), row * pixels);
  });
  return batch;
}

/** Without privacy: mean gradients of shuffled batches. @returns steps */
export function trainPlainly(
  context: Context,
  { autoencoder, settings, levels, variables }: TrainingTask,
): Promise<number> {
  const { tf } = context;
  const items = levels.length / pixels;
  const steps = settings.epochs * Math.ceil(items / settings.batchSize);
  let begun = 0;
  const draws: StepDraws = { random: context.random, examples: 0, progress: 0 };
  return trainLoop(context, {
    ...settings,
    schedule: 'constant',
    items,
    variables,
    isSteady: true,
    batch: (indices): Batch => {
      draws.examples = indices.length;
      draws.progress = begun++ / steps;
      return { inputs: [pictureTensor(tf, gather(levels, indices))], targets: [] };
    },
    loss: ({ inputs }) => tf.mean(autoencoder.losses(tf, variables, inputs[0] as Activations, draws)) as Scalar,
  });
}

/** Micro-batches are filled up to a multiple of this: Poisson samples have ever other sizes, and a compiled step has to have few. */
const fullRows = 8;

class PrivateTraining {
  private readonly items: number;
  private readonly q: number;
  private readonly adam: Adam;
  private readonly draws: StepDraws;
  /** Zeros: the sums of a step before its first example. */
  private readonly noSums: readonly Tensor[];
  /** (pictures, which of them count, sums so far) → sums, [loss, norm]. */
  private readonly addExamples: CompiledStep;
  /** (sums, Adam's rates) → nothing. */
  private readonly follow: CompiledStep;

  constructor(
    private readonly context: Context,
    private readonly task: TrainingTask,
    private readonly noise: Noise,
  ) {
    const { tf, random } = context;
    const variables = Object.values(task.variables);
    this.items = task.levels.length / pixels;
    this.q = Math.min(1, task.settings.batchSize / this.items);
    this.adam = new Adam(tf, variables);
    this.draws = { random, examples: 0, progress: 0 };
    this.noSums = variables.map(({ shape }) => tf.zeros(shape));
    this.addExamples = compile(tf, (pictures, counted, ...sums) => this.sumsWith(pictures!, counted!, sums), {
      variables,
      random,
    });
    this.follow = compile(tf, (...inputs) => this.followNoisyMeans(inputs.slice(0, -1), inputs.at(-1)!), {
      variables: [...variables, ...this.adam.state],
      random,
    });
  }

  run(): PrivacyDeclaration {
    const { epochs, learningRate } = this.task.settings;
    const perEpoch = Math.max(1, Math.round(1 / this.q));
    const steps = epochs * perEpoch;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      let [loss, norm] = [0, 0];
      for (let inEpoch = 0; inEpoch < perEpoch; inEpoch++) {
        const progress = ((epoch - 1) * perEpoch + inEpoch) / steps;
        const told = this.step(progress, learningRate);
        loss += told.loss / perEpoch;
        norm += told.norm / perEpoch;
      }
      this.context.progress({ epoch, epochs, step: epoch * perEpoch, values: { loss, gradientNorm: norm } });
    }
    this.addExamples.dispose();
    this.follow.dispose();
    this.adam.dispose();
    for (const tensor of this.noSums) tensor.dispose();
    return { ...this.noise, q: this.q, steps, delta: 1 / this.items };
  }

  /** Loss and gradient norms are for whoever watches: they are not part of what is published privately. */
  private step(progress: number, learningRate: number): { loss: number; norm: number } {
    const { tf, random } = this.context;
    const { settings, levels } = this.task;
    const chosen = poissonSample(this.items, this.q, random);
    this.draws.progress = progress;
    return tf.tidy(() => {
      let sums = this.noSums;
      let [loss, norm] = [0, 0];
      for (let from = 0; from < chosen.length; from += settings.microBatch) {
        const indices = chosen.subarray(from, from + settings.microBatch);
        const rows = Math.min(settings.microBatch, Math.ceil(indices.length / fullRows) * fullRows);
        this.draws.examples = indices.length;
        const pictures = pictureTensor(tf, gather(levels, indices, rows));
        const counted = tf.tensor1d(Float32Array.from({ length: rows }, (_, row) => (row < indices.length ? 1 : 0)));
        const made = this.addExamples(pictures, counted, ...sums);
        sums = made.slice(0, -1);
        const [losses, norms] = made.at(-1)!.dataSync();
        loss += losses! / chosen.length;
        norm += norms! / chosen.length;
      }
      this.follow(...sums, this.adam.nextRates(learningRate, settings.weightDecay));
      return { loss, norm };
    });
  }

  private sumsWith(pictures: Tensor, counted: Tensor, sums: readonly Tensor[]): Tensor[] {
    const { tf } = this.context;
    const { autoencoder, variables } = this.task;
    const lossesOf = (weights: Weights) => autoencoder.losses(tf, weights, pictures as Activations, this.draws);
    return tf.tidy(() => {
      const clipped = clippedGradients(tf, variables, counted as Tensor1D, this.noise.clip, lossesOf);
      const total = (values: Tensor1D): Tensor => tf.sum(tf.mul(values, counted));
      const told = tf.stack([total(clipped.losses), total(clipped.norms)]);
      clipped.losses.dispose();
      return [...Object.values(clipped.sums).map((sum, at) => tf.add(sums[at]!, sum)), told];
    });
  }

  /** Noise on the sum, then the mean over the expected batch: the size of a Poisson sample must not show. */
  private followNoisyMeans(sums: readonly Tensor[], rates: Tensor): Tensor[] {
    const { tf, random } = this.context;
    const { sigma, clip } = this.noise;
    tf.tidy(() => {
      const means = sums.map((sum) => {
        const noise = drawn(tf, () => normalNoise(tf, sum.shape, sigma * clip, random));
        return tf.div(tf.add(sum, noise), this.q * this.items);
      });
      this.adam.apply(means, rates as Tensor1D);
    });
    return [];
  }
}

/** DP-SGD (Abadi et al. 2016) with AdamW. @returns what an accountant needs */
export function trainPrivately(context: Context, task: TrainingTask, noise: Noise): PrivacyDeclaration {
  return new PrivateTraining(context, task, noise).run();
}
