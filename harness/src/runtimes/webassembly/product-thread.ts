/** A thread of `ProductThreads`: takes part in each round of products until it is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { multiplyShares, place, waitWhile } from './product-share.js';
import { type WasmMemory, wasmFunctions } from './wasm-functions.js';

export interface ProductThreadData {
  /** The module's, which is shared. */
  readonly memory: WasmMemory;
  /** As `place` says. */
  readonly words: Int32Array<SharedArrayBuffer>;
}

const { memory, words } = workerData as ProductThreadData;
const { product } = wasmFunctions(memory);
parentPort!.postMessage('ready');
for (let round = 0; ; ) {
  waitWhile(words, place.round, round);
  round = Atomics.load(words, place.round);
  multiplyShares(product, words);
}
