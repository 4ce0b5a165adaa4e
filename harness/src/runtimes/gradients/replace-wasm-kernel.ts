import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { KernelConfig, KernelFunc, NamedAttrMap, Tensor } from '@tensorflow/tfjs';

const BACKEND = 'wasm';

const replaced = new Set<string>();

/**
 * Puts a kernel before one of the wasm backend, once per process.
 * @param replacement makes the new kernel of the original one, to which it may hand a call
 */
export function replaceWasmKernelFunction(
  tf: TensorFlow,
  kernelName: string,
  replacement: (original: KernelFunc) => KernelFunc,
): void {
  if (replaced.has(kernelName)) return;
  replaced.add(kernelName);
  const original: KernelConfig = tf.getKernel(kernelName, BACKEND);
  tf.unregisterKernel(kernelName, BACKEND);
  tf.registerKernel({ ...original, kernelFunc: replacement(original.kernelFunc) });
}

/**
 * The same with a kernel that is written with tfjs operations; its intermediate tensors are freed.
 * @param compute returns null where the original kernel is to do the work
 */
export function replaceWasmKernel(
  tf: TensorFlow,
  kernelName: string,
  compute: (inputs: Readonly<Record<string, Tensor>>, attributes: NamedAttrMap) => Tensor | null,
): void {
  replaceWasmKernelFunction(tf, kernelName, (original) => (call) => {
    let result: Tensor | null = null;
    tf.tidy(() => {
      result = compute(call.inputs as Record<string, Tensor>, call.attrs ?? {});
      return result ?? [];
    });
    return result ?? original(call);
  });
}
