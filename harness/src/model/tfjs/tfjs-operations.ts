import { elementCount } from '@paretoboard/contract/tensor.js';

/** A kernel that `tf.profile` saw. */
export interface ProfiledKernel {
  readonly name: string;
  readonly inputShapes: readonly (readonly number[] | null)[];
  readonly outputShapes: readonly (readonly number[])[];
}

type Count = (inputs: readonly (readonly number[])[], output: readonly number[]) => number;

const last = (shape: readonly number[]): number => shape.at(-1) ?? 1;

/** Each value of an output channel takes one product per weight of that channel. Filter […window, in, out]. */
const convolution: Count = ([, filter = []], output) => elementCount(output) * (elementCount(filter) / last(filter));

/** Filter [height, width, channels, multiplier]: a channel meets its own window alone. */
const depthwise: Count = ([, filter = []], output) => elementCount(output) * (filter[0] ?? 0) * (filter[1] ?? 0);

/** The other way round: each value of an input channel goes into one product per weight of that channel. Filter […window, out, in]. */
const transposed: Count = ([input = [], filter = []]) => elementCount(input) * (elementCount(filter) / last(filter));

/** [… M, K] · [… K, N], either transposed: what is summed over is what M × N leaves of the first. */
const product: Count = ([a = []], output) => elementCount(a) * last(output);

const products: Readonly<Record<string, Count>> = {
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
