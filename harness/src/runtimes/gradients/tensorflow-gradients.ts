import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { registerActivationGradients } from './activation-gradients.js';
import { registerBatchNormGradient } from './batch-norm-gradient.js';
import { registerBatchNormKernel } from './batch-norm-kernel.js';
import { registerDilatedConvolutionGradients } from './dilated-convolution-gradient.js';
import { registerGatherKernel } from './gather-kernel.js';
import { registerLstmKernel } from './lstm-kernel.js';
import { registerReductionGradients } from './reduction-gradients.js';

/** Replaces gradients that tfjs composes of many operations, where TensorFlow has one or fewer will do, and a kernel that reads back what it need not. */
export function registerTensorFlowGradients(tf: TensorFlow): void {
  registerActivationGradients(tf);
  registerGatherKernel(tf);
  registerBatchNormKernel(tf);
  registerLstmKernel(tf);
  registerBatchNormGradient(tf, 'tensorflow');
  registerReductionGradients(tf, 'tensorflow');
  registerDilatedConvolutionGradients(tf, 'tensorflow');
}
