import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { compiledUrl } from '../../compiled-url.js';
import {
  callLength,
  mostCalls,
  multiplyShare,
  multiplyShares,
  place,
  waitWhile,
  wordsShared,
} from './product-share.js';
import type { ProductThreadData } from './product-thread.js';
import { type WasmFunctions, type WasmMemory, wasmFunctions } from './wasm-functions.js';

/** Multiplications from which threads are quicker than one, which has not to wait for them: some ten microseconds of one. */
const WORTH_THREADS = 150_000;
/** Shares for each thread of one large product, so that a thread that is disturbed takes fewer. */
const SHARES_EACH = 4;

/** Where products write that are done together: each elsewhere, or several to the same place, one after the other. */
export type Where = 'apart' | 'same';

/** Threads that share our matrix products, each with the same function on the same memory. */
export class ProductThreads {
  private readonly words = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * wordsShared));
  private readonly product: WasmFunctions['product'];
  private readonly helpers: readonly Worker[];
  private calls = 0;
  private multiplications = 0;
  private gathering: Where | null = null;

  private constructor(
    memory: WasmMemory,
    readonly count: number,
  ) {
    this.product = wasmFunctions(memory).product;
    this.helpers = Array.from({ length: count - 1 }, () => {
      const workerData: ProductThreadData = { memory, words: this.words };
      // Options of the process are none of its business: how its program came, what it loads first.
      return new Worker(compiledUrl('./product-thread.js', import.meta.url), { workerData, execArgv: [] });
    });
  }

  /** @param memory a shared one @param count threads in all, this one among them */
  static async start(memory: WasmMemory, count: number): Promise<ProductThreads> {
    const threads = new ProductThreads(memory, count);
    await Promise.all(threads.helpers.map((helper) => once(helper, 'message')));
    for (const helper of threads.helpers) helper.unref();
    return threads;
  }

  /** One call of `product`; within `together` it may be done later. */
  multiply(...call: number[]): void {
    const [, , , rows, columns, inner, blocks] = call as [number, number, number, number, number, number, number];
    const multiplications = rows * columns * inner * blocks;
    if (this.gathering === null && multiplications < WORTH_THREADS) {
      this.product(...call);
      return;
    }
    this.words.set(call, place.firstCall + callLength * this.calls);
    this.calls += 1;
    this.multiplications += multiplications;
    if (this.gathering === null || this.calls === mostCalls) this.finish();
  }

  /** Calls of which none reads what another writes, shared out when all are known. */
  together(where: Where, work: () => void): void {
    this.gathering = where;
    try {
      work();
    } finally {
      this.finish();
      this.gathering = null;
    }
  }

  /** Ends the threads. The memory may not be multiplied in any more. */
  end(): void {
    for (const helper of this.helpers) void helper.terminate();
  }

  private finish(): void {
    const { words, count, product } = this;
    const isShared = this.multiplications >= WORTH_THREADS;
    const isApart = this.gathering === 'apart' && this.calls > 1;
    const isLarge = this.multiplications >= count * SHARES_EACH * WORTH_THREADS && (isApart || this.calls === 1);
    words[place.isApart] = isApart ? 1 : 0;
    words[place.calls] = this.calls;
    this.calls = 0;
    this.multiplications = 0;
    if (!isShared) {
      multiplyShare(product, words, 0, 1);
      return;
    }
    const shares = isLarge ? count * SHARES_EACH : count;
    words[place.shares] = shares;
    words[place.left] = shares;
    // From here on others may take some: all else is written before.
    Atomics.store(words, place.open, shares);
    Atomics.add(words, place.round, 1);
    Atomics.notify(words, place.round);
    multiplyShares(product, words);
    for (let left = Atomics.load(words, place.left); left > 0; left = Atomics.load(words, place.left))
      waitWhile(words, place.left, left);
  }
}
