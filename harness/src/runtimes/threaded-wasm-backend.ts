import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { KernelBackend } from '@tensorflow/tfjs';
import { requirePackage } from './load-tensorflow-js.js';
import { ProductThreads } from './webassembly/product-threads.js';
import type { WasmMemory } from './webassembly/wasm-functions.js';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';
const SCRIPT = 'tfjs-backend-wasm-threaded-simd.js';

/** As many as the package itself would take at most. */
export const mostThreads = 4;

/** Emscripten's module, as far as it is used here. Its factory makes it of the configuration that it is given. */
interface ThreadedModule {
  readonly wasmMemory: WasmMemory;
  cwrap(name: string, result: 'number' | null, parameters: readonly 'number'[]): (...values: number[]) => number;
  /** What the package's own start adds. */
  tfjs?: Record<string, (...values: number[]) => number>;
  /** Ours. */
  productThreads?: ProductThreads;
}

interface ModuleConfiguration {
  locateFile(file: string): string;
}

type ModuleFactory = (configuration: ModuleConfiguration) => Promise<ThreadedModule>;

interface WasmPackage {
  readonly BackendWasm: new (module: ThreadedModule) => KernelBackend;
  setThreadsCount(threads: number): void;
  getThreadsCount(): number;
}

/** One of the threads that the module wants to have ready when it starts: none is needed, since it is told to compute with one, so that none begins. */
class IdleThread extends EventEmitter {
  postMessage({ cmd }: { readonly cmd: string }): void {
    if (cmd !== 'load') throw new Error(`the wasm module has threads of its own: "${cmd}"`);
    setImmediate(() => this.emit('message', { cmd: 'loaded' }));
  }

  ref(): void {}

  unref(): void {}

  terminate(): void {}
}

/** The package's script for a memory that threads share, with what it reads from outside given to it: no global of the process is replaced or added. */
function moduleFactory(folder: string): ModuleFactory {
  const path = join(folder, SCRIPT);
  const require = (name: string): unknown =>
    name === 'worker_threads' ? { Worker: IdleThread } : requirePackage(`node:${name}`);
  const { versions, hrtime } = process;
  const refuseToExit = (status: number) => {
    throw new Error(`the wasm module would end the process with status ${status}`);
  };
  const ownProcess = { versions, hrtime, argv: [], listeners: () => [], on: () => undefined, exit: refuseToExit };
  const module = { exports: {} };
  const scope = {
    require,
    module,
    exports: module.exports,
    __dirname: folder,
    __filename: path,
    global: {},
    process: ownProcess,
    Worker: IdleThread,
  };
  compileFunction(readFileSync(path, 'utf8'), Object.keys(scope), { filename: path })(...Object.values(scope));
  return module.exports as ModuleFactory;
}

/** The module, with what the package's own start adds to it. */
async function startModule(): Promise<ThreadedModule> {
  const folder = join(dirname(requirePackage.resolve(`${PACKAGE}/package.json`)), 'wasm-out');
  const module = await moduleFactory(folder)({ locateFile: (file) => join(folder, file) });
  const number = 'number';
  module.tfjs = {
    init: module.cwrap('init', null, []),
    initWithThreadsCount: module.cwrap('init_with_threads_count', null, [number]),
    getThreadsCount: module.cwrap('get_threads_count', number, []),
    registerTensor: module.cwrap('register_tensor', null, [number, number, number]),
    disposeData: module.cwrap('dispose_data', null, [number]),
    dispose: module.cwrap('dispose', null, []),
  };
  return module;
}

/**
 * The package's backend on a memory that threads share. Its own kernels stay in one thread, which waits for nobody in all that is small; convolutions and matrix products are
 * ours, and shared.
 * @param threads 2 to {@link mostThreads}
 */
export async function startThreadedBackend(threads: number): Promise<KernelBackend> {
  const { BackendWasm, getThreadsCount, setThreadsCount } = requirePackage(PACKAGE) as WasmPackage;
  const module = await startModule();
  const productThreads = await ProductThreads.start(module.wasmMemory, threads);
  module.productThreads = productThreads;
  setThreadsCount(1);
  const backend = new BackendWasm(module);
  if (getThreadsCount() !== 1) throw new Error(`the wasm module has ${getThreadsCount()} threads of its own`);
  const dispose = backend.dispose.bind(backend);
  backend.dispose = () => {
    productThreads.end();
    dispose();
  };
  return backend;
}
