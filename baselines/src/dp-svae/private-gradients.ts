import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';

export interface ClippedGradients {
  /** Sum over the examples of their clipped gradients, by name. */
  readonly sums: Readonly<Record<string, Tensor>>;
  /** L2 norm of each example's gradient before it was clipped. */
  readonly norms: Tensor1D;
  readonly losses: Tensor1D;
}

/**
 * Gradients of every example by itself, clipped to the L2 norm `clip` over all weights together, and added up. Each example gets weights of its own, so that
 * one backward pass gives each one's gradient.
 * @param counted [examples]: 1, or 0 for one that only fills the batch up and is left out of the sums
 * @param lossesOf loss of each example under weights with a leading axis of examples
 */
export function clippedGradients(
  tf: TensorFlow,
  variables: Readonly<Record<string, Variable>>,
  counted: Tensor1D,
  clip: number,
  lossesOf: (weights: Weights) => Tensor1D,
): ClippedGradients {
  const examples = counted.size;
  return tf.tidy(() => {
    const names = Object.keys(variables);
    const own = names.map((name) => {
      const variable = variables[name]!;
      return tf.tile(tf.expandDims(variable, 0), [examples, ...variable.shape.map(() => 1)]);
    });
    let losses: Tensor1D | undefined;
    const gradients = tf.grads((...weights: Tensor[]) => {
      losses = tf.keep(lossesOf(Object.fromEntries(weights.map((weight, index) => [names[index]!, weight]))));
      return tf.sum(losses) as Scalar;
    })(own);
    const flat = gradients.map((gradient) => gradient.reshape([examples, -1]) as Tensor2D);
    const norms = tf.sqrt(tf.addN(flat.map((gradient) => tf.sum(tf.square(gradient), 1)))) as Tensor1D;
    const factors = tf.mul(tf.minimum(1, tf.div(clip, tf.maximum(norms, 1e-12))), counted).reshape([1, examples]);
    const sums = Object.fromEntries(
      names.map((name, index) => [name, tf.matMul(factors as Tensor2D, flat[index]!).reshape(variables[name]!.shape)]),
    );
    return { sums, norms, losses: losses! };
  });
}

/** Normal noise of deviation `deviation`, from the seeded generator. */
export function normalNoise(tf: TensorFlow, shape: number[], deviation: number, random: Random): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.normal(0, deviation)),
    shape,
  );
}

/** Each of 0 … items − 1 with probability q, independently: the sampling that the accountant assumes. */
export function poissonSample(items: number, q: number, random: Random): Uint32Array {
  return Uint32Array.from({ length: items }, (_, index) => index).filter(() => random.uniform() < q);
}
