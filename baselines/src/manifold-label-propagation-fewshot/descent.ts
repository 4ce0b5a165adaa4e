import { type PreparedStep, preparedStep } from '@paretoboard/sdk/batches-ahead.js';
import { type CompiledStep, compile } from '@paretoboard/sdk/graphs.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';

export interface DescentOptions {
  readonly variables: readonly Variable[];
  readonly momentum: number;
  /** The same function of its inputs in every step. */
  loss(...inputs: Tensor[]): Scalar;
}

/** Stochastic gradient descent with momentum, v ← μ v + g, w ← w − η v, whose steps are compiled where the runtime can. */
export class Descent {
  steps = 0;
  private readonly velocities: readonly Variable[];
  /** (inputs of the loss, η) → loss. */
  private readonly follow: CompiledStep;

  constructor(
    private readonly tf: TensorFlow,
    private readonly options: DescentOptions,
  ) {
    const { variables } = options;
    this.velocities = variables.map(({ shape }) => tf.tidy(() => tf.variable(tf.zeros(shape), false)));
    this.follow = compile(tf, (...inputs) => this.followGradients(inputs.slice(0, -1), inputs.at(-1)!), {
      variables: [...variables, ...this.velocities],
    });
  }

  /** @param inputs of the loss; freed afterwards @returns a step whose loss is that before it */
  prepare(learningRate: number, inputs: () => Tensor[]): PreparedStep {
    const { tf } = this;
    this.steps += 1;
    return preparedStep(tf, this.follow, [...tf.tidy(inputs), tf.scalar(learningRate)]);
  }

  dispose(): void {
    this.follow.dispose();
    for (const velocity of this.velocities) velocity.dispose();
  }

  private followGradients(inputs: Tensor[], learningRate: Tensor): Tensor[] {
    const { tf } = this;
    const { variables, momentum, loss } = this.options;
    return tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => loss(...inputs), [...variables]);
      for (const [at, variable] of variables.entries()) {
        // A part of the network that the loss does not reach has no gradient.
        const gradient = grads[variable.name] as Tensor | null;
        if (!gradient) continue;
        const velocity = tf.add(tf.mul(this.velocities[at]!, momentum), gradient);
        this.velocities[at]!.assign(velocity);
        variable.assign(tf.sub(variable, tf.mul(velocity, learningRate)));
      }
      return [value];
    });
  }
}
