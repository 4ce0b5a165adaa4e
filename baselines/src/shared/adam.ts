import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor1D, Variable } from '@tensorflow/tfjs';

const beta1 = 0.9;
const beta2 = 0.999;
/** Keras's and tfjs's default for float32. */
const epsilon = 1e-7;

/**
 * Adam (Kingma & Ba 2015, algorithm 1) over all variables as one vector: an operation on small tensors costs a fixed time, so one dozen of them a
 * step is cheaper than one dozen for each variable.
 */
export class Adam {
  private readonly sizes: number[];
  private values: Tensor1D;
  private mean: Tensor1D;
  private square: Tensor1D;
  private steps = 0;

  constructor(
    private readonly tf: TensorFlow,
    private readonly variables: readonly Variable[],
  ) {
    this.sizes = variables.map((variable) => variable.size);
    this.values = tf.tidy(() => this.flatten(variables));
    this.mean = tf.zerosLike(this.values);
    this.square = tf.zerosLike(this.values);
  }

  /**
   * One step of all variables.
   * @param gradients in the order of the variables
   * @param weightDecay decoupled (AdamW, Loshchilov & Hutter 2019): first every value loses learningRate · weightDecay of itself
   */
  step(gradients: readonly Tensor[], learningRate: number, weightDecay = 0): void {
    const { tf } = this;
    this.steps += 1;
    const rate = learningRate / (1 - beta1 ** this.steps);
    const correction = 1 / (1 - beta2 ** this.steps);
    const [values, mean, square] = tf.tidy(() => {
      const gradient = this.flatten(gradients);
      const mean = tf.add(tf.mul(this.mean, beta1), tf.mul(gradient, 1 - beta1));
      const square = tf.add(tf.mul(this.square, beta2), tf.mul(tf.square(gradient), 1 - beta2));
      const scale = tf.add(tf.sqrt(tf.mul(square, correction)), epsilon);
      const kept = weightDecay === 0 ? this.values : tf.mul(this.values, 1 - learningRate * weightDecay);
      return [tf.sub(kept, tf.mul(tf.div(mean, scale), rate)), mean, square] as Tensor1D[];
    }) as [Tensor1D, Tensor1D, Tensor1D];
    this.dispose();
    // A caller's tidy must not take the state along.
    for (const tensor of [values, mean, square]) tf.keep(tensor);
    Object.assign(this, { values, mean, square });
    tf.tidy(() => {
      for (const [index, part] of tf.split(values, this.sizes).entries()) {
        const variable = this.variables[index]!;
        variable.assign(part.reshape(variable.shape));
      }
    });
  }

  dispose(): void {
    for (const tensor of [this.values, this.mean, this.square]) tensor.dispose();
  }

  private flatten(tensors: readonly Tensor[]): Tensor1D {
    return this.tf.concat1d(tensors.map((tensor) => tensor.flatten() as Tensor1D));
  }
}
