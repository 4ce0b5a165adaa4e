import { Adam } from '@paretoboard/sdk/adam.js';
import { BatchesAhead, type PreparedStep, preparedStep } from '@paretoboard/sdk/batches-ahead.js';
import { type CompiledStep, compile } from '@paretoboard/sdk/graphs.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { MomentsAverage } from '../layers/batch-normalisation.js';
import { variablesOf, type Weights } from '../shared/weights.js';
import { discriminate, discriminatorWeights } from './discriminator.js';
import { drawNoise, type Generator, type GeneratorBatch, generate, latentInputs } from './generator.js';
import { latentWeights } from './latent-branch.js';
import { asChanged, asReal } from './losses.js';
import { reIdentify } from './re-identifier.js';
import { runsOf, subjectBatch, type TrainingWindows, windowBatch } from './training-windows.js';

export interface GanTask {
  readonly windows: TrainingWindows;
  readonly generator: Generator;
  /** C_x of all training windows: the encoder is frozen. */
  readonly codes: Float32Array;
  readonly codeSize: number;
  /** Of the trained autoencoder; those of the decoder go on learning. */
  readonly autoencoder: Weights;
  /** Frozen. */
  readonly reIdentifier: Weights;
}

export interface TrainedGan {
  /** Latent branch and decoder. */
  readonly weights: Weights;
  /** Of the decoder's batch normalisation. */
  readonly moments: Readonly<Record<string, Tensor>>;
  readonly steps: number;
}

type Values = Readonly<Record<string, Variable>>;

/** One of the two that learn, each from what the other is at the time. */
interface Learner {
  readonly adam: Adam;
  /** (a batch, real windows for the discriminator, Adam's rates) → loss. */
  readonly step: CompiledStep;
}

class GanTraining {
  private readonly generatorValues: Values;
  private readonly discriminatorValues: Values;
  private readonly random: Random;

  constructor(
    private readonly context: TrainContext,
    private readonly task: GanTask,
  ) {
    const { tf } = context;
    this.random = context.random.fork('gan');
    const { settings, strategy, geometry } = task.generator;
    const { size, hidden } = settings.latent;
    const decoder = Object.entries(task.autoencoder).filter(([name]) => name.startsWith('decoder/'));
    const inputs = latentInputs(strategy, size, task.windows.classes);
    this.generatorValues = variablesOf(tf, {
      ...Object.fromEntries(decoder.map(([name, value]) => [name, tf.clone(value)])),
      ...latentWeights(tf, this.random, inputs, hidden, task.codeSize),
    });
    this.discriminatorValues = variablesOf(
      tf,
      discriminatorWeights(tf, this.random, settings.discriminator, geometry.window),
    );
  }

  async run(): Promise<TrainedGan> {
    const { tf } = this.context;
    const { epochs, batchSize, learningRate, decay } = this.task.generator.settings.training.gan;
    const generator = this.learner(this.generatorValues, (batch) => this.generatorLoss(batch));
    const discriminator = this.learner(this.discriminatorValues, (batch, real) => this.discriminatorLoss(batch, real!));
    const { items } = this.task.windows;
    const ahead = new BatchesAhead();
    let steps = 0;
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const rate = learningRate * decay ** (epoch - 1);
      const order = this.random.permutation(items);
      const sums = { generator: 0, discriminator: 0 };
      for (let from = 0; from < items; from += batchSize) {
        const indices = order.subarray(from, from + batchSize);
        await ahead.begin(this.prepared(generator, indices, rate, []), (loss) => {
          sums.generator += loss;
        });
        const real = windowBatch(tf, this.task.windows, indices);
        await ahead.begin(this.prepared(discriminator, indices, rate, [real]), (loss) => {
          sums.discriminator += loss;
        });
        steps += 1;
      }
      await ahead.end();
      const batches = Math.ceil(items / batchSize);
      const values = { generatorLoss: sums.generator / batches, discriminatorLoss: sums.discriminator / batches };
      this.context.progress({ epoch, epochs, step: steps, values });
    }
    for (const { adam, step } of [generator, discriminator]) {
      adam.dispose();
      step.dispose();
    }
    return { weights: this.generatorValues, moments: this.moments(), steps };
  }

  private learner(values: Values, loss: (batch: GeneratorBatch, real: Tensor4D | undefined) => Scalar): Learner {
    const { tf } = this.context;
    const variables = Object.values(values);
    const adam = new Adam(tf, variables);
    const step = compile(
      tf,
      (...inputs) =>
        tf.tidy(() => {
          const [code, noise, subjects, targets] = inputs as Tensor2D[] as [Tensor2D, Tensor2D, Tensor2D, Tensor2D];
          const real = inputs.slice(4, -1)[0] as Tensor4D | undefined;
          const { value, grads } = tf.variableGrads(() => loss({ code, noise, subjects, targets }, real), variables);
          adam.apply(
            variables.map((variable) => grads[variable.name]!),
            inputs.at(-1) as Tensor1D,
          );
          return [value];
        }),
      {
        variables: [...Object.values(this.generatorValues), ...Object.values(this.discriminatorValues), ...adam.state],
        random: this.random,
      },
    );
    return { adam, step };
  }

  private prepared({ adam, step }: Learner, indices: Uint32Array, rate: number, rest: Tensor[]): PreparedStep {
    const { tf } = this.context;
    const { code, noise, subjects, targets } = tf.tidy(() => ({ ...this.batch(indices) }));
    return preparedStep(tf, step, [code, noise, subjects, targets, ...rest, adam.nextRates(rate)]);
  }

  private batch(indices: Uint32Array): GeneratorBatch {
    const { tf } = this.context;
    const { codes, codeSize, windows, generator } = this.task;
    const code = new Float32Array(indices.length * codeSize);
    for (const [row, index] of indices.entries())
      code.set(codes.subarray(index * codeSize, (index + 1) * codeSize), row * codeSize);
    const targets = Int32Array.from(indices, () => this.random.integer(windows.classes));
    return {
      code: tf.tensor2d(code, [indices.length, codeSize]),
      noise: drawNoise(tf, indices.length, generator.settings.latent.size, this.random),
      subjects: subjectBatch(tf, windows, indices),
      targets: tf.oneHot(tf.tensor1d(targets, 'int32'), windows.classes, 1, 0, 'float32') as Tensor2D,
    };
  }

  private generatorLoss(batch: GeneratorBatch): Scalar {
    const { tf } = this.context;
    const { generator, reIdentifier } = this.task;
    const mode = { moments: { from: 'batch' }, dropping: this.random } as const;
    const changed = generate(tf, this.generatorValues, generator, batch, mode);
    const judged = {
      real: asReal(tf, discriminate(tf, this.discriminatorValues, changed)),
      logits: reIdentify(tf, reIdentifier, changed, generator.settings.reIdentifier, null),
      subjects: batch.subjects,
      targets: batch.targets,
    };
    return generator.strategy.loss!(tf, judged, generator.settings);
  }

  private discriminatorLoss(batch: GeneratorBatch, windows: Tensor4D): Scalar {
    const { tf } = this.context;
    const mode = { moments: { from: 'batch' }, dropping: this.random } as const;
    const changed = generate(tf, this.generatorValues, this.task.generator, batch, mode);
    const real = asReal(tf, discriminate(tf, this.discriminatorValues, windows));
    const fake = asChanged(tf, discriminate(tf, this.discriminatorValues, changed));
    return tf.add(tf.mean(real), tf.mean(fake)) as Scalar;
  }

  private moments(): Readonly<Record<string, Tensor>> {
    const { tf } = this.context;
    const average = new MomentsAverage();
    for (const indices of runsOf(this.task.windows.items, this.task.generator.settings.training.gan.batchSize)) {
      tf.tidy(() => {
        const mode = { moments: average.batch, dropping: null };
        generate(tf, this.generatorValues, this.task.generator, this.batch(indices), mode);
      });
      average.endBatch();
    }
    return average.tensors(tf);
  }
}

/** Step 2 of the paper: latent branch and decoder against a discriminator that learns beside them and a re-identifier that does not. */
export function trainGan(context: TrainContext, task: GanTask): Promise<TrainedGan> {
  return new GanTraining(context, task).run();
}
