import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { NamedAttrMap, NamedTensorInfoMap, Tensor, Tensor4D } from '@tensorflow/tfjs';
import { registerActivationWasmGradients } from './activation-wasm-gradients.js';
import { registerBatchNormGradient } from './batch-norm-gradient.js';
import { registerBroadcastKernels } from './broadcast-wasm-kernels.js';
import { registerComplexWasmKernels } from './complex-wasm-kernels.js';
import { type ConvolutionAttributes, convolutionGeometry } from './convolution-geometry.js';
import { depthwiseFilterGradient, depthwiseInputGradient } from './convolution-gradients.js';
import { registerDilatedConvolutionGradients } from './dilated-convolution-gradient.js';
import { einsum } from './einsum.js';
import { registerFasterWasmKernels } from './faster-wasm-kernels.js';
import { filterGradientInMemory } from './filter-gradient-wasm-kernel.js';
import { replaceGather } from './gather-wasm-kernel.js';
import { registerLstmWasmKernels } from './lstm-wasm-kernel.js';
import { correctOneHot } from './one-hot-wasm-kernel.js';
import { registerPoolingGradients } from './pooling-kernels.js';
import { registerReductionGradients } from './reduction-gradients.js';
import { registerReductionKernels } from './reduction-wasm-kernels.js';
import { unsortedSegmentSum } from './unsorted-segment-sum.js';
import { registerWasmCopies } from './wasm-copies.js';
import { withdrawWrongKernels } from './withdrawn-kernels.js';

const BACKEND = 'wasm';

type Attributes<T> = T & NamedAttrMap;

/** Adds the kernels that the wasm backend lacks for training, composed of those that it has. */
export function registerWasmKernels(tf: TensorFlow): void {
  registerConvolutionKernels(tf);
  register(tf, 'Einsum', (inputs, { equation }: Attributes<{ equation: string }>) =>
    einsum(tf, equation, Object.values(inputs)),
  );
  register(tf, 'UnsortedSegmentSum', ({ x, segmentIds }, { numSegments }: Attributes<{ numSegments: number }>) =>
    unsortedSegmentSum(tf, x as Tensor, segmentIds as Tensor, numSegments),
  );
  registerWasmCopies(tf);
  registerReductionKernels(tf);
  registerBroadcastKernels(tf);
  registerActivationWasmGradients(tf);
  registerLstmWasmKernels(tf);
  registerComplexWasmKernels(tf);
  registerFasterWasmKernels(tf);
  correctOneHot(tf);
  replaceGather(tf);
  registerPoolingGradients(tf, BACKEND);
  withdrawWrongKernels(tf, BACKEND);
  registerBatchNormGradient(tf, BACKEND);
  registerDilatedConvolutionGradients(tf, BACKEND);
  registerReductionGradients(tf, BACKEND);
}

function registerConvolutionKernels(tf: TensorFlow): void {
  type FilterGradientAttributes = Attributes<
    Omit<ConvolutionAttributes, 'dilations'> & { filterShape: number[]; dataFormat?: 'NHWC' | 'NCHW' }
  >;
  register(tf, 'Conv2DBackpropFilter', (inputs, attributes: FilterGradientAttributes) => {
    const [x, dy] = [inputs['x'] as Tensor4D, inputs['dy'] as Tensor4D].map((tensor) =>
      attributes.dataFormat === 'NCHW' ? tf.transpose(tensor, [0, 2, 3, 1]) : tensor,
    ) as [Tensor4D, Tensor4D];
    const geometry = convolutionGeometry(tf, x.shape, attributes.filterShape, attributes, false);
    return filterGradientInMemory(tf, x, dy, geometry);
  });
  register(
    tf,
    'DepthwiseConv2dNativeBackpropFilter',
    ({ x, dy }, attributes: Attributes<ConvolutionAttributes & { filterShape: number[] }>) => {
      const geometry = convolutionGeometry(tf, (x as Tensor).shape, attributes.filterShape, attributes, true);
      return depthwiseFilterGradient(tf, x as Tensor4D, dy as Tensor4D, geometry);
    },
  );
  register(
    tf,
    'DepthwiseConv2dNativeBackpropInput',
    ({ dy, filter }, attributes: Attributes<ConvolutionAttributes & { inputShape: number[] }>) => {
      const geometry = convolutionGeometry(tf, attributes.inputShape, (filter as Tensor).shape, attributes, true);
      return depthwiseInputGradient(tf, dy as Tensor4D, filter as Tensor4D, geometry);
    },
  );
}

/** Registers a kernel that is written with tfjs operations; its intermediate tensors are freed. */
function register<A extends NamedAttrMap>(
  tf: TensorFlow,
  kernelName: string,
  compute: (inputs: Readonly<Record<string, Tensor>>, attributes: A) => Tensor,
): void {
  if (tf.getKernel(kernelName, BACKEND)) return;
  tf.registerKernel({
    kernelName,
    backendName: BACKEND,
    kernelFunc: ({ inputs, attrs }) =>
      tf.tidy(() => compute(inputs as NamedTensorInfoMap as Record<string, Tensor>, attrs as A)),
  });
}
