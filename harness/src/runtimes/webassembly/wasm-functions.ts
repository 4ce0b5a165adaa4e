import { assemble } from './assembler.js';
import { lstmBackward, lstmForward } from './lstm-cell.js';
import { matrixProduct } from './matrix-product.js';
import { maxPoolWindow } from './pooling.js';
import { rowCopies } from './row-copies.js';
import { transposition } from './transposition.js';

/** Our own functions on a memory; each is described where it is made. */
export interface WasmFunctions {
  product(...parameters: number[]): void;
  copyRows(...parameters: number[]): void;
  lstmBackward(...parameters: number[]): void;
  lstmForward(...parameters: number[]): void;
  maxPoolWindow(...parameters: number[]): void;
  transpose(...parameters: number[]): void;
}

/** What is used of the engine; its types come with those of browsers alone. */
const engine = (globalThis as unknown as { WebAssembly: WebAssemblyEngine }).WebAssembly;

interface WebAssemblyEngine {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: { host: { memory: WasmMemory } }) => { exports: unknown };
}

/** What is used of a `WebAssembly.Memory`. */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
}

const made = new WeakMap<WasmMemory, WasmFunctions>();
/** By whether the memory that they work on is shared among threads. */
const compiled = new Map<boolean, object>();

function compile(isShared: boolean): object {
  const sources = [...matrixProduct(), transposition(), maxPoolWindow(), lstmForward(), lstmBackward(), rowCopies()];
  const module = new engine.Module(assemble(sources, isShared));
  compiled.set(isShared, module);
  return module;
}

/** The same for the same memory. */
export function wasmFunctions(memory: WasmMemory): WasmFunctions {
  const known = made.get(memory);
  if (known) return known;
  const isShared = memory.buffer instanceof SharedArrayBuffer;
  const { exports } = new engine.Instance(compiled.get(isShared) ?? compile(isShared), { host: { memory } });
  const functions = exports as WasmFunctions;
  made.set(memory, functions);
  return functions;
}
