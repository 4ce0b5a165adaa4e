import { type CountProducts, convolution, depthwise, product, transposed } from '../count-products.js';

/** A kernel that `tf.profile` saw. */
export interface ProfiledKernel {
  readonly name: string;
  readonly inputShapes: readonly (readonly number[] | null)[];
  readonly outputShapes: readonly (readonly number[])[];
}

const products: Readonly<Record<string, CountProducts>> = {
  Conv2D: convolution,
  FusedConv2D: convolution,
  Conv3D: convolution,
  DepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2D: depthwise,
  Conv2DBackpropInput: transposed,
  Conv3DBackpropInputV2: transposed,
  BatchMatMul: product,
  _FusedMatMul: product,
};

/** Floating-point operations of convolutions and matrix products; a product and its sum are two. */
export function tfjsOperations(kernels: readonly ProfiledKernel[]): number {
  return kernels.reduce((sum, { name, inputShapes, outputShapes }) => {
    const inputs = inputShapes.filter((shape) => shape !== null);
    const [output] = outputShapes;
    return output && products[name] ? sum + 2 * products[name](inputs, output) : sum;
  }, 0);
}
