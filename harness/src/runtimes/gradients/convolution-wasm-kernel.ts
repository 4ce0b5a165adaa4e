import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor4D, TensorInfo } from '@tensorflow/tfjs';
import {
  type ConvolutionAttributes,
  type ConvolutionGeometry,
  convolutionGeometry,
  padInput,
} from './convolution-geometry.js';
import { replaceWasmKernel } from './replace-wasm-kernel.js';
import type { WasmBackend } from './wasm-heap.js';
import { beginOf, WasmProducts } from './wasm-products.js';

type Attributes = ConvolutionAttributes & { readonly dataFormat?: 'NHWC' | 'NCHW'; readonly activation?: string };

/** Multiplications of a convolution, and of a line of its output, below which XNNPACK's is quicker. */
const WORTH_THREADS = 1_000_000;
const WORTH_A_LINE = 30_000;
/** Pixels of a line, and filters, below which our tiles are not full. */
const WHOLE_TILES = 8;

/**
 * Convolutions as products, which threads share, where there are several. XNNPACK's, which stay where there is one, sum the same products in the same order: both
 * have the same bits.
 */
export function shareConvolutions(tf: TensorFlow): void {
  for (const kernelName of ['Conv2D', 'FusedConv2D']) {
    replaceWasmKernel(tf, kernelName, (inputs, attributes) => {
      const backend = tf.backend() as unknown as WasmBackend;
      const { activation = 'linear', dataFormat, ...rest } = attributes as unknown as Attributes;
      if (!backend.wasm.productThreads || dataFormat === 'NCHW' || !['linear', 'relu'].includes(activation))
        return null;
      const [x, filter] = [inputs['x'], inputs['filter']] as [Tensor4D, Tensor4D];
      const geometry = convolutionGeometry(tf, x.shape, filter.shape, rest, false);
      if (!isWorthThreads(x, filter, geometry)) return null;
      const sum = convolve(tf, backend, x, filter, inputs['bias'], geometry);
      return activation === 'relu' ? tf.relu(sum) : sum;
    });
  }
}

function isWorthThreads(x: Tensor4D, filter: Tensor4D, { outputSize, dilations }: ConvolutionGeometry): boolean {
  // A row of the filter and what it sees lie side by side then.
  const isDense = dilations[1] === 1 || filter.shape[1] === 1;
  // Other counts of channels are groups.
  const isWhole = x.shape[3] === filter.shape[2];
  const [pixels, filters] = [outputSize[1], filter.shape[3]];
  const ofLine = pixels * filter.size;
  const isFull = pixels >= WHOLE_TILES && filters >= WHOLE_TILES && ofLine >= WORTH_A_LINE;
  return isDense && isWhole && isFull && x.shape[0] * outputSize[0] * ofLine >= WORTH_THREADS;
}

function convolve(
  tf: TensorFlow,
  backend: WasmBackend,
  x: Tensor4D,
  filter: Tensor4D,
  bias: Tensor | undefined,
  geometry: ConvolutionGeometry,
): Tensor4D {
  const { filterSize, outputSize, strides, dilations, inputSize, paddedSize } = geometry;
  const isPadded = [0, 1].some((axis) => paddedSize[axis]! > inputSize[axis]!);
  const padded = isPadded ? padInput(tf, x, geometry) : x;
  const [batch, height, width, channels] = padded.shape;
  const filters = filter.shape[3];
  const offsets: TensorInfo = bias ?? tf.zeros([filters]);
  const out = backend.makeOutput([batch, ...outputSize, filters], 'float32');
  const products = new WasmProducts(backend);
  const [fromX, weights, to, first] = [padded, filter, out, offsets].map((tensor) => beginOf(backend, tensor)) as [
    number,
    number,
    number,
    number,
  ];
  products.repeat(first, to, batch * outputSize[0] * outputSize[1], filters);
  const isPlain = filterSize[0] * filterSize[1] * strides[0] * strides[1] === 1 && !isPadded;
  // Without neighbours all pixels are rows of one product.
  const [lines, pixels] = isPlain ? [1, batch * height * width] : [outputSize[0], outputSize[1]];
  const sizes = { rows: pixels, columns: filters, inner: filterSize[1] * channels };
  const blocks = {
    count: filterSize[0],
    ofA: dilations[0] * width * channels,
    ofB: filterSize[1] * channels * filters,
  };
  const convolveLine = (image: number, line: number): void => {
    const seen = (image * height + line * strides[0]) * width;
    const a = { begin: fromX + seen * channels, row: strides[1] * channels, column: 1 };
    const c = { begin: to + (image * lines + line) * pixels * filters, row: filters };
    products.addBlocks(a, { begin: weights, row: filters }, c, sizes, blocks);
  };
  const convolveAll = () => {
    for (let image = 0; image < (isPlain ? 1 : batch); image++)
      for (let line = 0; line < lines; line++) convolveLine(image, line);
  };
  if (isPlain) convolveAll();
  else products.together({ calls: batch * lines, multiplications: batch * lines * pixels * filter.size }, convolveAll);
  return tf.engine().makeTensorFromTensorInfo(out) as Tensor4D;
}
