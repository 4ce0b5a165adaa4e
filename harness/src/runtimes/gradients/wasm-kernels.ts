import type { TensorFlow } from '@paretoboard/sdk/submission.js';

/** Adds the kernels that the wasm backend lacks for training, composed of those that it has. */
export function registerWasmKernels(_tf: TensorFlow): void {}
