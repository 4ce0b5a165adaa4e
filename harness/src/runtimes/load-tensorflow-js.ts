import { createRequire } from 'node:module';
import util from 'node:util';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { registerEinsumGradient } from './gradients/einsum-gradient.js';
import { withdrawWrongGradients } from './gradients/withdrawn-gradients.js';
import { reportMissingKernels } from './missing-kernel.js';

/** Resolves packages as CommonJS: tfjs and all its backends then share one module instance. */
export const requirePackage = createRequire(import.meta.url);

let loaded: TensorFlow | undefined;

/** `@tensorflow/tfjs`, once per process (70 ms), whatever the runtime. */
export function loadTensorFlowJs(): TensorFlow {
  if (loaded) return loaded;
  // tfjs-node still calls it; Node 23 removed it.
  const legacy = util as { isNullOrUndefined?: (value: unknown) => boolean };
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined;
  loaded = requirePackage('@tensorflow/tfjs') as TensorFlow;
  reportMissingKernels(loaded);
  registerEinsumGradient(loaded);
  withdrawWrongGradients(loaded);
  return loaded;
}
