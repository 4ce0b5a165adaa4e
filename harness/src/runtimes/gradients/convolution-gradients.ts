import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { type ConvolutionGeometry, convolveBack, padInput } from './convolution-geometry.js';

/**
 * Gradient of a convolution by its filter: a convolution of the input with the gradient as filter, where batch and
 * input channels change places, and stride and dilation too.
 * @returns [filterHeight, filterWidth, inChannels, outChannels]
 */
export function filterGradient(tf: TensorFlow, x: Tensor4D, dy: Tensor4D, geometry: ConvolutionGeometry): Tensor4D {
  const { filterSize, strides, dilations } = geometry;
  const images = tf.transpose(padInput(tf, x, geometry), [3, 1, 2, 0]);
  const filters = tf.transpose(dy, [1, 2, 0, 3]);
  const all = tf.conv2d(images, filters, [...dilations], 'valid', 'NHWC', [...strides]);
  return tf.transpose(tf.slice(all, [0, 0, 0, 0], [-1, ...filterSize, -1]), [1, 2, 0, 3]);
}

/**
 * Gradient of a convolution by its input.
 * @param filter [filterHeight, filterWidth, inChannels, outChannels]
 */
export function inputGradient(tf: TensorFlow, dy: Tensor4D, filter: Tensor4D, geometry: ConvolutionGeometry): Tensor4D {
  const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
  return convolveBack(tf, dy, geometry, (padded) =>
    tf.conv2d(padded, turned, 1, 'valid', 'NHWC', [...geometry.dilations]),
  );
}

/**
 * Gradient of a depthwise convolution by its filter, one product and sum per filter position.
 * @returns [filterHeight, filterWidth, inChannels, channelMultiplier]
 */
export function depthwiseFilterGradient(
  tf: TensorFlow,
  x: Tensor4D,
  dy: Tensor4D,
  geometry: ConvolutionGeometry,
): Tensor4D {
  const [batch, , , channels] = x.shape;
  const { filterSize, outputSize, strides, dilations } = geometry;
  const multiplier = dy.shape[3] / channels;
  const padded = padInput(tf, x, geometry);
  const gradient = tf.reshape(dy, [batch * outputSize[0] * outputSize[1], channels, multiplier]);
  const positions = [];
  for (let row = 0; row < filterSize[0]; row++) {
    for (let column = 0; column < filterSize[1]; column++) {
      const seen = everyNth(tf, padded, [row * dilations[0], column * dilations[1]], outputSize, strides);
      positions.push(tf.sum(tf.mul(tf.reshape(seen, [-1, channels, 1]), gradient), 0));
    }
  }
  return tf.reshape(tf.stack(positions), [...filterSize, channels, multiplier]);
}

/**
 * Gradient of a depthwise convolution by its input.
 * @param filter [filterHeight, filterWidth, inChannels, channelMultiplier]
 */
export function depthwiseInputGradient(
  tf: TensorFlow,
  dy: Tensor4D,
  filter: Tensor4D,
  geometry: ConvolutionGeometry,
): Tensor4D {
  const [height, width, channels, multiplier] = filter.shape;
  const turned = tf.reshape(tf.reverse(filter, [0, 1]), [height, width, channels * multiplier, 1]) as Tensor4D;
  const each = convolveBack(tf, dy, geometry, (padded) =>
    tf.depthwiseConv2d(padded, turned, 1, 'valid', 'NHWC', [...geometry.dilations]),
  );
  if (multiplier === 1) return each;
  const [batch, ...size] = each.shape;
  return tf.sum(tf.reshape(each, [batch, size[0], size[1], channels, multiplier]), 4);
}

/** Every `strides`-th row and column from `begin`, `size` of them. A strided slice is slow in wasm, so reshape drops the rest. */
function everyNth(
  tf: TensorFlow,
  x: Tensor4D,
  begin: readonly [number, number],
  size: readonly [number, number],
  strides: readonly [number, number],
): Tensor4D {
  const [batch, , , channels] = x.shape;
  if (strides[0] === 1 && strides[1] === 1) return tf.slice(x, [0, ...begin, 0], [-1, ...size, -1]);
  const extent = [size[0] * strides[0], size[1] * strides[1]] as const;
  const missing = (axis: 0 | 1) => Math.max(0, begin[axis] + extent[axis] - (x.shape[axis + 1] as number));
  const enough = tf.pad(x, [
    [0, 0],
    [0, missing(0)],
    [0, missing(1)],
    [0, 0],
  ]);
  const part = tf.slice(enough, [0, ...begin, 0], [-1, ...extent, -1]);
  const rows = tf.reshape(part, [batch * size[0], strides[0], extent[1] * channels]);
  const kept = tf.reshape(tf.slice(rows, [0, 0, 0], [-1, 1, -1]), [batch * size[0] * size[1], strides[1], channels]);
  return tf.reshape(tf.slice(kept, [0, 0, 0], [-1, 1, -1]), [batch, ...size, channels]);
}
