import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs';
import type { BindingConstants, NodeBackend } from './node-backend.js';

type GatherAttributes = NamedAttrMap & { axis: number; batchDims: number };

const dtypeNames = { float32: 'TF_FLOAT', int32: 'TF_INT32', bool: 'TF_BOOL' } as const;

/**
 * The package's kernel reads every index back to look whether it is in range, and so waits for whatever computes it; TensorFlow's own kernel looks for itself
 * on the processor. Not on a graphics card, where it gives zeros for an index out of range: there the package's kernel stays.
 */
export function registerGatherKernel(tf: TensorFlow): void {
  if ((tf.backend() as unknown as { isUsingGpuDevice: boolean }).isUsingGpuDevice) return;
  const original = tf.getKernel('GatherV2', 'tensorflow') as KernelConfig & { isOurs?: boolean };
  if (original.isOurs) return;
  tf.unregisterKernel('GatherV2', 'tensorflow');
  const ours: KernelConfig & { isOurs: boolean } = {
    ...original,
    isOurs: true,
    kernelFunc: (call) => {
      const { x, indices } = call.inputs as { x: TensorInfo; indices: TensorInfo };
      const [values, places] = [x, indices].map(({ dtype }) => dtypeNames[dtype as keyof typeof dtypeNames]);
      if (!values || places !== 'TF_INT32') return original.kernelFunc(call);
      const { axis, batchDims } = call.attrs as GatherAttributes;
      tf.backend_util.segment_util.collectGatherOpShapeInfo(x as never, indices as never, axis, batchDims);
      const backend = call.backend as NodeBackend;
      const { binding } = backend;
      const type = (name: string, dtype: keyof BindingConstants) => ({
        name,
        type: binding.TF_ATTR_TYPE,
        value: binding[dtype],
      });
      const axisTensor = tf.scalar(axis, 'int32');
      const attributes = [
        { name: 'batch_dims', type: binding.TF_ATTR_INT, value: batchDims },
        type('Tparams', values),
        type('Tindices', 'TF_INT32'),
        type('Taxis', 'TF_INT32'),
      ];
      const result = backend.executeSingleOutput('GatherV2', attributes, [x, indices, axisTensor]);
      axisTensor.dispose();
      return result;
    },
  };
  tf.registerKernel(ours);
}
