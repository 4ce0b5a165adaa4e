import type { RuntimeName } from '@paretoboard/contract/runtime.js';
import { cpuRuntime } from './cpu-runtime.js';
import type { RuntimeProvider } from './runtime.js';
import { tensorflowRuntime } from './tensorflow-runtime.js';
import { wasmRuntime } from './wasm-runtime.js';
import { webgpuRuntime } from './webgpu-runtime.js';

/** Every runtime of the contract. A new one is added here and in the contract's `runtimeNames`. */
export const runtimeProviders: Readonly<Record<RuntimeName, RuntimeProvider>> = {
  tensorflow: tensorflowRuntime,
  webgpu: webgpuRuntime,
  wasm: wasmRuntime,
  cpu: cpuRuntime,
};
