import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { KernelFunc, NamedAttrMap, Tensor, TensorInfo } from '@tensorflow/tfjs';
import { MissingKernelError } from '../missing-kernel.js';
import { fourierTransform } from './fourier-transform.js';

const BACKEND = 'wasm';

/** The part of the wasm backend that stores tensors. A complex tensor lies in its heap as pairs of float32. */
interface WasmBackend {
  readonly wasm: { readonly HEAPU8: Uint8Array };
  readonly dataIdMap: {
    get(dataId: object): { readonly memoryOffset: number; readonly dtype: string; readonly shape: number[] };
  };
  write(values: Float32Array, shape: number[], dtype: string): object;
  readSync(dataId: object, start?: number, end?: number): unknown;
  typedArrayFromHeap(info: TensorInfo): unknown;
}

/** Kernels that only pass memory on, whatever lies in it. */
const TYPE_BLIND = new Set(['Reshape', 'Identity', 'ExpandDims']);
/** Kernels that may be applied to real and imaginary parts one by one. */
const LINEAR = new Set([
  'Add',
  'AddN',
  'Concat',
  'GatherNd',
  'GatherV2',
  'Neg',
  'Pack',
  'PadV2',
  'Reverse',
  'Slice',
  'StridedSlice',
  'Sub',
  'Sum',
  'Tile',
  'Transpose',
  'ZerosLike',
]);

type Kernel = (backend: WasmBackend, inputs: Readonly<Record<string, TensorInfo>>) => TensorInfo;

/** Complex numbers and Fourier transforms, which the wasm backend lacks. */
export function registerComplexWasmKernels(tf: TensorFlow): void {
  if (tf.getKernel('FFT', BACKEND)) return;
  teachComplexNumbers(tf, tf.backend() as unknown as WasmBackend);
  const kernels: Record<string, Kernel> = {
    Complex: (backend, { real, imag }) => {
      const re = floats(backend, real);
      const im = floats(backend, imag);
      const values = new Float32Array(2 * re.length);
      for (let i = 0; i < re.length; i++) values.set([re[i] as number, im[i] as number], 2 * i);
      return output(backend, values, shapeOf(real), 'complex64');
    },
    Real: (backend, { input }) => output(backend, everySecond(floats(backend, input), 0), shapeOf(input), 'float32'),
    Imag: (backend, { input }) => output(backend, everySecond(floats(backend, input), 1), shapeOf(input), 'float32'),
    ComplexAbs: (backend, { x }) => {
      const values = floats(backend, x);
      const magnitudes = new Float32Array(values.length / 2);
      for (let i = 0; i < magnitudes.length; i++) {
        magnitudes[i] = Math.hypot(values[2 * i] as number, values[2 * i + 1] as number);
      }
      return output(backend, magnitudes, shapeOf(x), 'float32');
    },
    FFT: (backend, { input }) => transformRows(backend, input, false),
    IFFT: (backend, { input }) => transformRows(backend, input, true),
  };
  for (const { kernelName } of tf.getKernelsForBackend(BACKEND)) {
    if (!TYPE_BLIND.has(kernelName)) acceptComplexInputs(tf, kernelName);
  }
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    tf.registerKernel({
      kernelName,
      backendName: BACKEND,
      kernelFunc: ({ inputs, backend }) =>
        kernel(backend as unknown as WasmBackend, inputs as Record<string, TensorInfo>),
    });
  }
}

/**
 * The backend can hold any bytes; only its two ways of reading refuse the type. Patched in its class, so that it also
 * holds for a backend that is started anew.
 */
function teachComplexNumbers(tf: TensorFlow, backend: WasmBackend): void {
  const { readSync, typedArrayFromHeap } = backend;
  const patch: Pick<WasmBackend, 'readSync' | 'typedArrayFromHeap'> & ThisType<WasmBackend> = {
    readSync(dataId, start, end) {
      const { dtype, shape, memoryOffset } = this.dataIdMap.get(dataId);
      if (dtype !== 'complex64') return readSync.call(this, dataId, start, end);
      const from = memoryOffset + 8 * (start ?? 0);
      const to = memoryOffset + 8 * (end ?? tf.util.sizeFromShape(shape));
      return new Float32Array(this.wasm.HEAPU8.slice(from, to).buffer);
    },
    typedArrayFromHeap(info) {
      if (info.dtype !== 'complex64') return typedArrayFromHeap.call(this, info);
      const { memoryOffset } = this.dataIdMap.get(info.dataId);
      return new Float32Array(this.wasm.HEAPU8.buffer, memoryOffset, 2 * tf.util.sizeFromShape(info.shape));
    },
  };
  Object.assign(Object.getPrototypeOf(backend), patch);
}

/** Without this a kernel would read pairs of numbers as single ones. */
function acceptComplexInputs(tf: TensorFlow, kernelName: string): void {
  const original = tf.getKernel(kernelName, BACKEND);
  const kernelFunc: KernelFunc = (call) => {
    const isComplex = Object.values(call.inputs).some((input) => input?.dtype === 'complex64');
    const becomesComplex = kernelName === 'Cast' && call.attrs?.['dtype'] === 'complex64';
    if (!isComplex && !becomesComplex) return original.kernelFunc(call);
    const inputs = call.inputs as unknown as Readonly<Record<string, Tensor>>;
    return tf.tidy(() => complexResult(tf, kernelName, inputs, call.attrs ?? {}));
  };
  tf.unregisterKernel(kernelName, BACKEND);
  tf.registerKernel({ ...original, kernelFunc });
}

/** @throws {MissingKernelError} the kernel has no meaning for complex numbers here */
function complexResult(
  tf: TensorFlow,
  kernelName: string,
  inputs: Readonly<Record<string, Tensor>>,
  attributes: NamedAttrMap,
): Tensor {
  if (kernelName === 'Multiply') return complexProduct(tf, inputs['a'] as Tensor, inputs['b'] as Tensor);
  if (kernelName === 'Cast') return castComplex(tf, inputs['x'] as Tensor, String(attributes['dtype']));
  if (!LINEAR.has(kernelName)) throw new MissingKernelError(`${kernelName} of complex numbers`, BACKEND);
  const part = (take: (tensor: Tensor) => Tensor) => {
    const parts = Object.entries(inputs).map(([name, tensor]) => [
      name,
      tensor.dtype === 'complex64' ? take(tensor) : tensor,
    ]);
    // Lists of tensors arrive as arrays, and must be passed on as arrays.
    const given = Array.isArray(inputs) ? parts.map(([, tensor]) => tensor) : Object.fromEntries(parts);
    return tf.engine().runKernel(kernelName, given, attributes) as Tensor;
  };
  return tf.complex(part(tf.real), part(tf.imag));
}

function complexProduct(tf: TensorFlow, a: Tensor, b: Tensor): Tensor {
  const [ar, ai, br, bi] = [tf.real(a), tf.imag(a), tf.real(b), tf.imag(b)];
  return tf.complex(tf.sub(tf.mul(ar, br), tf.mul(ai, bi)), tf.add(tf.mul(ar, bi), tf.mul(ai, br)));
}

function castComplex(tf: TensorFlow, x: Tensor, dtype: string): Tensor {
  if (x.dtype !== 'complex64') return tf.complex(tf.cast(x, 'float32'), tf.zeros(x.shape));
  return dtype === 'complex64' ? tf.clone(x) : tf.cast(tf.real(x), dtype as 'float32');
}

function floats(backend: WasmBackend, info: TensorInfo | undefined): Float32Array {
  if (!info) throw new Error('a complex kernel was called without its input');
  return backend.readSync(info.dataId) as Float32Array;
}

function shapeOf(info: TensorInfo | undefined): number[] {
  return info?.shape ?? [];
}

function output(
  backend: WasmBackend,
  values: Float32Array,
  shape: number[],
  dtype: 'float32' | 'complex64',
): TensorInfo {
  return { dataId: backend.write(values, shape, dtype), shape, dtype };
}

function everySecond(values: Float32Array, offset: 0 | 1): Float32Array {
  return Float32Array.from({ length: values.length / 2 }, (_, i) => values[2 * i + offset] as number);
}

function transformRows(backend: WasmBackend, input: TensorInfo | undefined, inverse: boolean): TensorInfo {
  const values = floats(backend, input);
  const shape = shapeOf(input);
  const length = 2 * (shape.at(-1) ?? 1);
  const result = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += length) {
    result.set(fourierTransform(Float64Array.from(values.subarray(start, start + length)), inverse), start);
  }
  return output(backend, result, shape, 'complex64');
}
