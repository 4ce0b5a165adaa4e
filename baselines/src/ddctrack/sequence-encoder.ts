import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { byHeads, joinHeads } from '../layers/attention-heads.js';
import { gelu } from '../layers/gelu.js';
import { layerNorm, layerNormWeights } from '../layers/layer-norm.js';
import type { Weights } from '../shared/weights.js';
import { type NetworkSettings, wordsPerBox } from './settings.js';
import { sinusoids } from './sinusoids.js';
import { attentionWeights, linear, linearWeights, normalValues } from './token-layers.js';

/** Shortest wave of the words' first values, as a share of all bins. */
const shortestWave = 1 / 16;

/** Words begin as sinusoids of length 1, so that neighbours are alike: bins are in order, and nothing is pretrained that would know. */
function wordValues(tf: TensorFlow, bins: number, width: number): Tensor {
  const middles = Array.from({ length: bins }, (_, bin) => (bin + 0.5) / bins);
  const rows = tf.tensor2d(sinusoids(middles, width, shortestWave), [bins, width]);
  return tf.mul(rows, Math.sqrt(2 / width));
}

/** Words, the places of the four in a box, and post-norm layers as BERT's. */
export function sequenceEncoderWeights(tf: TensorFlow, random: Random, settings: NetworkSettings): Weights {
  const { width, hidden, bins, wordLayers } = settings;
  const layers = Array.from({ length: wordLayers }, (_, layer) => ({
    ...linearWeights(tf, random, `sequence${layer}/qkv`, width, 3 * width),
    ...linearWeights(tf, random, `sequence${layer}/out`, width, width),
    ...layerNormWeights(tf, `sequence${layer}/norm1`, width),
    ...linearWeights(tf, random, `sequence${layer}/expand`, width, hidden),
    ...linearWeights(tf, random, `sequence${layer}/reduce`, hidden, width),
    ...layerNormWeights(tf, `sequence${layer}/norm2`, width),
  }));
  return Object.assign(
    {
      'words/embedding': wordValues(tf, bins, width),
      'words/place': normalValues(tf, random, [wordsPerBox, width], 0.02),
    },
    ...layers,
  ) as Weights;
}

/** Embeddings of words with their places x, y, w, h: [n, words, width]. @param words indices, n · words, whole boxes one after the other */
export function embedWords(tf: TensorFlow, weights: Weights, words: Int32Array, items: number): Tensor3D {
  const table = weights['words/embedding'] as Tensor2D;
  const rows = tf.gather(table, tf.tensor1d(words, 'int32'));
  const perItem = words.length / items;
  const places = tf.tile(weights['words/place'] as Tensor2D, [perItem / wordsPerBox, 1]);
  return tf.add(rows.reshape([items, perItem, table.shape[1]]), places) as Tensor3D;
}

/** Representation P of boxes, the mean of their encoded words: [n, width]. */
export function encodeBoxes(
  tf: TensorFlow,
  weights: Weights,
  words: Int32Array,
  items: number,
  { wordLayers, heads }: NetworkSettings,
): Tensor2D {
  let x = embedWords(tf, weights, words, items);
  for (let layer = 0; layer < wordLayers; layer++) {
    const name = `sequence${layer}`;
    const [q, k, v] = tf
      .split(linear(tf, weights, `${name}/qkv`, x), 3, -1)
      .map((part) => byHeads(part as Tensor3D, heads)) as [Tensor4D, Tensor4D, Tensor4D];
    const mixed = joinHeads(tf.matMul(attentionWeights(tf, q, k, null), v) as Tensor4D);
    const attended = tf.add(x, linear(tf, weights, `${name}/out`, mixed)) as Tensor3D;
    const middle = layerNorm(tf, weights, `${name}/norm1`, attended);
    const inner = gelu(tf, linear(tf, weights, `${name}/expand`, middle));
    x = layerNorm(
      tf,
      weights,
      `${name}/norm2`,
      tf.add(middle, linear(tf, weights, `${name}/reduce`, inner)) as Tensor3D,
    );
  }
  return tf.mean(x, 1) as Tensor2D;
}
