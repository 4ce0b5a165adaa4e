import type { Rank, Scalar, Tensor, Tensor1D, Variable } from '@tensorflow/tfjs';
import type { TensorFlow } from './submission.js';

const beta1 = 0.9;
const beta2 = 0.999;
/** Keras's and tfjs's default for float32. */
const epsilon = 1e-7;

/**
 * Adam (Kingma & Ba 2015, algorithm 1) over all variables as one vector: an operation on small tensors costs a fixed time, so one dozen of them a
 * step is cheaper than one dozen for each variable. In a step that is compiled: `nextRates` outside, `apply` inside, `state` among its variables.
 */
export class Adam {
  /** What it keeps between steps, for a step that is compiled. */
  readonly state: readonly Variable<Rank.R1>[];
  private readonly sizes: number[];
  private readonly values: Variable<Rank.R1>;
  private readonly mean: Variable<Rank.R1>;
  private readonly square: Variable<Rank.R1>;
  private steps = 0;

  constructor(
    private readonly tf: TensorFlow,
    private readonly variables: readonly Variable[],
  ) {
    this.sizes = variables.map((variable) => variable.size);
    const state = (initial: () => Tensor1D): Variable<Rank.R1> => tf.tidy(() => tf.variable(initial(), false));
    this.values = state(() => this.flatten(variables));
    this.mean = state(() => tf.zerosLike(this.values));
    this.square = state(() => tf.zerosLike(this.values));
    this.state = [this.values, this.mean, this.square];
  }

  /**
   * One step of all variables.
   * @param gradients in the order of the variables
   * @param weightDecay decoupled (AdamW, Loshchilov & Hutter 2019): first every value loses learningRate · weightDecay of itself
   */
  step(gradients: readonly Tensor[], learningRate: number, weightDecay = 0): void {
    const rates = this.nextRates(learningRate, weightDecay);
    this.apply(gradients, rates);
    rates.dispose();
  }

  /** What of the next step changes from step to step: for `apply`, [3]. The two together are `step`. */
  nextRates(learningRate: number, weightDecay = 0): Tensor1D {
    this.steps += 1;
    const correction = 1 / (1 - beta2 ** this.steps);
    return this.tf.tensor1d([learningRate / (1 - beta1 ** this.steps), correction, 1 - learningRate * weightDecay]);
  }

  /** The part of a step that depends on tensors alone. @param rates of `nextRates` */
  apply(gradients: readonly Tensor[], rates: Tensor1D): void {
    const { tf } = this;
    tf.tidy(() => {
      const [rate, correction, kept] = tf.unstack(rates) as [Scalar, Scalar, Scalar];
      const gradient = this.flatten(gradients);
      const mean = tf.add(tf.mul(this.mean, beta1), tf.mul(gradient, 1 - beta1)) as Tensor1D;
      const square = tf.add(tf.mul(this.square, beta2), tf.mul(tf.square(gradient), 1 - beta2)) as Tensor1D;
      const scale = tf.add(tf.sqrt(tf.mul(square, correction)), epsilon);
      const values = tf.sub(tf.mul(this.values, kept), tf.mul(tf.div(mean, scale), rate)) as Tensor1D;
      this.mean.assign(mean);
      this.square.assign(square);
      this.values.assign(values);
      for (const [index, part] of tf.split(values, this.sizes).entries()) {
        const variable = this.variables[index]!;
        variable.assign(part.reshape(variable.shape));
      }
    });
  }

  dispose(): void {
    for (const variable of this.state) variable.dispose();
  }

  private flatten(tensors: readonly Tensor[]): Tensor1D {
    return this.tf.concat1d(tensors.map((tensor) => tensor.flatten() as Tensor1D));
  }
}
