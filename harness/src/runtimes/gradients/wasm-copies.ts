import { elementCount } from '@paretoboard/contract/tensor-data.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import { replaceWasmKernelFunction } from './replace-wasm-kernel.js';
import { heapOf, type WasmBackend, type WasmHeap } from './wasm-heap.js';

/** Elements of a row from which the engine's own copy is quicker than a loop. */
const WORTH_A_CALL = 1024;
const BYTES = 4;

/** Rows of one length that lie in equal distances. */
interface Rows {
  readonly count: number;
  readonly length: number;
}

/** A place in the memory and the distance from one row to the next, elements. */
interface Place {
  readonly begin: number;
  readonly stride: number;
}

/** An axis of a tensor and the part of it that is wanted. */
interface CutAxis {
  readonly extent: number;
  readonly begin: number;
  readonly size: number;
}

/**
 * Kernels that move values and compute nothing, within the memory of the module. The package's own take a copy of the whole tensor for each part that is cut
 * out of it, and a view for each row.
 */
export function registerWasmCopies(tf: TensorFlow): void {
  replaceWasmKernelFunction(tf, 'Identity', shareValues);
  replaceWasmKernelFunction(tf, 'Cast', shareValuesOfSameType);
  replaceWasmKernelFunction(tf, 'Slice', (original) => (call) => {
    const { x } = call.inputs as { x: TensorInfo };
    if (x.dtype === 'string') return original(call);
    const { begin, size } = call.attrs as unknown as { begin: number[]; size: number[] };
    const [from, wanted] = tf.slice_util.parseSliceParams(x as never, begin, size) as [number[], number[]];
    return cut(call.backend as WasmBackend, x, from, wanted);
  });
  replaceWasmKernelFunction(tf, 'SplitV', (original) => (call) => {
    const { x } = call.inputs as { x: TensorInfo };
    if (x.dtype === 'string') return original(call);
    const attributes = call.attrs as unknown as { axis: number; numOrSizeSplits: number | number[] };
    const axis = tf.util.parseAxisParam(attributes.axis, x.shape)[0]!;
    const sizes = tf.backend_util.prepareSplitSize(x as never, attributes.numOrSizeSplits, axis);
    return cutAlong(call.backend as WasmBackend, x, axis, sizes);
  });
  replaceWasmKernelFunction(tf, 'Unpack', (original) => (call) => {
    const { value } = call.inputs as { value: TensorInfo };
    if (value.dtype === 'string') return original(call);
    const axis = tf.util.parseAxisParam((call.attrs as unknown as { axis: number }).axis, value.shape)[0]!;
    const shape = value.shape.filter((_, dimension) => dimension !== axis);
    const parts = cutAlong(call.backend as WasmBackend, value, axis, new Array(value.shape[axis]).fill(1));
    return parts.map((part) => ({ ...part, shape }));
  });
  replaceWasmKernelFunction(tf, 'Concat', (original) => (call) => {
    const parts = Object.values(call.inputs) as TensorInfo[];
    if (parts[0]!.dtype === 'string') return original(call);
    const axis = tf.util.parseAxisParam((call.attrs as unknown as { axis: number }).axis, parts[0]!.shape)[0]!;
    const shapes = parts.map((part) => part.shape);
    tf.backend_util.assertParamsConsistent(shapes, axis);
    return join(call.backend as WasmBackend, parts, axis, tf.backend_util.computeOutShape(shapes, axis));
  });
}

/** No kernel writes into its inputs: two tensors may have the same memory, as after a reshape. */
function share({ inputs, backend }: Parameters<KernelFunc>[0]): TensorInfo {
  const { dataId, shape, dtype } = inputs['x']!;
  (backend as WasmBackend).incRef(dataId);
  return { dataId, shape, dtype };
}

function shareValues(original: KernelFunc): KernelFunc {
  return (call) => (call.inputs['x']!.dtype === 'string' ? original(call) : share(call));
}

function shareValuesOfSameType(original: KernelFunc): KernelFunc {
  return (call) => {
    const { dtype } = call.attrs as unknown as { dtype: string };
    return dtype === 'string' || call.inputs['x']!.dtype !== dtype ? original(call) : share(call);
  };
}

function cut(backend: WasmBackend, x: TensorInfo, begin: readonly number[], size: readonly number[]): TensorInfo {
  const out = backend.makeOutput([...size], x.dtype);
  if (size.includes(0)) return out;
  const axes = mergeAxes(x.shape.map((extent, axis) => ({ extent, begin: begin[axis]!, size: size[axis]! })));
  const heap = heapOf(backend, x.dtype);
  copyPart(heap, axes, heap.begin(x), heap.begin(out));
  return out;
}

function cutAlong(backend: WasmBackend, x: TensorInfo, axis: number, sizes: readonly number[]): TensorInfo[] {
  let position = 0;
  return sizes.map((length) => {
    const begin = x.shape.map((_, dimension) => (dimension === axis ? position : 0));
    position += length;
    return cut(
      backend,
      x,
      begin,
      x.shape.map((extent, dimension) => (dimension === axis ? length : extent)),
    );
  });
}

function join(backend: WasmBackend, parts: readonly TensorInfo[], axis: number, shape: number[]): TensorInfo {
  const out = backend.makeOutput(shape, parts[0]!.dtype);
  if (shape.includes(0)) return out;
  const heap = heapOf(backend, out.dtype);
  const count = elementCount(shape.slice(0, axis));
  const stride = elementCount(shape.slice(axis));
  let begin = heap.begin(out);
  for (const part of parts) {
    const length = elementCount(part.shape.slice(axis));
    if (length > 0) copyRows(heap, { count, length }, { begin: heap.begin(part), stride: length }, { begin, stride });
    begin += length;
  }
  return out;
}

/** An axis that is wanted whole is one with that before it: few loops, long rows. */
function mergeAxes(axes: readonly CutAxis[]): CutAxis[] {
  const merged: CutAxis[] = [];
  for (const axis of axes) {
    const before = merged.at(-1);
    if (before && axis.size === axis.extent) {
      merged[merged.length - 1] = {
        extent: before.extent * axis.extent,
        begin: before.begin * axis.extent,
        size: before.size * axis.extent,
      };
    } else merged.push(axis);
  }
  return merged;
}

/** Copies the wanted part of each axis side by side. @returns where the next element would go */
function copyPart(heap: WasmHeap, axes: readonly CutAxis[], from: number, to: number): number {
  const [first, ...inner] = axes;
  if (!first) return copyRow(heap, from, to, 1);
  if (inner.length === 0) return copyRow(heap, from + first.begin, to, first.size);
  const stride = elementCount(inner.map(({ extent }) => extent));
  const begin = from + first.begin * stride;
  if (inner.length === 1) {
    const { begin: column, size: length } = inner[0]!;
    copyRows(heap, { count: first.size, length }, { begin: begin + column, stride }, { begin: to, stride: length });
    return to + first.size * length;
  }
  let end = to;
  for (let at = 0; at < first.size; at++) end = copyPart(heap, inner, begin + at * stride, end);
  return end;
}

/** Copies neighbouring elements. @returns where the next would go */
export function copyRow({ elements }: WasmHeap, from: number, to: number, length: number): number {
  elements.copyWithin(to, from, from + length);
  return to + length;
}

function copyRows(heap: WasmHeap, { count, length }: Rows, from: Place, to: Place): void {
  if (length === from.stride && length === to.stride) {
    copyRow(heap, from.begin, to.begin, count * length);
    return;
  }
  if (heap.functions && length < WORTH_A_CALL) {
    const places = [from.begin, to.begin].map((begin) => BYTES * begin) as [number, number];
    heap.functions.copyRows(...places, count, length, BYTES * from.stride, BYTES * to.stride);
    return;
  }
  for (let row = 0; row < count; row++)
    copyRow(heap, from.begin + row * from.stride, to.begin + row * to.stride, length);
}
