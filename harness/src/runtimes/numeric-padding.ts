import type { NamedAttrMap, NamedTensorMap } from '@tensorflow/tfjs';

const PADDED_KERNELS = new Set([
  'Conv2D',
  'FusedConv2D',
  'DepthwiseConv2dNative',
  'FusedDepthwiseConv2D',
  'MaxPool',
  'AvgPool',
]);

/**
 * tfjs computes the output shape of a numerically padded convolution or pooling from the height's filter, stride and
 * dilation alone. Where the width's differ, the shape is wrong and `wasm` writes outside its tensors.
 * @throws {Error} on such a call
 */
export function checkNumericPadding(
  kernelName: string,
  inputs: NamedTensorMap,
  attributes: NamedAttrMap | undefined,
): void {
  if (!PADDED_KERNELS.has(kernelName) || typeof attributes?.['pad'] !== 'number') return;
  const pairs = [
    inputs['filter']?.shape.slice(0, 2) ?? attributes['filterSize'],
    attributes['strides'],
    attributes['dilations'],
  ];
  if (pairs.every(isSquare)) return;
  throw new Error(
    `${kernelName} with the numeric padding ${attributes['pad']}: tfjs needs a square filter and equal strides and dilations for that; pad with tf.pad and use 'valid', or use 'same'`,
  );
}

function isSquare(pair: unknown): boolean {
  return !Array.isArray(pair) || pair[0] === pair[1];
}
