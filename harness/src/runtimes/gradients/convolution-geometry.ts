import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';

type Shape4D = [number, number, number, number];
export type Pair = readonly [number, number];

/** What a two-dimensional convolution does to height and width; each pair is [height, width]. */
export interface ConvolutionGeometry {
  readonly inputSize: Pair;
  readonly outputSize: Pair;
  readonly filterSize: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  /** Rows above and columns left of the input. */
  readonly padBefore: Pair;
  /** Height and width that the padded input must have for every output to be in range. */
  readonly paddedSize: Pair;
}

/** The attributes of tfjs's convolution kernels, NHWC. */
export interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | [Pair, Pair, Pair, Pair];
  readonly dilations?: number | [number, number] | null;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export function convolutionGeometry(
  tf: TensorFlow,
  inputShape: readonly number[],
  filterShape: readonly number[],
  attributes: ConvolutionAttributes,
  depthwise: boolean,
): ConvolutionGeometry {
  const info = tf.backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    filterShape as Shape4D,
    attributes.strides,
    attributes.dilations ?? 1,
    attributes.pad as Parameters<typeof tf.backend_util.computeConv2DInfo>[4],
    attributes.dimRoundingMode,
    depthwise,
  );
  const paddedSize = (axis: 'Height' | 'Width') =>
    (info[`out${axis}`] - 1) * info[`stride${axis}`] + (info[`filter${axis}`] - 1) * info[`dilation${axis}`] + 1;
  return {
    inputSize: [info.inHeight, info.inWidth],
    outputSize: [info.outHeight, info.outWidth],
    filterSize: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    padBefore: [info.padInfo.top, info.padInfo.left],
    paddedSize: [
      Math.max(paddedSize('Height'), info.inHeight + info.padInfo.top),
      Math.max(paddedSize('Width'), info.inWidth + info.padInfo.left),
    ],
  };
}

/** The input with its zeros around it, as the convolution saw it. */
export function padInput(tf: TensorFlow, x: Tensor4D, geometry: ConvolutionGeometry): Tensor4D {
  const { inputSize, padBefore, paddedSize } = geometry;
  const after = (axis: 0 | 1) => paddedSize[axis] - padBefore[axis] - inputSize[axis];
  return tf.pad(x, [
    [0, 0],
    [padBefore[0], after(0)],
    [padBefore[1], after(1)],
    [0, 0],
  ]);
}

/** Puts `stride − 1` zeros after every row and column: [B, H, W, C] → [B, H·s, W·s, C]. */
export function spreadByStride(tf: TensorFlow, dy: Tensor4D, strides: Pair): Tensor4D {
  const [batch, height, width, channels] = dy.shape;
  let spread = dy;
  if (strides[0] > 1) {
    const rows = tf.pad(tf.reshape(dy, [batch * height, 1, width * channels]), [
      [0, 0],
      [0, strides[0] - 1],
      [0, 0],
    ]);
    spread = tf.reshape(rows, [batch, height * strides[0], width, channels]);
  }
  if (strides[1] > 1) {
    const columns = tf.pad(tf.reshape(spread, [batch * height * strides[0] * width, 1, channels]), [
      [0, 0],
      [0, strides[1] - 1],
      [0, 0],
    ]);
    spread = tf.reshape(columns, [batch, height * strides[0], width * strides[1], channels]);
  }
  return spread;
}

/**
 * What a `valid` convolution with the turned filter has to pad a gradient of stride 1 with, so that it gives the gradient of the input; null where that is no padding.
 */
export function paddingBack({ inputSize, outputSize, filterSize, dilations, padBefore, strides }: ConvolutionGeometry) {
  if (strides[0] !== 1 || strides[1] !== 1) return null;
  const along = (axis: 0 | 1): [number, number] => {
    const reach = (filterSize[axis] - 1) * dilations[axis];
    const before = reach - padBefore[axis];
    return [before, inputSize[axis] - outputSize[axis] + reach - before];
  };
  const [height, width] = [along(0), along(1)];
  return [...height, ...width].some((rows) => rows < 0) ? null : ([[0, 0], height, width, [0, 0]] as const);
}

/**
 * Pads a spread gradient so that a `valid` convolution with the turned filter gives the gradient of the whole padded
 * input, and cuts the input's own part out of that.
 */
export function convolveBack(
  tf: TensorFlow,
  dy: Tensor4D,
  geometry: ConvolutionGeometry,
  convolve: (padded: Tensor4D) => Tensor4D,
): Tensor4D {
  const { inputSize, filterSize, dilations, padBefore, strides } = geometry;
  const spread = spreadByStride(tf, dy, strides);
  const reach = (axis: 0 | 1) => (filterSize[axis] - 1) * dilations[axis];
  const after = (axis: 0 | 1) => {
    const covered = (spread.shape[axis + 1] as number) + reach(axis);
    return reach(axis) + Math.max(0, padBefore[axis] + inputSize[axis] - covered);
  };
  const padded = tf.pad(spread, [
    [0, 0],
    [reach(0), after(0)],
    [reach(1), after(1)],
    [0, 0],
  ]);
  const whole = convolve(padded);
  return tf.slice(whole, [0, ...padBefore, 0], [-1, ...inputSize, -1]);
}
