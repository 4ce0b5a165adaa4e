import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Tensor2D } from '@tensorflow/tfjs';
import { type Edges, symmetricallyNormalised } from '../layers/neighbour-sum.js';

/** Who took what: `items[i]` was taken by `users[i]`. */
export interface Pairs {
  readonly users: Int32Array;
  readonly items: Int32Array;
}

/** What a model may know of a shop while it trains. */
export interface Shop {
  readonly users: number;
  readonly items: number;
  /** From items to the users who took them; reversed, from users to items. */
  readonly toUsers: Edges;
  /** [items, columns], each row of length 1. */
  readonly image: Tensor2D;
  readonly text: Tensor2D;
}

/** Columns of the features that stand in where the data have none. */
const standInColumns = { image: 256, text: 96 } as const;

/** Each row divided by its length; a row of zeros stays. */
function unitRows(tf: TensorFlow, x: Tensor2D): Tensor2D {
  return tf.tidy(() => tf.div(x, tf.maximum(tf.norm(x, 2, 1, true), 1e-12)) as Tensor2D);
}

/**
 * The features of a modality. Without any, each item gets a random vector of its own: it tells the item from others and nothing else, so that a model
 * made for features can be run, and a gate between two of them has nothing to choose by.
 */
function featuresOf(context: TrainContext, name: 'image' | 'text', random: Random): Tensor2D {
  const { tf } = context;
  const { data, shape } = context.constants[name]!;
  const [items, columns] = shape as [number, number];
  if (columns > 0) return unitRows(tf, tf.tensor2d(data as Float32Array, [items, columns]));
  const width = standInColumns[name];
  const drawn = Float32Array.from({ length: items * width }, () => random.normal());
  return unitRows(tf, tf.tensor2d(drawn, [items, width]));
}

/** The training rows of a split. */
export function pairsOf(context: TrainContext, split: 'train' | 'validation'): Pairs {
  const { inputs, targets } = context.all(split);
  return { users: inputs.user!.data as Int32Array, items: targets.item!.data as Int32Array };
}

/** @param pairs of the training split: validation pairs are no edges */
export function openShop(context: TrainContext, pairs: Pairs): Shop {
  const [users, items] = context.constants.extent!.data as Int32Array;
  const random = context.random.fork('features');
  return {
    users: users!,
    items: items!,
    toUsers: symmetricallyNormalised(context.tf, pairs.items, pairs.users, items!, users!),
    image: featuresOf(context, 'image', random),
    text: featuresOf(context, 'text', random),
  };
}
