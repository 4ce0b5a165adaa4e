import type { PrivacyDeclaration } from '@paretoboard/contract/privacy.js';
import { Adam } from '@paretoboard/sdk/adam.js';
import type { TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import { type Batch, trainLoop } from '../shared/train-classifier.js';
import type { Weights } from '../shared/weights.js';
import type { Autoencoder } from './autoencoder.js';
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

function gather(levels: Float32Array, indices: Uint32Array): Float32Array {
  const batch = new Float32Array(indices.length * pixels);
  indices.forEach((index, row) => {
    batch.set(levels.subarray(index * pixels, (index + 1) * pixels), row * pixels);
  });
  return batch;
}

/** Without privacy: mean gradients of shuffled batches. @returns steps */
export function trainPlainly(context: Context, { autoencoder, settings, levels, variables }: TrainingTask): number {
  const { tf } = context;
  const items = levels.length / pixels;
  const steps = settings.epochs * Math.ceil(items / settings.batchSize);
  let step = 0;
  return trainLoop(context, {
    ...settings,
    schedule: 'constant',
    items,
    variables,
    batch: (indices): Batch => ({ inputs: [pictureTensor(tf, gather(levels, indices))], targets: [] }),
    loss: ({ inputs }, random) => {
      const progress = step++ / steps;
      return tf.mean(autoencoder.losses(tf, variables, inputs[0] as never, random, progress)) as Scalar;
    },
  });
}

class PrivateTraining {
  private readonly items: number;
  private readonly q: number;
  private readonly adam: Adam;

  constructor(
    private readonly context: Context,
    private readonly task: TrainingTask,
    private readonly noise: Noise,
  ) {
    this.items = task.levels.length / pixels;
    this.q = Math.min(1, task.settings.batchSize / this.items);
    this.adam = new Adam(context.tf, Object.values(task.variables));
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
    this.adam.dispose();
    return { ...this.noise, q: this.q, steps, delta: 1 / this.items };
  }

  /** Loss and gradient norms are for whoever watches: they are not part of what is published privately. */
  private step(progress: number, learningRate: number): { loss: number; norm: number } {
    const { tf, random } = this.context;
    const { variables, settings } = this.task;
    const chosen = poissonSample(this.items, this.q, random);
    return tf.tidy(() => {
      const sums = Object.fromEntries(
        Object.entries(variables).map(([name, { shape }]) => [name, tf.zeros(shape) as Tensor]),
      );
      let [loss, norm] = [0, 0];
      for (let from = 0; from < chosen.length; from += settings.microBatch) {
        const told = this.addExamples(chosen.subarray(from, from + settings.microBatch), progress, sums);
        loss += told.loss / chosen.length;
        norm += told.norm / chosen.length;
      }
      this.adam.step(Object.values(this.noisyMeans(sums)), learningRate, settings.weightDecay);
      return { loss, norm };
    });
  }

  private addExamples(indices: Uint32Array, progress: number, sums: Record<string, Tensor>) {
    const { tf, random } = this.context;
    const { autoencoder, levels, variables } = this.task;
    const pictures = pictureTensor(tf, gather(levels, indices));
    const lossesOf = (weights: Weights) => autoencoder.losses(tf, weights, pictures, random, progress);
    const clipped = clippedGradients(tf, variables, indices.length, this.noise.clip, lossesOf);
    for (const [name, sum] of Object.entries(clipped.sums)) sums[name] = tf.add(sums[name]!, sum);
    const total = (values: Tensor): number => tf.sum(values).dataSync()[0]!;
    const told = { loss: total(clipped.losses), norm: total(clipped.norms) };
    clipped.losses.dispose();
    return told;
  }

  /** Noise on the sum, then the mean over the expected batch: the size of a Poisson sample must not show. */
  private noisyMeans(sums: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
    const { tf, random } = this.context;
    const { sigma, clip } = this.noise;
    return Object.fromEntries(
      Object.entries(sums).map(([name, sum]) => {
        const noisy = tf.add(sum, normalNoise(tf, sum.shape, sigma * clip, random));
        return [name, tf.div(noisy, this.q * this.items)];
      }),
    );
  }
}

/** DP-SGD (Abadi et al. 2016) with AdamW. @returns what an accountant needs */
export function trainPrivately(context: Context, task: TrainingTask, noise: Noise): PrivacyDeclaration {
  return new PrivateTraining(context, task, noise).run();
}
