import { byHeads, joinHeads } from '@paretoboard/baselines/layers/attention-heads.js';
import { dense, denseWeights } from '@paretoboard/baselines/layers/dense.js';
import { layerNorm, layerNormWeights } from '@paretoboard/baselines/layers/layer-norm.js';
import { glorotMatrix } from '@paretoboard/baselines/shared/initial-values.js';
import { integers } from '../draw.mjs';

const items = 2000;
const length = 50;
const width = 64;
const heads = 2;
const blocks = [0, 1];

const blockWeights = (tf, random, name) => ({
  ...layerNormWeights(tf, `${name}/norm1`, width),
  ...layerNormWeights(tf, `${name}/norm2`, width),
  ...denseWeights(tf, random, `${name}/qkv`, width, 3 * width),
  ...denseWeights(tf, random, `${name}/out`, width, width),
  ...denseWeights(tf, random, `${name}/widen`, width, width),
  ...denseWeights(tf, random, `${name}/narrow`, width, width),
});

/** −1e9 where a place would look at a later one. */
const mask = (tf) =>
  tf.tensor2d(
    Float32Array.from({ length: length ** 2 }, (_, at) => (at % length > Math.floor(at / length) ? -1e9 : 0)),
    [length, length],
  );

function attention(tf, weights, name, x) {
  const parts = tf.split(dense(tf, weights, `${name}/qkv`, x), 3, 2);
  const [q, k, v] = parts.map((part) => byHeads(part, heads));
  const scores = tf.add(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(width / heads)), mask(tf));
  return dense(tf, weights, `${name}/out`, joinHeads(tf.matMul(tf.softmax(scores), v)));
}

function block(tf, weights, name, x) {
  const y = tf.add(x, attention(tf, weights, name, layerNorm(tf, weights, `${name}/norm1`, x)));
  const inner = tf.relu(dense(tf, weights, `${name}/widen`, layerNorm(tf, weights, `${name}/norm2`, y)));
  return tf.add(y, dense(tf, weights, `${name}/narrow`, inner));
}

const embedded = (tf, weights, ids) => tf.gather(weights['item/embedding'], ids);

/** [n, length] of items → [n, length, width]. */
function states(tf, weights, ids) {
  const x = tf.add(tf.mul(embedded(tf, weights, ids), Math.sqrt(width)), weights['position/embedding']);
  return layerNorm(
    tf,
    weights,
    'norm',
    blocks.reduce((y, index) => block(tf, weights, `block${index}`, y), x),
  );
}

/** Self-attentive sequential recommendation (Kang & McAuley 2018): one wrong item for each right one. */
export default {
  id: 'sasrec',
  batchSize: 64,
  learningRate: 1e-3,
  weights: (tf, random) => ({
    'item/embedding': glorotMatrix(tf, random, items, width),
    'position/embedding': glorotMatrix(tf, random, length, width),
    ...layerNormWeights(tf, 'norm', width),
    ...Object.assign({}, ...blocks.map((index) => blockWeights(tf, random, `block${index}`))),
  }),
  batch: (n, random) => ({
    seen: integers(random, [n, length], items),
    next: integers(random, [n, length], items),
    other: integers(random, [n, length], items),
  }),
  inputs: ({ seen }) => [seen],
  targets: (tf, { next, other }) => [next, other].map(({ data, shape }) => tf.tensor(data, shape, 'int32')),
  /** Scores of all items after the last: [n, items]. */
  infer(tf, weights, seen) {
    const last = states(tf, weights, seen)
      .slice([0, length - 1, 0], [-1, 1, width])
      .reshape([-1, width]);
    return tf.matMul(last, weights['item/embedding'], false, true);
  },
  loss(tf, weights, [seen], targets) {
    const after = states(tf, weights, seen);
    const [right, wrong] = targets.map((ids) => tf.sum(tf.mul(after, embedded(tf, weights, ids)), 2));
    return tf.add(tf.mean(tf.softplus(tf.neg(right))), tf.mean(tf.softplus(wrong)));
  },
};
