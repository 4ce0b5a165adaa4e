import type { RuntimeName } from '@paretoboard/contract/runtime.js';
import type { OpenRuntime, RuntimeOptions } from './runtime.js';
import { runtimeProviders } from './runtime-providers.js';

/**
 * Loads a runtime and makes it the current backend of the process's one tfjs instance. Thread counts hold for the
 * whole process: only the first opening of `tensorflow` can set them; `wasm` starts anew with another, without its tensors.
 * @throws {RuntimeUnavailableError}
 */
export function openRuntime(name: RuntimeName, options: RuntimeOptions = {}): Promise<OpenRuntime> {
  return runtimeProviders[name].open(options);
}
