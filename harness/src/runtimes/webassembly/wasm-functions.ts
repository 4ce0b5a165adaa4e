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
  Instance: new (module: object, imports: { host: { memory: object } }) => { exports: unknown };
}

const made = new WeakMap<object, WasmFunctions>();
let compiled: object | null = null;

function compile(): object {
  const sources = [...matrixProduct(), transposition(), maxPoolWindow(), lstmForward(), lstmBackward(), rowCopies()];
  return new engine.Module(assemble(sources));
}

/** The same for the same memory. @param memory a `WebAssembly.Memory` */
export function wasmFunctions(memory: object): WasmFunctions {
  const known = made.get(memory);
  if (known) return known;
  compiled ??= compile();
  const { exports } = new engine.Instance(compiled, { host: { memory } });
  const functions = exports as WasmFunctions;
  made.set(memory, functions);
  return functions;
}
