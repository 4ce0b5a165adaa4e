import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D } from '@tensorflow/tfjs';

/** Added to every degree, so that a node without neighbours has one (Rodríguez et al. 2020, embedding propagation). */
const leastDegree = 1e-4;
/** Keeps the quotient finite where all distances are equal. */
const epsilon = 1e-6;
/** Factors of the product: 2^7 terms of the series leave 0.9^128 / (1 − 0.9) = 1.4e-5. */
const factors = 7;

function zeroDiagonal(tf: TensorFlow, nodes: number): Tensor2D {
  return tf.sub(1, tf.eye(nodes)) as Tensor2D;
}

/** Squared Euclidean distances of all rows. @param features [n, m] @returns [n, n], zeros on the diagonal */
export function squaredDistances(tf: TensorFlow, features: Tensor2D): Tensor2D {
  return tf.tidy(() => {
    const nodes = features.shape[0];
    const squares = tf.sum(tf.square(features), 1, true);
    const products = tf.matMul(features, features, false, true);
    const distances = tf.sub(tf.add(squares, tf.transpose(squares)), tf.mul(products, 2));
    // Rounding makes some of the smallest negative.
    return tf.mul(tf.relu(distances), zeroDiagonal(tf, nodes)) as Tensor2D;
  });
}

/**
 * The normalised similarity of a set of feature vectors, scaled so that the mean of d² over the pairs is 1: A_ij = exp(−d²_ij / σ²), σ² the variance of d² over the
 * pairs, A_ii = 0, L = D^(−1/2) A D^(−1/2). Symmetric, eigenvalues within [−1, 1].
 * @param features float32 [n, m], n at least 3
 * @returns L, float32 [n, n]
 */
export function similarityGraph(tf: TensorFlow, features: Tensor2D): Tensor2D {
  return tf.tidy(() => {
    const nodes = features.shape[0];
    const pairs = nodes * (nodes - 1);
    const others = zeroDiagonal(tf, nodes);
    const raw = squaredDistances(tf, features);
    const distances = tf.div(raw, tf.add(tf.div(tf.sum(raw), pairs), epsilon));
    const centred = tf.mul(tf.sub(distances, 1), others);
    const variance = tf.add(tf.div(tf.sum(tf.square(centred)), pairs), epsilon);
    const similarity = tf.mul(tf.exp(tf.neg(tf.div(distances, variance))), others);
    const scale = tf.rsqrt(tf.add(tf.sum(similarity, 1, true), leastDegree));
    return tf.mul(tf.mul(similarity, scale), tf.transpose(scale)) as Tensor2D;
  });
}

/**
 * P = (I − αL)^(−1) as the product of I + (αL)^(2^k), k = 0 … 6: the first 128 terms of the Neumann series in 12 matrix products, with a gradient on every backend.
 * @param graph L, float32 [n, n], eigenvalues within [−1, 1]
 * @param alpha in [0, 0.9]: the error is alpha^128 / (1 − alpha)
 */
export function propagator(tf: TensorFlow, graph: Tensor2D, alpha: number): Tensor2D {
  if (!(alpha >= 0 && alpha <= 0.9)) throw new RangeError(`alpha ${alpha}: expected 0 to 0.9`);
  return tf.tidy(() => {
    const identity = tf.eye(graph.shape[0]) as Tensor2D;
    let power = tf.mul(graph, alpha) as Tensor2D;
    let result = tf.add(identity, power) as Tensor2D;
    for (let factor = 1; factor < factors; factor++) {
      power = tf.matMul(power, power);
      result = tf.matMul(result, tf.add(identity, power) as Tensor2D);
    }
    return result;
  });
}

/** Manifold smoothing: each vector becomes the sum of all, weighted by P over their similarity. @param features [n, m] @returns [n, m] */
export function smoothFeatures(tf: TensorFlow, features: Tensor2D, alpha: number): Tensor2D {
  return tf.tidy(() => tf.matMul(propagator(tf, similarityGraph(tf, features), alpha), features));
}

/**
 * Label propagation: F* = (I − αL)^(−1) Y, whose rows follow the labelled nodes through the graph (Zhou et al. 2004, without the factor 1 − α).
 * @param features [n, m]
 * @param labels Y, [n, classes]: one-hot rows of labelled nodes, zeros of the others
 * @returns F*, [n, classes]
 */
export function propagateLabels(tf: TensorFlow, features: Tensor2D, labels: Tensor2D, alpha: number): Tensor2D {
  return tf.tidy(() => tf.matMul(propagator(tf, similarityGraph(tf, features), alpha), labels));
}
