import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { NamedAttrMap, Tensor, TensorInfo } from '@tensorflow/tfjs';
import type { OperationAttribute } from '../node-binding.js';
import { floatAttribute, floatType, type NodeBackend } from './node-backend.js';

const BACKEND = 'tensorflow';
const kernelName = 'BatchNormTraining';
const gradientName = 'BatchNormTrainingGradient';
/** y, mean, variance, and three that TensorFlow's gradient takes as they are. */
const outputs = 6;
const forGradient = 3;

function attributesOf(backend: NodeBackend, epsilon: number): OperationAttribute[] {
  const { binding } = backend;
  return [
    floatType(backend),
    { name: 'U', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    floatAttribute(backend, 'epsilon', epsilon),
    { name: 'data_format', type: binding.TF_ATTR_STRING, value: 'NHWC' },
    { name: 'is_training', type: binding.TF_ATTR_BOOL, value: true },
  ];
}

function epsilonOf(attributes: NamedAttrMap | undefined): number {
  return (attributes as { epsilon: number }).epsilon;
}

/**
 * Batch normalisation by the batch's own moments as one operation (`FusedBatchNormV3`), and its gradient as another, in the place of some twenty. Inputs: x [n, height, width, channels],
 * scale and shift [channels], float32; attribute: epsilon, added to the variance.
 */
export function registerBatchNormKernel(tf: TensorFlow): void {
  if (tf.getKernel(kernelName, BACKEND)) return;
  tf.registerKernel({
    kernelName,
    backendName: BACKEND,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const { x, scale, shift } = inputs as Record<'x' | 'scale' | 'shift', TensorInfo>;
      const node = backend as unknown as NodeBackend;
      // Running moments, which are not kept: TensorFlow wants them empty then.
      const none = tf.tensor1d([], 'float32');
      const made = node.executeMultipleOutputs(
        'FusedBatchNormV3',
        attributesOf(node, epsilonOf(attrs)),
        [x, scale, shift, none, none],
        outputs,
      );
      none.dispose();
      return made;
    },
  });
  tf.registerKernel({
    kernelName: gradientName,
    backendName: BACKEND,
    kernelFunc: ({ inputs, backend, attrs }) => {
      const node = backend as unknown as NodeBackend;
      const from = ['dy', 'x', 'scale', 'saved0', 'saved1', 'saved2'].map((name) => inputs[name]!);
      const made = node.executeMultipleOutputs('FusedBatchNormGradV3', attributesOf(node, epsilonOf(attrs)), from, 5);
      for (const tensor of made.slice(forGradient)) tensor.dispose();
      return made.slice(0, forGradient);
    },
  });
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x', 'scale'],
    outputsToSave: Array.from({ length: outputs }, (_, at) => at >= outputs - forGradient),
    gradFunc: (upstream, kept, attributes) => {
      const [x, scale, ...saved] = kept as [Tensor, Tensor, ...Tensor[]];
      const named = Object.fromEntries(saved.map((tensor, at) => [`saved${at}`, tensor]));
      const inputs = { dy: (upstream as Tensor[])[0]!, x, scale, ...named };
      const [dx, dScale, dShift] = tf.engine().runKernel(gradientName, inputs, attributes) as unknown as Tensor[];
      return { x: () => dx!, scale: () => dScale!, shift: () => dShift! };
    },
  });
}
