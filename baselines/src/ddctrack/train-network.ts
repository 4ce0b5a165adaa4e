import { Adam } from '@paretoboard/sdk/adam.js';
import type { Rows, TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Tensor, Variable } from '@tensorflow/tfjs';
import { variablesOf, type Weights } from '../shared/weights.js';
import { exampleLoss } from './example-loss.js';
import { type ExampleBatch, exampleBatch } from './examples.js';
import { forward, initialWeights } from './network.js';
import type { Configuration, MethodSettings } from './settings.js';
import type { MomentSource, TokenMoments } from './token-batch-norm.js';

const reportedEvery = 25;
/** Batches whose moments are averaged for the trained network. */
const momentBatches = 16;

export interface Trained {
  readonly weights: Weights;
  /** Moments of the batch norms, by layer. */
  readonly moments: Weights;
  readonly steps: number;
  readonly epochs: number;
}

/** The published schedule: a warm-up, then constant, a tenth after four fifths. */
export function learningRateAt(step: number, steps: number, highest: number): number {
  const warmUp = Math.ceil(steps / 20);
  if (step < warmUp) return (highest * (step + 1)) / warmUp;
  return step < 0.8 * steps ? highest : highest / 10;
}

/** Means over some batches of the trained network (Wu & Johnson 2021, "precise" statistics). */
function averageMoments(
  tf: TensorFlow,
  weights: Weights,
  { network: settings }: Configuration,
  method: MethodSettings,
  nextBatch: () => ExampleBatch,
): Weights {
  const sums = new Map<string, Float64Array>();
  const add = (name: string, values: ArrayLike<number>): void => {
    const sum = sums.get(name) ?? new Float64Array(values.length);
    sums.set(
      name,
      sum.map((value, at) => value + values[at]! / momentBatches),
    );
  };
  const seen = (layer: string, { mean, variance }: TokenMoments): void => {
    add(`${layer}/mean`, mean.dataSync());
    add(`${layer}/variance`, variance.dataSync());
  };
  const moments: MomentSource = { from: 'batch', seen };
  for (let batch = 0; batch < momentBatches; batch++)
    tf.tidy(() => void forward(tf, weights, nextBatch(), { settings, method, moments }));
  return Object.fromEntries(
    [...sums].map(([name, values]) => [name, tf.tensor1d(Float32Array.from(values)) as Tensor]),
  );
}

/** Rows of the video that each row is from; a row of no named video is alone. */
function rowsByVideo({ attributes, items }: Rows): (row: number) => readonly number[] {
  const videoOf = (row: number) => attributes[row]?.sequence ?? `row ${row}`;
  const videos = new Map<string | number, number[]>();
  for (let row = 0; row < items; row++) {
    const known = videos.get(videoOf(row));
    if (known) known.push(row);
    else videos.set(videoOf(row), [row]);
  }
  return (row) => videos.get(videoOf(row))!;
}

/** Every row once in an epoch, each time beside a marked frame of its video that is drawn anew. */
function batches(
  rows: Rows,
  { network, training }: Configuration,
  { random }: Pick<TrainContext, 'random'>,
): () => ExampleBatch {
  const ofVideo = rowsByVideo(rows);
  let order = random.permutation(rows.items);
  let used = 0;
  return () => {
    if (used + training.batchSize > rows.items) [order, used] = [random.permutation(rows.items), 0];
    const indices = order.subarray(used, used + training.batchSize);
    used += training.batchSize;
    const pairs = Array.from(indices, (row) => {
      const others = ofVideo(row);
      return { row, marked: others[random.integer(others.length)]! };
    });
    return exampleBatch(rows, pairs, network, training, random);
  };
}

/** AdamW on the words' cross-entropy and the image-sequence contrastive loss. */
export function trainNetwork(context: TrainContext, configuration: Configuration, method: MethodSettings): Trained {
  const { tf } = context;
  const { training, network } = configuration;
  const rows = context.all('train');
  const nextBatch = batches(rows, configuration, context);
  const variables = variablesOf(tf, initialWeights(tf, context.random, network));
  const list: Variable[] = Object.values(variables);
  const adam = new Adam(tf, list);
  let recent = 0;
  for (let step = 0; step < training.steps; step++) {
    const batch = nextBatch();
    recent += tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => exampleLoss(tf, variables, batch, configuration, method), list);
      const gradients = list.map((variable) => grads[variable.name]!);
      adam.step(gradients, learningRateAt(step, training.steps, training.learningRate), training.weightDecay);
      return value.dataSync()[0]!;
    });
    if ((step + 1) % reportedEvery > 0) continue;
    const epoch = ((step + 1) * training.batchSize) / rows.items;
    context.progress({ step: step + 1, epoch, values: { loss: recent / reportedEvery } });
    recent = 0;
  }
  adam.dispose();
  const moments = averageMoments(tf, variables, configuration, method, nextBatch);
  return {
    weights: variables,
    moments,
    steps: training.steps,
    epochs: (training.steps * training.batchSize) / rows.items,
  };
}
