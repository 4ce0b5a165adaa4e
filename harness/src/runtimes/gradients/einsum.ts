import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Einstein summation of one or two tensors by transposition and one matrix product.
 * @param equation such as `bij,bjk->bik`; a label may stand once per operand, no ellipsis
 * @throws {Error} malformed equations and sizes that do not fit, with tfjs's own messages
 */
export function einsum(tf: TensorFlow, equation: string, tensors: readonly Tensor[]): Tensor {
  const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, tensors.length);
  tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, tensors as Tensor[]);
  const [left = '', output = ''] = equation.replaceAll(/\s/g, '').split('->');
  const operands = left.split(',').map((labels, index) => ({ labels, tensor: tensors[index] as Tensor }));
  const [first, second] = operands as [Operand, Operand | undefined];
  if (!second) return arrange(tf, sumAway(tf, first, output), output);
  const a = sumAway(tf, first, output + second.labels);
  const b = sumAway(tf, second, output + first.labels);
  return arrange(tf, multiply(tf, a, b, output), output);
}

/** A tensor whose axes are named by the letters of `labels`. */
interface Operand {
  readonly labels: string;
  readonly tensor: Tensor;
}

/** Sums over the labels that nobody else needs. */
function sumAway(tf: TensorFlow, { labels, tensor }: Operand, needed: string): Operand {
  const axes = [...labels].flatMap((label, axis) => (needed.includes(label) ? [] : [axis]));
  if (axes.length === 0) return { labels, tensor };
  return { labels: [...labels].filter((label) => needed.includes(label)).join(''), tensor: tf.sum(tensor, axes) };
}

/** Brings the axes into the order of `labels`. */
function arrange(tf: TensorFlow, operand: Operand, labels: string): Tensor {
  const order = [...labels].map((label) => operand.labels.indexOf(label));
  return tf.transpose(operand.tensor, order);
}

function multiply(tf: TensorFlow, a: Operand, b: Operand, output: string): Operand {
  const shared = [...a.labels].filter((label) => b.labels.includes(label));
  const batch = shared.filter((label) => output.includes(label)).join('');
  const summed = shared.filter((label) => !output.includes(label)).join('');
  const ownA = [...a.labels].filter((label) => !b.labels.includes(label)).join('');
  const ownB = [...b.labels].filter((label) => !a.labels.includes(label)).join('');
  const size = (operand: Operand, labels: string) =>
    [...labels].map((label) => operand.tensor.shape[operand.labels.indexOf(label)] as number);
  const count = (sizes: number[]) => sizes.reduce((product, length) => product * length, 1);
  const batchSizes = size(a, batch);
  const sizesA = size(a, ownA);
  const sizesB = size(b, ownB);
  const summedCount = count(size(a, summed));
  const matrixA = tf.reshape(arrange(tf, a, batch + ownA + summed), [count(batchSizes), count(sizesA), summedCount]);
  const matrixB = tf.reshape(arrange(tf, b, batch + summed + ownB), [count(batchSizes), summedCount, count(sizesB)]);
  const product = tf.matMul(matrixA, matrixB);
  return { labels: batch + ownA + ownB, tensor: tf.reshape(product, [...batchSizes, ...sizesA, ...sizesB]) };
}
