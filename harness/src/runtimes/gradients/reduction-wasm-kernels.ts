import { elementCount } from '@paretoboard/contract/tensor-data.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { TensorInfo } from '@tensorflow/tfjs';
import { replaceWasmKernelFunction } from './replace-wasm-kernel.js';
import type { WasmBackend } from './wasm-heap.js';
import { beginOf, WasmProducts } from './wasm-products.js';

/** Numbers side by side from which summing row by row beats a transposition and sums along it. */
const WORTH_ROWS = 4;

/** A tensor as [outer, reduced, inner]. */
interface Reduction {
  readonly outer: number;
  readonly reduced: number;
  readonly inner: number;
}

/** Sums and means over neighbouring axes that are not the last, row by row: the package's own transpose the whole tensor first. */
export function registerReductionKernels(tf: TensorFlow): void {
  register('Sum', () => 1);
  register('Mean', ({ reduced }) => 1 / reduced);

  function register(kernelName: 'Sum' | 'Mean', factor: (reduction: Reduction) => number): void {
    replaceWasmKernelFunction(tf, kernelName, (original) => (call) => {
      const { x } = call.inputs as { x: TensorInfo };
      const { axis, keepDims } = call.attrs as unknown as { axis: number | number[]; keepDims: boolean };
      const axes = tf.util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
      const reduction = asReduction(x.shape, axes);
      if (!reduction || x.dtype !== 'float32') return original(call);
      const [shape] = tf.backend_util.computeOutAndReduceShapes(x.shape, axes);
      const backend = call.backend as WasmBackend;
      const out = backend.makeOutput(keepDims ? tf.backend_util.expandShapeToKeepDim(shape, axes) : shape, 'float32');
      sumRows(backend, x, out, reduction, factor(reduction));
      return out;
    });
  }
}

/** null where the axes are not neighbours, or it would not help. */
function asReduction(shape: readonly number[], axes: readonly number[]): Reduction | null {
  const [first, last] = [axes[0], axes.at(-1)];
  if (first === undefined || last === undefined || last - first + 1 !== axes.length) return null;
  const [outer, reduced, inner] = [
    elementCount(shape.slice(0, first)),
    elementCount(shape.slice(first, last + 1)),
    elementCount(shape.slice(last + 1)),
  ];
  return inner < WORTH_ROWS || reduced === 0 || outer === 0 ? null : { outer, reduced, inner };
}

/** A product with a matrix of one row, all of whose numbers are the factor: one number in the memory. */
function sumRows(backend: WasmBackend, x: TensorInfo, out: TensorInfo, sizes: Reduction, factor: number): void {
  const { outer, reduced, inner } = sizes;
  const scratch = backend.makeOutput([1], 'float32');
  const products = new WasmProducts(backend);
  const [from, to, one] = [x, out, scratch].map((tensor) => beginOf(backend, tensor)) as [number, number, number];
  products.floats[one] = factor;
  products.floats.fill(0, to, to + outer * inner);
  for (let at = 0; at < outer; at++) {
    products.add(
      { begin: one, row: 0, column: 0 },
      { begin: from + at * reduced * inner, row: inner },
      { begin: to + at * inner, row: inner },
      { rows: 1, columns: inner, inner: reduced },
    );
  }
  backend.disposeData(scratch.dataId);
}
