import { type CountProducts, convolution, depthwise, product } from '../../model/count-products.js';
import type { OperationCall } from './watch-operations.js';

/** (sizes, filter, gradient of the output): as many products as forwards. */
const backwardsToInput =
  (forwards: CountProducts): CountProducts =>
  ([, filter = [], gradient = []]) =>
    forwards([[], filter], gradient);

/** (input, sizes, gradient of the output): as many products as forwards. The output has the filter's shape. */
const backwardsToFilter =
  (forwards: CountProducts): CountProducts =>
  ([, , gradient = []], filter) =>
    forwards([[], filter], gradient);

/** What TensorFlow's own rewriting of a graph puts before a name: of fused operations, and of those of oneDNN. */
const rewritten = /^_(Mkl(Native)?)?/;

const products: Readonly<Record<string, CountProducts>> = {
  MatMul: product,
  FusedMatMul: product,
  BatchMatMul: product,
  BatchMatMulV2: product,
  Conv2D: convolution,
  FusedConv2D: convolution,
  Conv2DBackpropInput: backwardsToInput(convolution),
  Conv2DBackpropFilter: backwardsToFilter(convolution),
  Conv3D: convolution,
  Conv3DBackpropInputV2: backwardsToInput(convolution),
  Conv3DBackpropFilterV2: backwardsToFilter(convolution),
  DepthwiseConv2dNative: depthwise,
  DepthwiseConv2dNativeBackpropInput: backwardsToInput(depthwise),
  DepthwiseConv2dNativeBackpropFilter: backwardsToFilter(depthwise),
};

/** Floating-point operations of a matrix product or convolution of TensorFlow; a product and its sum are two. null: of another operation, or of shapes that are not known. */
export function tensorflowOperations({ name, inputShapes, outputShapes }: OperationCall): number | null {
  const count = products[name.replace(rewritten, '')];
  const [output] = outputShapes;
  if (!count || !output) return null;
  // What holds sizes is needed by nobody; of a tensor from before the watch nothing is known.
  const known = inputShapes.map((shape) => shape ?? [Number.NaN]);
  const counted = 2 * count(known, output);
  return Number.isFinite(counted) ? counted : null;
}
