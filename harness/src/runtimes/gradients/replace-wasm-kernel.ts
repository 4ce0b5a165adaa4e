import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { NamedAttrMap, Tensor } from '@tensorflow/tfjs';

const BACKEND = 'wasm';

const replaced = new Set<string>();

/**
 * Puts a kernel that is written with tfjs operations before one of the wasm backend, once per process; its intermediate tensors are freed.
 * @param compute returns null where the original kernel is to do the work
 */
export function replaceWasmKernel(
  tf: TensorFlow,
  kernelName: string,
  compute: (inputs: Readonly<Record<string, Tensor>>, attributes: NamedAttrMap) => Tensor | null,
): void {
  if (replaced.has(kernelName)) return;
  replaced.add(kernelName);
  const original = tf.getKernel(kernelName, BACKEND);
  tf.unregisterKernel(kernelName, BACKEND);
  tf.registerKernel({
    ...original,
    kernelFunc: (call) => {
      let result: Tensor | null = null;
      tf.tidy(() => {
        result = compute(call.inputs as Record<string, Tensor>, call.attrs ?? {});
        return result ?? [];
      });
      return result ?? original.kernelFunc(call);
    },
  });
}
