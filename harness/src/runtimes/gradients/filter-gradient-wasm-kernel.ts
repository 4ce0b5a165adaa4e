import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { type ConvolutionGeometry, padInput } from './convolution-geometry.js';
import type { WasmBackend } from './wasm-heap.js';
import { beginOf, WasmProducts } from './wasm-products.js';

/** Numbers of the input and of the gradient that one product reads: they stay in the nearest cache while tiles pass over them. */
const WORTH_CACHING = 4096;
/** Channels below which the filter's columns are taken together, so that tiles have rows. */
const FEW_CHANNELS = 4;

/** Outputs along one axis that see the input at a place of the filter, and what the first of them sees. */
interface Seen {
  readonly first: number;
  readonly count: number;
  readonly input: number;
}

/**
 * Gradient of a convolution by its filter, as products of the input and the gradient where they are: for each place of the filter, pixels seen there, transposed, times gradients.
 * @returns [filterHeight, filterWidth, inChannels, outChannels]
 */
export function filterGradientInMemory(
  tf: TensorFlow,
  x: Tensor4D,
  dy: Tensor4D,
  geometry: ConvolutionGeometry,
): Tensor4D {
  const backend = tf.backend() as unknown as WasmBackend;
  const [channels, filters] = [x.shape[3], dy.shape[3]];
  const isJoined = channels < FEW_CHANNELS && geometry.filterSize[1] > 1 && geometry.dilations[1] === 1;
  const padded = isJoined ? padInput(tf, x, geometry) : x;
  const [batch, height, width] = padded.shape;
  const padBefore = isJoined ? [0, 0] : geometry.padBefore;
  const { filterSize, outputSize, strides, dilations } = geometry;
  const out = backend.makeOutput([...filterSize, channels, filters], 'float32');
  const products = new WasmProducts(backend);
  const [fromX, fromDy, to] = [padded, dy, out].map((tensor) => beginOf(backend, tensor)) as [number, number, number];
  products.floats.fill(0, to, to + filterSize[0] * filterSize[1] * channels * filters);
  const seen = (axis: 0 | 1, place: number): Seen =>
    seenOutputs(place * dilations[axis] - padBefore[axis]!, strides[axis], [height, width][axis]!, outputSize[axis]);
  const together = isJoined ? filterSize[1] : 1;
  const multiplications = batch * outputSize[0] * outputSize[1] * filterSize[0] * filterSize[1] * channels * filters;
  const linesAtOnce = Math.max(1, Math.floor(WORTH_CACHING / (channels + filters) / outputSize[1]));
  const calls = batch * Math.ceil(outputSize[0] / linesAtOnce) * filterSize[0] * (filterSize[1] / together);
  products.together({ calls, multiplications }, () => {
    for (let row = 0; row < filterSize[0]; row++) {
      const rows = seen(0, row);
      for (let column = 0; column < filterSize[1]; column += together) {
        const columns = seen(1, column);
        if (columns.count === 0) continue;
        const atOnce = Math.max(1, Math.floor(WORTH_CACHING / (channels + filters) / columns.count));
        const c = { begin: to + (row * filterSize[1] + column) * channels * filters, row: filters };
        const sizes = { rows: together * channels, columns: filters, inner: columns.count };
        for (let image = 0; image < batch; image++) {
          for (let from = 0; from < rows.count; from += atOnce) {
            const lineOfX = image * height + rows.input + from * strides[0];
            const lineOfDy = image * outputSize[0] + rows.first + from;
            products.addBlocks(
              { begin: fromX + (lineOfX * width + columns.input) * channels, row: 1, column: strides[1] * channels },
              { begin: fromDy + (lineOfDy * outputSize[1] + columns.first) * filters, row: filters },
              c,
              sizes,
              {
                count: Math.min(atOnce, rows.count - from),
                ofA: strides[0] * width * channels,
                ofB: outputSize[1] * filters,
              },
            );
          }
        }
      }
    }
  });
  return tf.engine().makeTensorFromTensorInfo(out) as Tensor4D;
}

/** @param shift of the input against the output's place times the stride */
function seenOutputs(shift: number, stride: number, inputs: number, outputs: number): Seen {
  const first = Math.max(0, Math.ceil(-shift / stride));
  const last = Math.min(outputs - 1, Math.floor((inputs - 1 - shift) / stride));
  return { first, count: Math.max(0, last - first + 1), input: first * stride + shift };
}
