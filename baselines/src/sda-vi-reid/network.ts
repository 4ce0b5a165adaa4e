import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { batchNormalise, type Moments } from '../layers/batch-normalisation.js';
import { generalisedMean } from '../layers/generalised-mean.js';
import { nonLocalBlock, nonLocalWeights } from '../layers/non-local-block.js';
import { glorotFilter, glorotMatrix } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';
import type { NetworkSettings, TrunkStage } from './settings.js';

export const modalityNames = ['visible', 'infrared'] as const;
export type Modality = (typeof modalityNames)[number];

/** A convolution without bias and its batch normalisation. */
interface Unit {
  readonly name: string;
  readonly filter: number;
  readonly from: number;
  readonly to: number;
  readonly stride: number;
}

interface Block {
  readonly units: readonly Unit[];
  /** Of a bottleneck whose shape changes. */
  readonly shortcut: Unit | null;
  readonly isBottleneck: boolean;
  /** Name and channels of the non-local block behind it. */
  readonly nonLocal: { readonly name: string; readonly channels: number } | null;
}

const bottleneckShare = 4;

function blockOf(stage: TrunkStage, name: string, index: number, from: number): Block {
  const { kind, width: to, blocks, nonLocal } = stage;
  const stride = index === 0 ? stage.stride : 1;
  const isBottleneck = kind === 'bottleneck';
  const inner = to / bottleneckShare;
  const units: Unit[] = isBottleneck
    ? [
        { name: `${name}/reduce`, filter: 1, from, to: inner, stride: 1 },
        { name: `${name}/middle`, filter: 3, from: inner, to: inner, stride },
        { name: `${name}/expand`, filter: 1, from: inner, to, stride: 1 },
      ]
    : [{ name: `${name}/unit`, filter: 3, from, to, stride }];
  const changes = from !== to || stride !== 1;
  return {
    units,
    shortcut: isBottleneck && changes ? { name: `${name}/shortcut`, filter: 1, from, to, stride } : null,
    isBottleneck,
    nonLocal: index >= blocks - nonLocal ? { name: `${name}/non-local`, channels: to } : null,
  };
}

function stemOf({ stem }: NetworkSettings, modality: Modality): Unit {
  return { name: `stem-${modality}`, filter: stem.filter, from: 3, to: stem.width, stride: 2 };
}

function blocksOf({ stem, trunk }: NetworkSettings): Block[] {
  let channels = stem.width;
  return trunk.flatMap((stage, number) =>
    Array.from({ length: stage.blocks }, (_, index) => {
      const block = blockOf(stage, `stage${number + 1}/block${index + 1}`, index, channels);
      channels = stage.width;
      return block;
    }),
  );
}

/** Length of an embedding. */
export function embeddingLength({ trunk }: NetworkSettings): number {
  return trunk.at(-1)!.width;
}

function unitsOf(settings: NetworkSettings): Unit[] {
  const inTrunk = blocksOf(settings).flatMap(({ units, shortcut }) => (shortcut ? [...units, shortcut] : units));
  return [...modalityNames.map((modality) => stemOf(settings, modality)), ...inTrunk];
}

/** Trainable values without the classifier, from the sizes alone. */
export function parametersOf(settings: NetworkSettings): number {
  const units = unitsOf(settings).reduce((sum, { filter, from, to }) => sum + filter ** 2 * from * to + 2 * to, 0);
  const nonLocal = blocksOf(settings).reduce((sum, block) => {
    const channels = block.nonLocal?.channels ?? 0;
    const inner = Math.floor(channels / 2);
    return sum + 3 * (channels + 1) * inner + (inner + 1) * channels + 2 * channels;
  }, 0);
  return units + nonLocal + embeddingLength(settings);
}

/** Stems, trunk, non-local blocks, and the scale of the neck: it has no shift. */
export function networkWeights(tf: TensorFlow, random: Random, settings: NetworkSettings): Weights {
  const parts: Record<string, Tensor>[] = unitsOf(settings).map(({ name, filter, from, to }) => ({
    [`${name}/filter`]: glorotFilter(tf, random, [filter, filter, from, to]),
    [`${name}/scale`]: tf.ones([to]),
    [`${name}/shift`]: tf.zeros([to]),
  }));
  const blocks = blocksOf(settings).flatMap(({ nonLocal }) =>
    nonLocal ? [nonLocalWeights(tf, random, nonLocal.name, nonLocal.channels)] : [],
  );
  return Object.assign({}, ...parts, ...blocks, { 'neck/scale': tf.ones([embeddingLength(settings)]) }) as Weights;
}

/** The classifier of a stage, without bias. */
export function classifierWeights(tf: TensorFlow, random: Random, settings: NetworkSettings, people: number): Weights {
  return { 'classifier/matrix': glorotMatrix(tf, random, embeddingLength(settings), people) };
}

function runUnit(tf: TensorFlow, weights: Weights, { name, stride }: Unit, x: Tensor4D, moments: Moments): Tensor4D {
  const convolved = tf.conv2d(x, weights[`${name}/filter`] as Tensor4D, stride, 'same');
  return batchNormalise(tf, convolved, name, weights, moments);
}

function runBlock(tf: TensorFlow, weights: Weights, block: Block, x: Tensor4D, moments: Moments): Tensor4D {
  let out = x;
  for (const [index, unit] of block.units.entries()) {
    out = runUnit(tf, weights, unit, out, moments);
    if (index < block.units.length - 1) out = tf.relu(out);
  }
  if (block.isBottleneck)
    out = tf.add(out, block.shortcut ? runUnit(tf, weights, block.shortcut, x, moments) : x) as Tensor4D;
  out = tf.relu(out);
  return block.nonLocal ? nonLocalBlock(tf, weights, block.nonLocal.name, out, moments) : out;
}

/** A modality's own stem. @param x normalised pictures [n, height, width, 3] */
export function runStem(
  tf: TensorFlow,
  weights: Weights,
  settings: NetworkSettings,
  modality: Modality,
  x: Tensor4D,
  moments: Moments,
): Tensor4D {
  const out = tf.relu(runUnit(tf, weights, stemOf(settings, modality), x, moments));
  return settings.stem.hasPool ? tf.maxPool(out, 3, 2, 'same') : out;
}

/** The shared trunk and the generalised mean: pooled features [n, length], which distances are taken between. */
export function runTrunk(
  tf: TensorFlow,
  weights: Weights,
  settings: NetworkSettings,
  x: Tensor4D,
  moments: Moments,
): Tensor2D {
  let out = x;
  for (const block of blocksOf(settings)) out = runBlock(tf, weights, block, out, moments);
  return generalisedMean(tf, out);
}

/** Batch normalisation without shift: what is classified, and what is embedded at test time. */
export function neck(tf: TensorFlow, weights: Weights, features: Tensor2D, moments: Moments): Tensor2D {
  const [n, length] = features.shape;
  const withoutShift = { ...weights, 'neck/shift': tf.zeros([length]) };
  return batchNormalise(tf, features.reshape([n, 1, 1, length]), 'neck', withoutShift, moments).reshape([n, length]);
}
