import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs';
import type { ProductThreads } from '../webassembly/product-threads.js';
import { type WasmFunctions, type WasmMemory, wasmFunctions } from '../webassembly/wasm-functions.js';

type DataId = TensorInfo['dataId'];

/** Emscripten's module. */
interface WasmModule {
  readonly HEAPU8: Uint8Array;
  /** What the module exports: its memory, but where threads share it. */
  readonly asm: { readonly memory?: WasmMemory };
  /** Where threads share it. */
  readonly wasmMemory?: WasmMemory;
  readonly productThreads?: ProductThreads;
}

/** What of the wasm backend a kernel needs that works on its memory. */
export interface WasmBackend extends KernelBackend {
  readonly wasm: WasmModule;
  readonly dataIdMap: { get(dataId: DataId): { readonly memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: DataType): TensorInfo;
  incRef(dataId: DataId): void;
  typedArrayFromHeap(tensor: TensorInfo): ArrayLike<number>;
}

/** Our functions on the backend's memory. */
export function functionsOf({ wasm }: WasmBackend): WasmFunctions {
  return wasmFunctions((wasm.asm.memory ?? wasm.wasmMemory)!);
}

/** A whole memory by elements of one size, and where a tensor begins in it. */
export interface WasmHeap {
  readonly elements: Uint8Array | Uint32Array;
  begin(tensor: TensorInfo): number;
  /** Our functions, where elements have four bytes. */
  readonly functions: WasmFunctions | null;
}

let words: Uint32Array = new Uint32Array();

/** The memory as words; another one after it has grown, which making an output can do. */
function wordsOf({ wasm: { HEAPU8 } }: WasmBackend): Uint32Array {
  if (words.buffer !== HEAPU8.buffer) words = new Uint32Array(HEAPU8.buffer);
  return words;
}

let floats: Float32Array = new Float32Array();

/** The memory as float32. To be asked for after all outputs are made. */
export function floatsOf({ wasm: { HEAPU8 } }: WasmBackend): Float32Array {
  if (floats.buffer !== HEAPU8.buffer) floats = new Float32Array(HEAPU8.buffer);
  return floats;
}

/** To be asked for after all outputs are made. @param dtype not `string`, whose values are elsewhere */
export function heapOf(backend: WasmBackend, dtype: DataType): WasmHeap {
  const isByte = dtype === 'bool';
  return {
    elements: isByte ? backend.wasm.HEAPU8 : wordsOf(backend),
    begin: ({ dataId }) => backend.dataIdMap.get(dataId).memoryOffset >>> (isByte ? 0 : 2),
    functions: isByte ? null : functionsOf(backend),
  };
}
