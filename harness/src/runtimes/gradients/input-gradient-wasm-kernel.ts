import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { type ConvolutionGeometry, convolveBack, paddingBack } from './convolution-geometry.js';
import type { WasmBackend } from './wasm-heap.js';
import { beginOf, WasmProducts } from './wasm-products.js';

/**
 * Gradient of a convolution by its input: a convolution of the gradient with the turned filter, which pads for itself.
 * @param filter [filterHeight, filterWidth, inChannels, outChannels]
 */
export function inputGradientOnWasm(
  tf: TensorFlow,
  dy: Tensor4D,
  filter: Tensor4D,
  geometry: ConvolutionGeometry,
): Tensor4D {
  const turned = turn(tf, filter);
  const dilations: [number, number] = [...geometry.dilations];
  const padding = paddingBack(geometry);
  if (padding) return tf.conv2d(dy, turned, 1, padding as never, 'NHWC', dilations);
  return convolveBack(tf, dy, geometry, (padded) => tf.conv2d(padded, turned, 1, 'valid', 'NHWC', dilations));
}

/** Places of a filter in reverse order, and the matrix at each transposed. */
function turn(tf: TensorFlow, filter: Tensor4D): Tensor4D {
  const backend = tf.backend() as unknown as WasmBackend;
  const [height, width, inChannels, outChannels] = filter.shape;
  const out = backend.makeOutput([height, width, outChannels, inChannels], 'float32');
  const products = new WasmProducts(backend);
  const size = inChannels * outChannels;
  const last = beginOf(backend, filter) + (height * width - 1) * size;
  for (let place = 0; place < height * width; place++)
    products.transpose(last - place * size, beginOf(backend, out) + place * size, inChannels, outChannels);
  return tf.engine().makeTensorFromTensorInfo(out) as Tensor4D;
}
