import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs';
import { type Moments, MomentsAverage } from '../layers/batch-normalisation.js';
import { crossEntropy } from '../shared/train-classifier.js';
import { variablesOf } from '../shared/weights.js';
import { classifyQueries } from './classify-queries.js';
import { drawTrainingEpisode, imagesAt, type LabelledPictures } from './labelled-pictures.js';
import { type Components, headLoss, initialNetwork, refine } from './network.js';
import { PlateauSchedule } from './plateau.js';
import { inFourRotations, rotations } from './rotations.js';
import { type Configuration, optimiser, ways } from './settings.js';

export interface Method {
  readonly configuration: Configuration;
  readonly components: Components;
  readonly shots: number;
}

type Context = Pick<TrainContext, 'tf' | 'random' | 'progress'>;
type Variables = Readonly<Record<string, Variable>>;

const ofBatch: Moments = { from: 'batch' };
/** Moments are averaged over this many batches. */
const momentBatches = 16;

/** Loss of one batch of pre-training (Algorithm 1): classes and rotations, over the four rotations of each picture. */
export function preTrainingLoss(
  tf: TensorFlow,
  variables: Variables,
  method: Method,
  rows: LabelledPictures,
  indices: ArrayLike<number>,
): Scalar {
  const { configuration, components } = method;
  const images = inFourRotations(tf, imagesAt(tf, rows, indices));
  const features = refine(tf, components, configuration.backbone.features(tf, variables, images, ofBatch));
  const own = Array.from(indices, (index) => rows.labels[index]!);
  const labels = tf.tensor1d(Array.from({ length: rotations }, () => own).flat(), 'int32');
  const turns = tf.tensor1d(Array.from({ length: rotations }, (_, turn) => own.map(() => turn)).flat(), 'int32');
  return tf.add(
    headLoss(tf, variables, 'classes', features, labels),
    headLoss(tf, variables, 'rotations', features, turns),
  );
}

/** Loss of one episode of fine-tuning (Algorithm 2): propagation on the queries, and the classifier on all pictures. */
export function fineTuningLoss(
  tf: TensorFlow,
  variables: Variables,
  { configuration, components, shots }: Method,
  rows: LabelledPictures,
  random: Random,
): Scalar {
  const { queriesPerClass } = configuration.fineTuning;
  const episode = drawTrainingEpisode(rows, { ways, shots, queriesPerClass }, random);
  const images = imagesAt(tf, rows, episode.indices);
  const features = refine(tf, components, configuration.backbone.features(tf, variables, images, ofBatch));
  const supportLabels = tf.tensor1d(episode.labels.subarray(0, episode.supports), 'int32');
  const queryLabels = tf.tensor1d(episode.labels.subarray(episode.supports), 'int32');
  const logits = classifyQueries(tf, components, features, supportLabels);
  const propagated = crossEntropy(tf, tf.oneHot(queryLabels, ways) as Tensor2D, logits);
  const known = Int32Array.from(episode.indices, (index) => rows.labels[index]!);
  return tf.add(propagated, headLoss(tf, variables, 'classes', features, tf.tensor1d(known, 'int32') as Tensor1D));
}

/** Stochastic gradient descent with momentum. */
class Descent {
  private readonly momentum;
  steps = 0;

  constructor(
    private readonly tf: TensorFlow,
    private readonly variables: Variables,
    learningRate: number,
  ) {
    this.momentum = tf.train.momentum(learningRate, optimiser.momentum);
  }

  /** @returns the loss before the step */
  step(learningRate: number, loss: () => Scalar): number {
    const { tf, momentum } = this;
    this.steps += 1;
    momentum.setLearningRate(learningRate);
    return tf.tidy(() => {
      const { value, grads } = tf.variableGrads(loss, Object.values(this.variables));
      // A part of the network that the loss does not reach has no gradient.
      momentum.applyGradients(
        Object.entries(grads).flatMap(([name, tensor]) => ((tensor as Tensor | null) ? [{ name, tensor }] : [])),
      );
      return value.dataSync()[0]!;
    });
  }

  dispose(): void {
    this.momentum.dispose();
  }
}

/** @returns steps and epochs taken */
function preTrain(context: Context, variables: Variables, method: Method, rows: LabelledPictures): Taken {
  const { tf, random } = context;
  const { batchSize, ...most } = method.configuration.preTraining;
  const stepsOfEpoch = Math.ceil(rows.items / batchSize);
  const epochs = Math.min(most.epochs, Math.ceil(most.steps / stepsOfEpoch));
  const schedule = new PlateauSchedule(optimiser);
  const descent = new Descent(tf, variables, optimiser.learningRate);
  let epoch = 0;
  while (epoch < epochs && !schedule.isOver) {
    epoch += 1;
    const order = random.permutation(rows.items);
    let lossSum = 0;
    for (let from = 0; from < rows.items; from += batchSize) {
      const indices = order.subarray(from, from + batchSize);
      const loss = () => preTrainingLoss(tf, variables, method, rows, indices);
      lossSum += descent.step(schedule.learningRate, loss) * indices.length;
    }
    schedule.epoch(lossSum / rows.items);
    context.progress({ epoch, epochs, step: descent.steps, values: { loss: lossSum / rows.items } });
  }
  descent.dispose();
  return { steps: descent.steps, epochs: epoch };
}

const reportEvery = 10;

function fineTune(context: Context, variables: Variables, method: Method, rows: LabelledPictures): number {
  const { tf } = context;
  const random = context.random.fork('episodes');
  const { episodes, learningRateShare } = method.configuration.fineTuning;
  const learningRate = optimiser.learningRate * learningRateShare;
  const descent = new Descent(tf, variables, learningRate);
  let lossSum = 0;
  for (let episode = 1; episode <= episodes; episode++) {
    lossSum += descent.step(learningRate, () => fineTuningLoss(tf, variables, method, rows, random));
    if (episode % reportEvery !== 0) continue;
    context.progress({ step: episode, values: { episodeLoss: lossSum / reportEvery } });
    lossSum = 0;
  }
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
export function trainFewShot(context: Context, method: Method, rows: LabelledPictures): Trained {
  const { tf } = context;
  const { backbone } = method.configuration;
  const initial = initialNetwork(tf, context.random.fork('weights'), backbone, rows.byClass.length);
  const variables = variablesOf(tf, initial);
  const { steps, epochs } = preTrain(context, variables, method, rows);
  const episodes = method.components.labelPropagation ? fineTune(context, variables, method, rows) : 0;
  return { variables, moments: averageMoments(context, variables, method, rows), steps: steps + episodes, epochs };
}
