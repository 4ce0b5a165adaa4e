import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { type Batch, trainLoop } from '../shared/train-classifier.js';
import { countParameters, variablesOf } from '../shared/weights.js';
import { NegativeSampler } from './negative-sampler.js';
import type { RankingModel } from './ranking-model.js';
import type { TrainingSettings } from './settings.js';
import type { Pairs, Shop } from './shop.js';
import { recallAt, type VectorTables } from './validation-recall.js';

export interface TrainedRanking {
  /** Of the epoch with the best validation recall. */
  readonly tables: VectorTables;
  readonly parameters: number;
  readonly steps: number;
  readonly epochs: number;
}

const validationPlaces = 10;

function firstOf({ users, items }: Pairs, most: number): Pairs {
  return { users: users.subarray(0, most), items: items.subarray(0, most) };
}

function batchOf(tf: TensorFlow, pairs: Pairs, sampler: NegativeSampler, indices: Uint32Array, random: Random): Batch {
  const users = Int32Array.from(indices, (index) => pairs.users[index]!);
  const taken = Int32Array.from(indices, (index) => pairs.items[index]!);
  const notTaken = users.map((user) => sampler.draw(user, random));
  return { inputs: [users, taken, notTaken].map((ids) => tf.tensor1d(ids, 'int32')), targets: [] };
}

function lossOf(
  tf: TensorFlow,
  model: RankingModel,
  vectors: { users: Tensor2D; items: Tensor2D },
  batch: Batch,
): Scalar {
  const [users, taken, notTaken] = batch.inputs as [Tensor1D, Tensor1D, Tensor1D];
  const rows = [
    tf.gather(vectors.users, users),
    tf.gather(vectors.items, taken),
    tf.gather(vectors.items, notTaken),
  ] as const;
  const score = (items: Tensor2D): Tensor1D => tf.sum(tf.mul(rows[0], items), 1);
  const loss = model.loss(tf, score(rows[1]), score(rows[2]));
  if (model.shrinkage === 0) return loss;
  const lengths = tf.addN(rows.map((one) => tf.sum(tf.square(one))));
  return tf.add(loss, tf.mul(lengths, model.shrinkage / (2 * users.shape[0])));
}

/** Trains with one negative for each positive, drawn anew at every epoch, until the validation recall has not risen for `patience` epochs. */
export async function trainRanking(
  context: Pick<TrainContext, 'tf' | 'random' | 'progress'>,
  model: RankingModel,
  shop: Shop,
  train: Pairs,
  validation: Pairs,
  settings: TrainingSettings,
): Promise<TrainedRanking> {
  const { tf, random } = context;
  const weights = variablesOf(tf, model.initialWeights(tf, random.fork('weights'), shop));
  const trained = Object.fromEntries(Object.entries(weights).filter(([name]) => !model.idle.includes(name)));
  const sampler = new NegativeSampler(train, shop.users, shop.items);
  const judged = firstOf(validation, settings.validationPairs);
  const tablesNow = (): VectorTables =>
    tf.tidy(() => {
      const { users, items } = model.vectors(tf, weights, shop);
      return {
        users: users.dataSync() as Float32Array,
        items: items.dataSync() as Float32Array,
        width: users.shape[1],
      };
    });
  let best = { recall: -1, epoch: 0, tables: tablesNow() };
  let last = 0;
  const pairs = train.users.length;
  const steps = await trainLoop(context, {
    items: pairs,
    batchSize: Math.max(settings.batchSize, Math.ceil(pairs / settings.mostStepsPerEpoch)),
    epochs: settings.epochs,
    learningRate: settings.learningRate,
    schedule: 'constant',
    variables: trained,
    isSteady: true,
    batch: (indices, drawn) => batchOf(tf, train, sampler, indices, drawn),
    loss: (batch) => lossOf(tf, model, model.vectors(tf, weights, shop), batch),
    report: (epoch) => {
      const tables = tablesNow();
      const recall = recallAt(validationPlaces, tables, judged, sampler);
      if (recall > best.recall) best = { recall, epoch, tables };
      last = epoch;
      return { recall };
    },
    isDone: (epoch) => epoch - best.epoch >= settings.patience,
  });
  return { tables: best.tables, parameters: countParameters(weights), steps, epochs: last };
}
