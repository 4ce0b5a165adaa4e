import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { type ConvolutionAttributes, convolutionGeometry } from './convolution-geometry.js';
import { shareConvolutions } from './convolution-wasm-kernel.js';
import { inputGradientOnWasm } from './input-gradient-wasm-kernel.js';
import { replaceFusedProduct, replaceMatrixProduct } from './product-wasm-kernel.js';
import { replaceWasmKernel } from './replace-wasm-kernel.js';

/**
 * Replaces kernels of the wasm backend whose plain loops are many times slower than the tuned kernels (XNNPACK) beside
 * them. Called once per process.
 */
export function registerFasterWasmKernels(tf: TensorFlow): void {
  replaceInputGradient(tf);
  shareConvolutions(tf);
  replaceMatrixProduct(tf);
  replaceFusedProduct(tf);
}

/** The package's loop needs about eight times as long as a convolution of the same size. */
function replaceInputGradient(tf: TensorFlow): void {
  type InputGradientAttributes = Omit<ConvolutionAttributes, 'dilations'> & {
    inputShape: number[];
    dataFormat?: 'NHWC' | 'NCHW';
  };
  replaceWasmKernel(tf, 'Conv2DBackpropInput', (inputs, attributes) => {
    const { inputShape, dataFormat, ...rest } = attributes as unknown as InputGradientAttributes;
    if (dataFormat === 'NCHW') return null;
    const filter = inputs['filter'] as Tensor4D;
    const geometry = convolutionGeometry(tf, inputShape, filter.shape, rest, false);
    return inputGradientOnWasm(tf, inputs['dy'] as Tensor4D, filter, geometry);
  });
}
