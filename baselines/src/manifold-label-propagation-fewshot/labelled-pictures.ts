import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import type { Backbone } from './backbone.js';
import { prepare } from './pictures.js';

/** The training rows as a backbone takes them, classes numbered from 0. */
export interface LabelledPictures {
  readonly items: number;
  readonly side: number;
  readonly channels: number;
  readonly images: Float32Array;
  readonly labels: Int32Array;
  /** Indices of each class. */
  readonly byClass: readonly Int32Array[];
}

/** All training rows, once. @throws RangeError without rows */
export function labelledPictures(context: TrainContext, { side, channels }: Backbone): LabelledPictures {
  const { items, inputs, targets } = context.all('train');
  if (items === 0) throw new RangeError('no rows to train on');
  const known = [...new Set(targets.label!.data)].sort((a, b) => a - b);
  const labels = Int32Array.from(targets.label!.data, (label) => known.indexOf(label));
  const byClass = known.map((_, label) => Int32Array.from([...labels.keys()].filter((row) => labels[row] === label)));
  return { items, side, channels, images: prepare(inputs.image!.data, side, channels), labels, byClass };
}

/** Some of the pictures, [n, side, side, channels]. */
export function imagesAt(tf: TensorFlow, rows: LabelledPictures, indices: ArrayLike<number>): Tensor4D {
  const { side, channels, images } = rows;
  const size = side * side * channels;
  const data = new Float32Array(indices.length * size);
  for (let position = 0; position < indices.length; position++) {
    const from = indices[position]! * size;
    data.set(images.subarray(from, from + size), position * size);
  }
  return tf.tensor4d(data, [indices.length, side, side, channels]);
}

/** Rows of an episode: first the support set, then the queries, both class after class. */
export interface TrainingEpisode {
  readonly indices: Int32Array;
  /** Within the episode. */
  readonly labels: Int32Array;
  readonly supports: number;
}

export interface EpisodeSize {
  readonly ways: number;
  readonly shots: number;
  readonly queriesPerClass: number;
}

/**
 * An episode of training classes. Where a class has too few pictures, it gives fewer queries.
 * @throws RangeError if there are fewer classes than ways, or a class has no picture for a query
 */
export function drawTrainingEpisode(rows: LabelledPictures, size: EpisodeSize, random: Random): TrainingEpisode {
  const { ways, shots } = size;
  if (rows.byClass.length < ways) throw new RangeError(`${rows.byClass.length} classes: expected ${ways} or more`);
  const classes = random.permutation(rows.byClass.length).subarray(0, ways);
  const drawn = Array.from(classes, (label) => {
    const members = rows.byClass[label]!;
    return Array.from(random.permutation(members.length), (member) => members[member]!);
  });
  const fewest = Math.min(...drawn.map((members) => members.length));
  const queries = Math.min(size.queriesPerClass, fewest - shots);
  if (queries < 1) throw new RangeError(`a class of ${fewest} pictures: expected more than ${shots}`);
  const part = (from: number, to: number): number[] => drawn.flatMap((members) => members.slice(from, to));
  const labelsOf = (count: number): number[] => Array.from({ length: ways * count }, (_, at) => Math.floor(at / count));
  return {
    indices: Int32Array.from([...part(0, shots), ...part(shots, shots + queries)]),
    labels: Int32Array.from([...labelsOf(shots), ...labelsOf(queries)]),
    supports: ways * shots,
  };
}
