import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { TensorInfo } from '@tensorflow/tfjs';
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
  for (const [kernelName, kernel] of Object.entries(kernels)) {
    tf.registerKernel({
      kernelName,
      backendName: BACKEND,
      kernelFunc: ({ inputs, backend }) =>
        kernel(backend as unknown as WasmBackend, inputs as Record<string, TensorInfo>),
    });
  }
}

/** The backend can hold any bytes; only its two ways of reading refuse the type. */
function teachComplexNumbers(tf: TensorFlow, backend: WasmBackend): void {
  const { readSync, typedArrayFromHeap } = backend;
  backend.readSync = (dataId, start, end) => {
    const { dtype, shape, memoryOffset } = backend.dataIdMap.get(dataId);
    if (dtype !== 'complex64') return readSync.call(backend, dataId, start, end);
    const from = memoryOffset + 8 * (start ?? 0);
    const to = memoryOffset + 8 * (end ?? tf.util.sizeFromShape(shape));
    return new Float32Array(backend.wasm.HEAPU8.slice(from, to).buffer);
  };
  backend.typedArrayFromHeap = (info) => {
    if (info.dtype !== 'complex64') return typedArrayFromHeap.call(backend, info);
    const { memoryOffset } = backend.dataIdMap.get(info.dataId);
    return new Float32Array(backend.wasm.HEAPU8.buffer, memoryOffset, 2 * tf.util.sizeFromShape(info.shape));
  };
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
