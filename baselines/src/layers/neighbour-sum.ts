import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';

/** Weighted edges between two sets of nodes; `sources[i]` and `targets[i]` are the ends of edge i. */
export interface Edges {
  readonly sources: Tensor1D;
  readonly targets: Tensor1D;
  /** [edges, 1]. */
  readonly weights: Tensor2D;
  readonly sourceNodes: number;
  readonly targetNodes: number;
  /** The same as a matrix [sourceNodes, targetNodes] where that is small, and whether it is to be transposed. */
  readonly matrix: { readonly values: Tensor2D; readonly transposed: boolean } | null;
}

/** Above this number of values, gathering along the edges is quicker than a product with mostly zeros. */
const mostMatrixValues = 4_000_000;

/** The same edges the other way. */
export function reversed({ sources, targets, sourceNodes, targetNodes, weights, matrix }: Edges): Edges {
  return {
    sources: targets,
    targets: sources,
    sourceNodes: targetNodes,
    targetNodes: sourceNodes,
    weights,
    matrix: matrix && { values: matrix.values, transposed: !matrix.transposed },
  };
}

/**
 * Edges with weight 1/√(degree of source · degree of target), as in LightGCN (He et al. 2020, Eq. 3).
 * @param sources int32 ids below `sourceNodes`
 * @param mostValues of a matrix that is kept beside the edges
 */
export function symmetricallyNormalised(
  tf: TensorFlow,
  sources: Int32Array,
  targets: Int32Array,
  sourceNodes: number,
  targetNodes: number,
  mostValues = mostMatrixValues,
): Edges {
  const degrees = (nodes: Int32Array, count: number): Float64Array => {
    const degree = new Float64Array(count);
    for (const node of nodes) degree[node]! += 1;
    return degree;
  };
  const [out, into] = [degrees(sources, sourceNodes), degrees(targets, targetNodes)];
  const weights = Float32Array.from(sources, (source, at) => 1 / Math.sqrt(out[source]! * into[targets[at]!]!));
  const isSmall = sourceNodes * targetNodes <= mostValues;
  const values = new Float32Array(isSmall ? sourceNodes * targetNodes : 0);
  if (isSmall)
    for (const [at, weight] of weights.entries()) values[sources[at]! * targetNodes + targets[at]!]! += weight;
  return {
    matrix: isSmall ? { values: tf.tensor2d(values, [sourceNodes, targetNodes]), transposed: false } : null,
    sources: tf.tensor1d(sources, 'int32'),
    targets: tf.tensor1d(targets, 'int32'),
    weights: tf.tensor2d(weights, [weights.length, 1]),
    sourceNodes,
    targetNodes,
  };
}

function sum(tf: TensorFlow, x: Tensor2D, { sources, targets, weights, targetNodes, matrix }: Edges): Tensor2D {
  if (matrix) return tf.matMul(matrix.values, x, !matrix.transposed, false);
  return tf.tidy(() => tf.unsortedSegmentSum(tf.mul(tf.gather(x, sources), weights), targets, targetNodes));
}

/**
 * Each target's weighted sum over its neighbours: one layer of graph convolution without weights or non-linearity.
 * @param x [sourceNodes, width] @returns [targetNodes, width], 0 for a target without neighbours
 */
export function neighbourSum(tf: TensorFlow, x: Tensor2D, edges: Edges): Tensor2D {
  // A linear map: its gradient is the transposed one, the same sum along the reversed edges.
  const forward = tf.customGrad((input) => ({
    value: sum(tf, input as Tensor2D, edges),
    gradFunc: (dy) => sum(tf, dy as Tensor2D, reversed(edges)),
  }));
  return forward(x) as Tensor2D;
}
