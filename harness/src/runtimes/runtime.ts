import type { RuntimeDescription, RuntimeName } from '@paretoboard/contract/runtime.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';

export interface RuntimeOptions {
  /** Threads for computing; the processor's cores by default. Runtimes with one thread ignore it and report 1. */
  readonly threads?: number;
}

/** What can be said of a runtime of this machine without running anything on it. */
export interface RuntimeFacts {
  /** The processor's or the graphics card's model. */
  readonly device: string;
  /** The graphics card's model, null where the processor computes. */
  readonly gpu: string | null;
  readonly version: string;
}

/** A runtime that is ready: its backend is set, its gradients are registered. */
export interface OpenRuntime extends Readonly<RuntimeDescription>, RuntimeFacts {
  readonly name: RuntimeName;
  /** The one instance of `@tensorflow/tfjs` of this process. */
  readonly tf: TensorFlow;
  /** Lets go of the device, so that the process can exit. The runtime cannot be used afterwards. */
  close(): void;
}

export interface RuntimeProvider {
  readonly name: RuntimeName;
  /**
   * What this runtime would be, without loading its library where that is possible.
   * @throws {RuntimeUnavailableError}
   */
  describe(): Promise<RuntimeFacts>;
  /** @throws {RuntimeUnavailableError} */
  open(options: RuntimeOptions): Promise<OpenRuntime>;
}

/** A runtime that this machine cannot give, and what would change that. */
export class RuntimeUnavailableError extends Error {
  constructor(
    readonly runtime: RuntimeName,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`runtime ${runtime} is not available: ${reason}`, options);
    this.name = 'RuntimeUnavailableError';
  }
}
