import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { layerNorm, layerNormWeights } from '../layers/layer-norm.js';
import type { Weights } from '../shared/weights.js';
import { averagePooled, type BlockOptions, blockWeights, ddcBlock, type Grids, type Tokens } from './ddc-block.js';
import { embedWords, sequenceEncoderWeights } from './sequence-encoder.js';
import { historyLength, type MethodSettings, type NetworkSettings, wordsPerBox } from './settings.js';
import { sinusoids } from './sinusoids.js';
import type { MomentSource } from './token-batch-norm.js';
import { linear, linearWeights, normalValues } from './token-layers.js';

export interface ImageBatch {
  readonly items: number;
  /** [n · size², 3] values of the crops in 0 … 255, one crop after the other. */
  readonly templates: Float32Array;
  readonly searches: Float32Array;
  /** Words of the boxes of the latest frames, [n, 5 · 4]. */
  readonly history: Int32Array;
}

export interface NetworkOutput {
  /** Of each of the four words x, y, w, h: [n, 4, bins]. */
  readonly logits: Tensor3D;
  /** O, the global representation: [n, width]. */
  readonly pooled: Tensor2D;
}

export function gridsOf({ templateSize, searchSize, patch }: NetworkSettings): Grids {
  return [templateSize / patch, searchSize / patch];
}

/** Places of the patches of both grids: half of the width says where across, half where down; the grids are told apart by a vector of each. */
function placeValues(tf: TensorFlow, random: Random, grids: Grids, width: number): Tensor {
  const rows = grids.map((side) => {
    const middles = Array.from({ length: side }, (_, at) => (at + 0.5) / side);
    const along = tf.tensor2d(sinusoids(middles, width / 2, 2 / side), [side, width / 2]);
    const across = tf.tile(along.expandDims(0), [side, 1, 1]);
    const down = tf.tile(along.expandDims(1), [1, side, 1]);
    const grid = normalValues(tf, random, [width], 0.5);
    return tf
      .concat([across, down], -1)
      .reshape([side * side, width])
      .add(grid);
  });
  return tf.concat(rows, 0);
}

/** Everything that is trained. */
export function initialWeights(tf: TensorFlow, random: Random, settings: NetworkSettings): Weights {
  const { width, patch, samples } = settings;
  const [template, search] = gridsOf(settings);
  const blocks = samples.map((_, index) => blockWeights(tf, random, `block${index}`, settings));
  return Object.assign(
    {
      ...linearWeights(tf, random, 'patches', patch * patch * 3, width),
      'patches/place': placeValues(tf, random, [template, search], width),
      'class/token': normalValues(tf, random, [1, width], 0.5),
      'query/tokens': normalValues(tf, random, [wordsPerBox, width], 0.5),
      ...layerNormWeights(tf, 'head/norm', width),
      ...linearWeights(tf, random, 'head', width, width),
      ...sequenceEncoderWeights(tf, random, settings),
    },
    ...blocks,
  ) as Weights;
}

/** Crops about the mean colour of the search crop: what stands out, whatever the ground and the light. [n, size, size, 3] */
function cropsOf(
  tf: TensorFlow,
  { items, templates, searches }: ImageBatch,
  { templateSize, searchSize }: NetworkSettings,
): Tensor4D[] {
  const crops = [[templates, templateSize] as const, [searches, searchSize] as const].map(([values, size]) =>
    tf.tensor4d(values, [items, size, size, 3]),
  );
  const middle = tf.mean(crops[1]!, [1, 2], true);
  return crops.map((crop) => tf.div(tf.sub(crop, middle), 64) as Tensor4D);
}

/** Patches of crops, row by row: [n, patches, patch² · 3]. */
function patchesOf(crops: Tensor4D, patch: number): Tensor3D {
  const [items, size] = crops.shape;
  const side = size / patch;
  return crops
    .reshape([items, side, patch, side, patch * 3])
    .transpose([0, 1, 3, 2, 4])
    .reshape([items, side * side, patch * patch * 3]) as Tensor3D;
}

/** Class token, query words, and, with a temporal sequence, the words of the latest boxes before them. */
function leadingTokens(
  tf: TensorFlow,
  weights: Weights,
  { items, history }: ImageBatch,
  method: MethodSettings,
): Tensor3D {
  const repeated = (name: string): Tensor => tf.tile(weights[name]!.expandDims(0), [items, 1, 1]);
  const fixed = [repeated('class/token'), repeated('query/tokens')];
  if (!method.hasTemporalSequence) return tf.concat(fixed, 1) as Tensor3D;
  return tf.concat([...fixed, embedWords(tf, weights, history, items)], 1) as Tensor3D;
}

export interface ForwardOptions {
  readonly settings: NetworkSettings;
  readonly method: MethodSettings;
  readonly moments: MomentSource;
  readonly onKept?: BlockOptions['onKept'];
}

/** One stream: patches of template and search crop together with the query words through the DDC blocks. */
export function forward(tf: TensorFlow, weights: Weights, batch: ImageBatch, options: ForwardOptions): NetworkOutput {
  const { settings, method, moments, onKept } = options;
  const { patch, heads, samples } = settings;
  const { items } = batch;
  const crops: Tensor3D[] = cropsOf(tf, batch, settings).map((crop) => patchesOf(crop, patch));
  const patches = tf.add(
    linear(tf, weights, 'patches', tf.concat(crops, 1) as Tensor3D),
    weights['patches/place']!,
  ) as Tensor3D;
  let tokens: Tokens = { leading: leadingTokens(tf, weights, batch, method), patches, places: null, present: null };
  for (const [index, most] of samples.entries())
    tokens = ddcBlock(tf, weights, `block${index}`, tokens, {
      heads,
      grids: gridsOf(settings),
      sampling: method.sampling,
      most,
      moments,
      ...(onKept ? { onKept } : {}),
    });
  const queries = tf.slice(tokens.leading, [0, 1, 0], [items, wordsPerBox, settings.width]) as Tensor3D;
  // What the class token saw counts for every word: else nothing would teach it where to look, and its attention is what patches are sampled by.
  const classToken = tf.slice(tokens.leading, [0, 0, 0], [items, 1, settings.width]);
  const seen = tf.add(queries, classToken) as Tensor3D;
  const asked = linear(tf, weights, 'head', layerNorm(tf, weights, 'head/norm', seen));
  const table = weights['words/embedding'] as Tensor2D;
  const logits = tf.matMul(asked.reshape([items * wordsPerBox, settings.width]), table, false, true);
  return {
    logits: logits.reshape([items, wordsPerBox, settings.bins]) as Tensor3D,
    pooled: averagePooled(tf, tokens),
  };
}

/** Words of a history in a batch of one. */
export const historyWords = historyLength * wordsPerBox;
