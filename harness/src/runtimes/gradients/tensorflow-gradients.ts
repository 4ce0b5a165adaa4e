import type { TensorFlow } from '@paretoboard/sdk/submission.js';

/** Replaces gradients that tfjs composes of several operations by the one that TensorFlow has. */
export function registerTensorFlowGradients(_tf: TensorFlow): void {}
