import { BatchesAhead } from '@paretoboard/sdk/batches-ahead.js';
import type { TrainContext } from '@paretoboard/sdk/submission.js';
import type { Tensor, Variable } from '@tensorflow/tfjs';
import { MomentsAverage } from '../layers/batch-normalisation.js';
import { variablesOf } from '../shared/weights.js';
import { Descent } from './descent.js';
import { imagesAt, type LabelledPictures } from './labelled-pictures.js';
import { fineTuningBatch, fineTuningLoss, type Method, preTrainingBatch, preTrainingLoss } from './losses.js';
import { initialNetwork } from './network.js';
import { PlateauSchedule } from './plateau.js';
import { optimiser } from './settings.js';

type Context = Pick<TrainContext, 'tf' | 'random' | 'progress'>;
type Variables = Readonly<Record<string, Variable>>;

/** Moments are averaged over this many batches. */
const momentBatches = 16;

/** @returns steps and epochs taken */
async function preTrain(
  context: Context,
  variables: Variables,
  method: Method,
  rows: LabelledPictures,
): Promise<Taken> {
  const { tf, random } = context;
  const { batchSize, ...most } = method.configuration.preTraining;
  const stepsOfEpoch = Math.ceil(rows.items / batchSize);
  const epochs = Math.min(most.epochs, Math.ceil(most.steps / stepsOfEpoch));
  const schedule = new PlateauSchedule(optimiser);
  const descent = new Descent(tf, {
    variables: Object.values(variables),
    momentum: optimiser.momentum,
    loss: (...batch) => preTrainingLoss(tf, variables, method, batch),
  });
  let epoch = 0;
  while (epoch < epochs && !schedule.isOver) {
    epoch += 1;
    const order = random.permutation(rows.items);
    const ahead = new BatchesAhead();
    let lossSum = 0;
    for (let from = 0; from < rows.items; from += batchSize) {
      const indices = order.subarray(from, from + batchSize);
      const step = descent.prepare(schedule.learningRate, () => preTrainingBatch(tf, rows, indices));
      await ahead.begin(step, (loss) => {
        lossSum += loss * indices.length;
      });
    }
    await ahead.end();
    schedule.epoch(lossSum / rows.items);
    context.progress({ epoch, epochs, step: descent.steps, values: { loss: lossSum / rows.items } });
  }
  descent.dispose();
  return { steps: descent.steps, epochs: epoch };
}

const reportEvery = 10;

async function fineTune(
  context: Context,
  variables: Variables,
  method: Method,
  rows: LabelledPictures,
): Promise<number> {
  const { tf } = context;
  const random = context.random.fork('episodes');
  const { episodes, learningRateShare } = method.configuration.fineTuning;
  const learningRate = optimiser.learningRate * learningRateShare;
  const descent = new Descent(tf, {
    variables: Object.values(variables),
    momentum: optimiser.momentum,
    loss: (...batch) => fineTuningLoss(tf, variables, method, batch),
  });
  const ahead = new BatchesAhead();
  let lossSum = 0;
  for (let episode = 1; episode <= episodes; episode++) {
    const step = descent.prepare(learningRate, () => fineTuningBatch(tf, method, rows, random));
    await ahead.begin(step, (loss) => {
      lossSum += loss;
    });
    if (episode % reportEvery !== 0) continue;
    await ahead.end();
    context.progress({ step: episode, values: { episodeLoss: lossSum / reportEvery } });
    lossSum = 0;
  }
  await ahead.end();
  descent.dispose();
  return descent.steps;
}

function averageMoments(
  context: Context,
  variables: Variables,
  { configuration }: Method,
  rows: LabelledPictures,
): Record<string, Tensor> {
  const { tf } = context;
  const average = new MomentsAverage();
  const random = context.random.fork('moments');
  // Upright pictures, as they are asked for, as many at a time as an episode has.
  const batch = Math.min(rows.items, 100);
  for (let index = 0; index < momentBatches; index++) {
    const indices = random.permutation(rows.items).subarray(0, batch);
    tf.tidy(() => {
      configuration.backbone.features(tf, variables, imagesAt(tf, rows, indices), average.batch);
    });
    average.endBatch();
  }
  return average.tensors(tf);
}

interface Taken {
  readonly steps: number;
  readonly epochs: number;
}

export interface Trained extends Taken {
  readonly variables: Variables;
  /** Stored moments of batch normalisation. */
  readonly moments: Readonly<Record<string, Tensor>>;
}

/** Pre-training on single pictures, then, where labels are propagated, fine-tuning on episodes of training classes. */
export async function trainFewShot(context: Context, method: Method, rows: LabelledPictures): Promise<Trained> {
  const { tf } = context;
  const { backbone } = method.configuration;
  const initial = initialNetwork(tf, context.random.fork('weights'), backbone, rows.byClass.length);
  const variables = variablesOf(tf, initial);
  const { steps, epochs } = await preTrain(context, variables, method, rows);
  const episodes = method.components.labelPropagation ? await fineTune(context, variables, method, rows) : 0;
  return { variables, moments: averageMoments(context, variables, method, rows), steps: steps + episodes, epochs };
}
