import { elementCount } from '@paretoboard/contract/tensor-data.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import { replaceWasmKernelFunction } from './replace-wasm-kernel.js';
import { copyRow } from './wasm-copies.js';
import { heapOf, type WasmBackend } from './wasm-heap.js';

/** Numbers of a row below which it is too short for the package's loops, and to which it is lengthened at most. */
const SHORT_ROW = 64;
const LONG_ROW = 256;
/** Lengthened rows below which repeating the one costs as much as it saves. */
const ENOUGH_ROWS = 8;

/** A tensor [outer, rows, length] and another whose rows are all the same, so that it has but one: [outer or 1, 1, length]. */
interface Rows {
  readonly outer: number;
  readonly rows: number;
  readonly length: number;
}

/** Sums, differences and products of a tensor with one that repeats itself row by row: of few channels the package computes one short row at a time, so some of them are made one. */
export function registerBroadcastKernels(tf: TensorFlow): void {
  for (const kernelName of ['Add', 'Sub', 'Multiply']) {
    replaceWasmKernelFunction(tf, kernelName, (original) => (call) => {
      const { a, b } = call.inputs as Record<'a' | 'b', TensorInfo>;
      if (a.dtype !== 'float32' || b.dtype !== 'float32') return original(call);
      const [isWhole, one] = elementCount(a.shape) >= elementCount(b.shape) ? [true, b] : [false, a];
      const whole = isWhole ? a : b;
      const rows = repeatedRows(whole.shape, one.shape);
      const together = rows ? rowsTogether(rows) : 1;
      if (!rows || together === 1) return original(call);
      return lengthened(original, call.backend as WasmBackend, whole, one, isWhole, rows, together);
    });
  }
}

function lengthened(
  original: KernelFunc,
  backend: WasmBackend,
  whole: TensorInfo,
  one: TensorInfo,
  isWholeFirst: boolean,
  { outer, rows, length }: Rows,
  together: number,
): TensorInfo {
  const lengthOfOne = together * length;
  const outerOfOne = elementCount(one.shape) / length;
  const repeated = backend.makeOutput([outerOfOne, 1, lengthOfOne], 'float32');
  const heap = heapOf(backend, 'float32');
  let to = heap.begin(repeated);
  for (let at = 0; at < outerOfOne; at++)
    for (let time = 0; time < together; time++) to = copyRow(heap, heap.begin(one) + at * length, to, length);
  const long = { ...whole, shape: [outer, rows / together, lengthOfOne] };
  const inputs = isWholeFirst ? { a: long, b: repeated } : { a: repeated, b: long };
  const out = original({ inputs, backend, attrs: {} }) as TensorInfo;
  backend.disposeData(repeated.dataId);
  return { ...out, shape: whole.shape };
}

/** null where the second tensor is no such one, or its rows are long. */
function repeatedRows(whole: readonly number[], one: readonly number[]): Rows | null {
  const aligned = [...new Array(Math.max(0, whole.length - one.length)).fill(1), ...one] as number[];
  if (aligned.length !== whole.length) return null;
  let last = whole.length;
  while (last > 0 && aligned[last - 1] === whole[last - 1]) last--;
  let first = last;
  while (first > 0 && aligned[first - 1] === 1) first--;
  const isPlain = aligned.slice(0, first).every((extent, axis) => extent === whole[axis]);
  const [outer, rows, length] = [
    elementCount(whole.slice(0, first)),
    elementCount(whole.slice(first, last)),
    elementCount(whole.slice(last)),
  ];
  return isPlain && length > 1 && length < SHORT_ROW ? { outer, rows, length } : null;
}

/** The largest power of two that divides the rows and leaves enough of them, and one of bearable length. */
function rowsTogether({ rows, length }: Rows): number {
  let together = 1;
  const fits = (count: number) => rows % count === 0 && count * ENOUGH_ROWS <= rows && count * length <= LONG_ROW;
  while (fits(2 * together)) together *= 2;
  return together;
}
