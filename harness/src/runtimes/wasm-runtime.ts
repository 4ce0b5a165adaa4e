import { dirname, join, sep } from 'node:path';
import { registerWasmKernels } from './gradients/wasm-kernels.js';
import { loadTensorFlowJs, requirePackage } from './load-tensorflow-js.js';
import { processorModel } from './processor.js';
import { type OpenRuntime, type RuntimeProvider, RuntimeUnavailableError } from './runtime.js';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';

function facts() {
  const { version } = requirePackage(`${PACKAGE}/package.json`) as { version: string };
  return { device: processorModel(), gpu: null, version };
}

/** WebAssembly with SIMD. In Node the package runs it on one thread (github.com/tensorflow/tfjs issue 3830). */
export const wasmRuntime: RuntimeProvider = {
  name: 'wasm',

  async describe() {
    return facts();
  },

  async open(): Promise<OpenRuntime> {
    const tf = loadTensorFlowJs();
    const wasm = requirePackage(PACKAGE) as typeof import('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(join(dirname(requirePackage.resolve(PACKAGE)), sep));
    if (!(await tf.setBackend('wasm'))) throw new RuntimeUnavailableError('wasm', 'its module could not be started');
    registerWasmKernels(tf);
    return { name: 'wasm', ...facts(), threads: 1, tf, close: () => undefined };
  },
};
