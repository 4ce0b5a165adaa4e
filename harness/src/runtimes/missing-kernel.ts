import type { TensorFlow } from '@paretoboard/sdk/submission.js';

/** An operation that the open runtime has no kernel for. */
export class MissingKernelError extends Error {
  constructor(
    readonly kernel: string,
    readonly runtime: string,
  ) {
    super(
      `runtime ${runtime} has no kernel ${kernel}: use another operation, or run on a runtime that has it (PARETOBOARD_RUNTIME)`,
    );
    this.name = 'MissingKernelError';
  }
}

/** Makes every operation without a kernel on the current backend throw a {@link MissingKernelError}. */
export function reportMissingKernels(tf: TensorFlow): void {
  const engine = tf.engine();
  const runKernel = engine.runKernel.bind(engine);
  engine.runKernel = (kernelName, inputs, attributes) => {
    const backend = tf.getBackend();
    if (!tf.getKernel(kernelName, backend)) throw new MissingKernelError(kernelName, backend);
    return runKernel(kernelName, inputs, attributes);
  };
}
