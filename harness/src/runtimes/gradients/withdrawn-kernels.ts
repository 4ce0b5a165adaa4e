import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { withdrawKernel } from '../missing-kernel.js';

/** Kernels of tfjs 4.22 whose results differ from finite differences, and that are not replaced by ours. */
const WRONG_KERNELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  wasm: {
    AvgPool3DGrad: 'its gradient is wrong with padding',
    Conv3DBackpropFilterV2: 'its gradient is wrong',
    Conv3DBackpropInputV2: 'its gradient is wrong',
    Dilation2DBackpropFilter: 'its gradient is wrong',
    Dilation2DBackpropInput: 'its gradient is wrong',
  },
  cpu: {
    AvgPool3DGrad: 'its gradient is wrong with padding',
    ResizeNearestNeighborGrad: 'its gradient is wrong unless height equals width',
    ResizeBilinearGrad: 'its gradient has a wrong shape unless height equals width',
  },
};

/** Takes away kernels that are known to be wrong: an error is better than a model trained with false gradients. */
export function withdrawWrongKernels(tf: TensorFlow, backendName: 'wasm' | 'cpu'): void {
  for (const [kernelName, reason] of Object.entries(WRONG_KERNELS[backendName] ?? {})) {
    withdrawKernel(tf, kernelName, backendName, reason);
  }
}
