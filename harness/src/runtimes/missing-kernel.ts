import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { checkNumericPadding } from './numeric-padding.js';

/** An operation that the open runtime has no kernel for, or only one that computes wrong results. */
export class MissingKernelError extends Error {
  constructor(
    readonly kernel: string,
    readonly runtime: string,
    reason?: string,
  ) {
    super(
      `runtime ${runtime} has no kernel ${kernel}${reason ? ` (${reason} in this version of tfjs)` : ''}: use another operation, or run on a runtime that has it (PARETOBOARD_RUNTIME)`,
    );
    this.name = 'MissingKernelError';
  }
}

const withdrawn = new Map<string, string>();

/** Takes a kernel away: from now on its use throws a {@link MissingKernelError} with the reason. */
export function withdrawKernel(tf: TensorFlow, kernelName: string, backendName: string, reason: string): void {
  withdrawn.set(`${backendName}/${kernelName}`, reason);
  if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
}

/** Makes every operation without a kernel on the current backend throw a {@link MissingKernelError}. */
export function reportMissingKernels(tf: TensorFlow): void {
  const engine = tf.engine();
  const runKernel = engine.runKernel.bind(engine);
  engine.runKernel = (kernelName, inputs, attributes) => {
    const backend = tf.getBackend();
    if (!tf.getKernel(kernelName, backend)) {
      throw new MissingKernelError(kernelName, backend, withdrawn.get(`${backend}/${kernelName}`));
    }
    checkNumericPadding(kernelName, inputs, attributes);
    return runKernel(kernelName, inputs, attributes);
  };
}
