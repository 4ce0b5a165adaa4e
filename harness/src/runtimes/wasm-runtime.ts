import { dirname, join, sep } from 'node:path';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { KernelBackend } from '@tensorflow/tfjs';
import { registerWasmKernels } from './gradients/wasm-kernels.js';
import { loadTensorFlowJs, requirePackage } from './load-tensorflow-js.js';
import { processorModel, threadCount } from './processor.js';
import { type OpenRuntime, type RuntimeProvider, RuntimeUnavailableError } from './runtime.js';
import { mostThreads, startThreadedBackend } from './threaded-wasm-backend.js';

const NAME = 'wasm';
/** Among backends of tfjs, as the package registers it. */
const PRIORITY = 2;
const PACKAGE = '@tensorflow/tfjs-backend-wasm';

function facts() {
  const { version } = requirePackage(`${PACKAGE}/package.json`) as { version: string };
  return { device: processorModel(), gpu: null, version };
}

/** A backend that is there already. */
interface WasmBackend {
  readonly wasm: { readonly productThreads?: { readonly count: number } };
}

function openThreads(tf: TensorFlow): number | null {
  const { registry } = tf.engine() as unknown as { registry: Readonly<Record<string, WasmBackend | undefined>> };
  const open = registry[NAME];
  return open ? (open.wasm.productThreads?.count ?? 1) : null;
}

/** How a backend starts: the package's own way, or ours, which remembers the package's. */
type BackendStart = (() => KernelBackend | Promise<KernelBackend>) & { ofPackage?: BackendStart };

/** Ends a backend that there is, its threads and its tensors, and lays down how the next one starts. */
function startWith(tf: TensorFlow, threads: number): void {
  const known = tf.findBackendFactory(NAME) as BackendStart;
  const ofPackage = known.ofPackage ?? known;
  const start: BackendStart =
    threads === 1 ? ofPackage : Object.assign(() => startThreadedBackend(threads), { ofPackage });
  tf.removeBackend(NAME);
  tf.registerBackend(NAME, start, PRIORITY);
}

/**
 * WebAssembly with SIMD. With one thread it is the package's own build for Node; with several its build for threads, which it does not offer there (github.com/tensorflow/tfjs
 * issue 3830). Both compute the same bits. Opened with another number of threads than before, it is started anew, and tensors of before are gone.
 */
export const wasmRuntime: RuntimeProvider = {
  name: NAME,

  async describe() {
    return facts();
  },

  async open(options): Promise<OpenRuntime> {
    const tf = loadTensorFlowJs();
    const wasm = requirePackage(PACKAGE) as typeof import('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(join(dirname(requirePackage.resolve(PACKAGE)), sep));
    const threads = Math.min(threadCount(options.threads), mostThreads);
    if (threads !== openThreads(tf)) startWith(tf, threads);
    if (!(await tf.setBackend(NAME))) throw new RuntimeUnavailableError(NAME, 'its module could not be started');
    registerWasmKernels(tf);
    const close = () => {
      // One thread has nothing to end.
      if (threads > 1 && openThreads(tf) === threads) startWith(tf, threads);
    };
    return { name: NAME, ...facts(), threads, tf, close };
  },
};
