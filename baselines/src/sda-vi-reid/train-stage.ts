import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { type Moments, MomentsAverage } from '../layers/batch-normalisation.js';
import { type Batch, trainLoop } from '../shared/train-classifier.js';
import { variablesOf, type Weights } from '../shared/weights.js';
import { augment } from './augment.js';
import { classifierWeights, modalityNames, neck, runStem, runTrunk } from './network.js';
import { drawPeople, type Person } from './people.js';
import { type LabelledPictures, lengthOf } from './pictures.js';
import type { ReIdSettings } from './settings.js';
import {
  type Alignment,
  alignmentLoss,
  type BatchShape,
  batchShape,
  collaborativeLoss,
  disposeShape,
  supervisedLoss,
} from './training-losses.js';

export type Tools = Pick<TrainContext, 'tf' | 'random' | 'progress'>;

/** One stage of training: one data set, or source and target together. */
export interface Stage {
  readonly pictures: LabelledPictures;
  /** People of each data set of a batch: the source's first where there are two. Each of them is a class, in this order. */
  readonly parts: readonly (readonly Person[])[];
  readonly steps: number;
  readonly alignment: Alignment;
}

/** Steps between two reports. */
const reportEvery = 10;
const momentBatches = 16;

/** Pictures of a batch, visible ones first, and the labels of its parts. */
function drawBatch(
  tf: TensorFlow,
  { pictures, parts }: Stage,
  shape: BatchShape,
  random: Random,
  isAugmented: boolean,
): Batch {
  const classes = new Map(parts.flat().map(({ identity }, index) => [identity, index]));
  const draws = parts.map((people) => drawPeople(people, shape.people, shape.pictures, random));
  const size = lengthOf(pictures.size);
  const inputs = modalityNames.map((modality) => {
    const indices = draws.flatMap((draw) => draw[modality]);
    const values = new Float32Array(indices.length * size);
    indices.forEach((index, row) => {
      const source = pictures.values.subarray(index * size, (index + 1) * size);
      const target = values.subarray(row * size, (row + 1) * size);
      if (isAugmented) augment(source, target, pictures.size, random);
      else target.set(source);
    });
    return tf.tensor4d(values, [indices.length, ...pictures.size, 3]);
  });
  const targets = draws.map(({ identities }) => {
    const labels = identities.map((identity) => classes.get(identity)!);
    return tf.tensor1d([...labels, ...labels], 'int32');
  });
  return { inputs, targets };
}

interface Embedded {
  readonly features: Tensor2D;
  readonly necked: Tensor2D;
}

/** Both stems, the shared trunk, the neck. */
function embed(
  tf: TensorFlow,
  weights: Weights,
  { network }: ReIdSettings,
  inputs: readonly Tensor[],
  moments: Moments,
): Embedded {
  const stems = modalityNames.map((modality, index) =>
    runStem(tf, weights, network, modality, inputs[index] as Tensor4D, moments),
  );
  const features = runTrunk(tf, weights, network, tf.concat4d(stems, 0), moments);
  return { features, necked: neck(tf, weights, features, moments) };
}

function stageLoss(
  tf: TensorFlow,
  weights: Weights,
  settings: ReIdSettings,
  { alignment }: Stage,
  shape: BatchShape,
  { inputs, targets }: Batch,
): Scalar {
  const { features, necked } = embed(tf, weights, settings, inputs, { from: 'batch' });
  const supervised = targets.map((labels, part) =>
    supervisedLoss(tf, shape, weights, features, necked, part, labels as Tensor1D),
  );
  const [first, second] = supervised;
  if (!second) return first!;
  return collaborativeLoss(tf, second, first!, alignmentLoss(tf, shape, alignment, features));
}

function averageMoments(
  { tf, random }: Tools,
  weights: Weights,
  settings: ReIdSettings,
  stage: Stage,
  shape: BatchShape,
): Record<string, Tensor> {
  const average = new MomentsAverage();
  const draw = random.fork('moments');
  for (let index = 0; index < momentBatches; index++) {
    tf.tidy(() => {
      embed(tf, weights, settings, drawBatch(tf, stage, shape, draw, false).inputs, average.batch);
    });
    average.endBatch();
  }
  return average.tensors(tf);
}

export interface TrainedStage {
  /** Stored moments of batch normalisation, over batches like those that were trained on. */
  readonly moments: Record<string, Tensor>;
  readonly steps: number;
  /** Trainable values with the classifier. */
  readonly parameters: number;
}

/** Trains the network's variables in place, with a classifier of this stage's own. */
export async function trainStage(
  tools: Tools,
  network: ReturnType<typeof variablesOf>,
  settings: ReIdSettings,
  stage: Stage,
): Promise<TrainedStage> {
  const { tf, random } = tools;
  const { parts } = stage;
  const classes = parts.flat().length;
  const classifier = variablesOf(
    tf,
    classifierWeights(tf, random.fork(`classifier ${classes}`), settings.network, classes),
  );
  const variables = { ...network, ...classifier };
  const available = Math.min(...parts.map((people) => people.length));
  const shape = batchShape(tf, parts.length === 2 ? 2 : 1, available);
  const draws = random.fork(`batches ${parts.length}`);
  const steps = await trainLoop(tools, {
    items: reportEvery,
    batchSize: 1,
    epochs: Math.ceil(stage.steps / reportEvery),
    learningRate: settings.learningRate,
    variables,
    isSteady: true,
    batch: () => drawBatch(tf, stage, shape, draws, true),
    loss: (batch) => stageLoss(tf, variables, settings, stage, shape, batch),
  });
  const moments = averageMoments(tools, network, settings, stage, shape);
  const parameters = Object.values(variables).reduce((sum, { size }) => sum + size, 0);
  disposeShape(shape);
  for (const variable of Object.values(classifier)) variable.dispose();
  return { moments, steps, parameters };
}
