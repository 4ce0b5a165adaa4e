import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { floatAttribute, floatType, type NodeBackend } from './node-backend.js';
import { overrideGradient } from './override-gradient.js';

/** An activation whose gradient TensorFlow computes in one operation. */
interface ActivationGradient {
  /** The tfjs kernel of the activation. */
  readonly kernelName: string;
  /** TensorFlow's operation; registered as a kernel of the same name, so that gradients of gradients still work. */
  readonly operation: string;
  /** Whether the operation needs the activation's input or its output. */
  readonly needs: 'input' | 'output';
  /** TensorFlow's operations disagree on the order of their two inputs. */
  readonly order: 'gradient first' | 'value first';
  readonly hasAlpha?: boolean;
  /** The second derivative by the saved value, at incoming gradient 1; absent where it is 0 almost everywhere. */
  readonly curvature?: (tf: TensorFlow, value: Tensor) => Tensor;
}

const BACKEND = 'tensorflow';

const ACTIVATIONS: readonly ActivationGradient[] = [
  { kernelName: 'Relu', operation: 'ReluGrad', needs: 'input', order: 'gradient first' },
  { kernelName: 'Relu6', operation: 'Relu6Grad', needs: 'input', order: 'gradient first' },
  { kernelName: 'LeakyRelu', operation: 'LeakyReluGrad', needs: 'input', order: 'gradient first', hasAlpha: true },
  {
    kernelName: 'Sigmoid',
    operation: 'SigmoidGrad',
    needs: 'output',
    order: 'value first',
    curvature: (tf, y) => tf.sub(1, tf.mul(2, y)),
  },
  {
    kernelName: 'Tanh',
    operation: 'TanhGrad',
    needs: 'output',
    order: 'value first',
    curvature: (tf, y) => tf.mul(-2, y),
  },
  {
    kernelName: 'Softplus',
    operation: 'SoftplusGrad',
    needs: 'input',
    order: 'gradient first',
    curvature: (tf, x) => tf.mul(tf.sigmoid(x), tf.sigmoid(tf.neg(x))),
  },
];

/**
 * Gradients of activations by TensorFlow's own operations. tfjs composes them of comparison, cast and products: for
 * 64×32×32×32 float32 that made the gradient of relu eight times as slow as relu.
 */
export function registerActivationGradients(tf: TensorFlow): void {
  for (const activation of ACTIVATIONS) {
    if (tf.getKernel(activation.operation, BACKEND)) continue;
    registerKernel(tf, activation);
    registerGradientOfGradient(tf, activation);
    overrideActivation(tf, activation);
  }
}

function registerKernel(tf: TensorFlow, { operation, order, hasAlpha }: ActivationGradient): void {
  tf.registerKernel({
    kernelName: operation,
    backendName: BACKEND,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const node = backend as unknown as NodeBackend;
      const attributes = [floatType(node)];
      if (hasAlpha) attributes.push(floatAttribute(node, 'alpha', attrs?.['alpha'] as number));
      const { dy, value } = inputs;
      if (!dy || !value) throw new Error(`${operation} needs dy and value`);
      return node.executeSingleOutput(operation, attributes, order === 'gradient first' ? [dy, value] : [value, dy]);
    },
  });
}

/** The operation is linear in `dy`, so its derivative by `dy` is itself; by the value it is the curvature. */
function registerGradientOfGradient(tf: TensorFlow, activation: ActivationGradient): void {
  tf.registerGradient({
    kernelName: activation.operation,
    inputsToSave: ['dy', 'value'],
    gradFunc: (upstream, saved, attributes) => {
      const [dy, value] = saved as [Tensor, Tensor];
      const ddy = upstream as Tensor;
      const { curvature } = activation;
      return {
        dy: () => tf.engine().runKernel(activation.operation, { dy: ddy, value }, attributes) as Tensor,
        value: () => (curvature ? tf.mul(tf.mul(ddy, dy), curvature(tf, value)) : tf.zerosLike(value)),
      };
    },
  });
}

function overrideActivation(tf: TensorFlow, activation: ActivationGradient): void {
  const original = tf.getGradient(activation.kernelName);
  const savesInput = original?.inputsToSave !== undefined;
  const needsOutput = activation.needs === 'output';
  overrideGradient(tf, {
    kernelName: activation.kernelName,
    backendName: BACKEND,
    ...(needsOutput ? { outputsToSave: [true] } : {}),
    gradFunc: (dy, saved, attributes) => {
      // Saved inputs come before saved outputs.
      const value = saved[needsOutput && savesInput ? 1 : 0] as Tensor;
      const gradient = tf.cast(dy as Tensor, 'float32');
      const inputs = { dy: gradient, value };
      const named = attributes as unknown as Record<string, number>;
      return { x: () => tf.engine().runKernel(activation.operation, inputs, named) as Tensor };
    },
  });
}
