import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { glorotMatrix } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/** Constant width of the network (paper, §3). */
export const width = 32;
/** Patches along time: 64 steps in 8 patches of 8. */
export const patches = 8;
/** Not printed; ours. */
const heads = 4;
const mlpWidth = 128;

/** Weights of one pre-norm encoder block, under `name/`. */
export function encoderWeights(tf: TensorFlow, random: Random, name: string): Weights {
  return {
    [`${name}/norm1/scale`]: tf.ones([width]),
    [`${name}/norm1/shift`]: tf.zeros([width]),
    [`${name}/qkv/matrix`]: glorotMatrix(tf, random, width, 3 * width),
    [`${name}/qkv/bias`]: tf.zeros([3 * width]),
    [`${name}/out/matrix`]: glorotMatrix(tf, random, width, width),
    [`${name}/out/bias`]: tf.zeros([width]),
    [`${name}/norm2/scale`]: tf.ones([width]),
    [`${name}/norm2/shift`]: tf.zeros([width]),
    [`${name}/mlp1/matrix`]: glorotMatrix(tf, random, width, mlpWidth),
    [`${name}/mlp1/bias`]: tf.zeros([mlpWidth]),
    [`${name}/mlp2/matrix`]: glorotMatrix(tf, random, mlpWidth, width),
    [`${name}/mlp2/bias`]: tf.zeros([width]),
  };
}

/** Weights of an embedding of flat patches, with class token and positions (Eq. 1). */
export function embeddingWeights(tf: TensorFlow, random: Random, name: string, patchLength: number): Weights {
  const small = (shape: number[]): Tensor =>
    tf.tensor(
      Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal(0, 0.02)),
      shape,
    );
  return {
    [`${name}/matrix`]: glorotMatrix(tf, random, patchLength, width),
    [`${name}/bias`]: tf.zeros([width]),
    [`${name}/class`]: small([1, 1, width]),
    [`${name}/positions`]: small([1, patches + 1, width]),
  };
}

/** Rows of [n, tokens, in] times [in, out], plus bias. */
function dense(tf: TensorFlow, weights: Weights, name: string, x: Tensor3D): Tensor3D {
  const [n, tokens, size] = x.shape;
  const matrix = weights[`${name}/matrix`] as Tensor2D;
  const flat = tf.add(tf.matMul(x.reshape([n * tokens, size]) as Tensor2D, matrix), weights[`${name}/bias`]!);
  return flat.reshape([n, tokens, matrix.shape[1]]);
}

/** Layer normalisation over the last axis, ε = 1e-5. */
export function layerNorm(tf: TensorFlow, weights: Weights, name: string, x: Tensor3D): Tensor3D {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  const normal = tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-5)));
  return tf.add(tf.mul(normal, weights[`${name}/scale`]!), weights[`${name}/shift`]!);
}

function attention(tf: TensorFlow, weights: Weights, name: string, x: Tensor3D): Tensor3D {
  const [n, tokens] = x.shape;
  const size = width / heads;
  const qkv = tf.transpose(dense(tf, weights, `${name}/qkv`, x).reshape([n, tokens, 3, heads, size]), [2, 0, 3, 1, 4]);
  const [q, k, v] = tf.unstack(qkv.reshape([3, n * heads, tokens, size])) as [Tensor3D, Tensor3D, Tensor3D];
  const share = tf.softmax(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(size)));
  const mixed = tf.transpose(tf.matMul(share, v).reshape([n, heads, tokens, size]), [0, 2, 1, 3]);
  return dense(tf, weights, `${name}/out`, mixed.reshape([n, tokens, width]));
}

/** Pre-norm encoder block: norm, self-attention, residual; norm, MLP, residual. @param x [n, tokens, 32] */
export function encode(tf: TensorFlow, weights: Weights, name: string, x: Tensor3D): Tensor3D {
  const attended = tf.add(x, attention(tf, weights, name, layerNorm(tf, weights, `${name}/norm1`, x))) as Tensor3D;
  const inner = tf.relu(dense(tf, weights, `${name}/mlp1`, layerNorm(tf, weights, `${name}/norm2`, attended)));
  return tf.add(attended, dense(tf, weights, `${name}/mlp2`, inner));
}

/** z₀ = [class; x¹E; …; xᴺE] + E_pos. @param x flat patches [n, 8, length] @returns [n, 9, 32] */
export function embed(tf: TensorFlow, weights: Weights, name: string, x: Tensor3D): Tensor3D {
  const tokens = dense(tf, weights, name, x);
  const first = tf.tile(weights[`${name}/class`] as Tensor3D, [x.shape[0], 1, 1]);
  return tf.add(tf.concat([first, tokens], 1), weights[`${name}/positions`]!);
}

/** Weights of the classifier on the class token. */
export function headWeights(tf: TensorFlow, random: Random, classes: number): Weights {
  return {
    'head/norm/scale': tf.ones([width]),
    'head/norm/shift': tf.zeros([width]),
    'head/matrix': glorotMatrix(tf, random, width, classes),
    'head/bias': tf.zeros([classes]),
  };
}

/** @param x [n, 9, 32] @returns logits [n, classes] from the class token */
export function classify(tf: TensorFlow, weights: Weights, x: Tensor3D): Tensor2D {
  const token = tf.slice(x, [0, 0, 0], [-1, 1, -1]);
  const normal = layerNorm(tf, weights, 'head/norm', token).reshape([-1, width]) as Tensor2D;
  return tf.add(tf.matMul(normal, weights['head/matrix'] as Tensor2D), weights['head/bias']!);
}
