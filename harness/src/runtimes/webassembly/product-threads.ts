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

/** Multiplications from which threads are quicker than one, which has not to wait for them: some fifty microseconds of one. */
const WORTH_THREADS = 1_000_000;
/** Multiplications of each of many products below which to write it down costs as much as to share it saves. */
const WORTH_A_CALL = 10_000;
/** Shares for each thread of one large product, so that a thread that is disturbed takes fewer. */
const SHARES_EACH = 4;
/** Rows of a part below which it is much slower than the whole. */
const ENOUGH_ROWS = 32;

/** What is known of products before they are done together. */
export interface Work {
  readonly calls: number;
  /** Of all of them. */
  readonly multiplications: number;
}

/** Threads that share our matrix products, each with the same function on the same memory. */
export class ProductThreads {
  private readonly words = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * wordsShared));
  private readonly product: WasmFunctions['product'];
  private readonly helpers: readonly Worker[];
  private calls = 0;
  private multiplications = 0;
  private places = 0;
  private leastRows = Number.POSITIVE_INFINITY;
  private written = -1;
  private isGathering = false;

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

  /** Whether a product is for `multiply`, and not better done at once. */
  takes(multiplications: number): boolean {
    return this.isGathering || multiplications >= WORTH_THREADS;
  }

  /** One call of `product`; within `together` it may be done later. */
  multiply(...call: number[]): void {
    const c = call[2]!;
    const rows = call[3]!;
    const multiplications = rows * call[4]! * call[5]! * call[6]!;
    const at = place.firstCall + callLength * this.calls;
    for (let word = 0; word < callLength; word++) this.words[at + word] = call[word]!;
    this.calls += 1;
    this.multiplications += multiplications;
    this.leastRows = Math.min(this.leastRows, rows);
    if (c !== this.written) this.places += 1;
    this.written = c;
    if (!this.isGathering || this.calls === mostCalls) this.finish();
  }

  /** Calls of which none reads what another writes, and of which those that add to the same numbers follow each other: shared out when all are known. */
  together({ calls, multiplications }: Work, work: () => void): void {
    this.isGathering = multiplications >= WORTH_THREADS && multiplications >= calls * WORTH_A_CALL;
    try {
      work();
    } finally {
      if (this.calls > 0) this.finish();
      this.isGathering = false;
    }
  }

  /** Ends the threads. The memory may not be multiplied in any more. */
  end(): void {
    for (const helper of this.helpers) void helper.terminate();
  }

  private finish(): void {
    const { words, count, product } = this;
    const parts = count * SHARES_EACH;
    const isShared = this.multiplications >= WORTH_THREADS;
    const isWhole = this.places >= 2 * count;
    const isMany = isWhole ? this.places >= parts : this.leastRows >= parts * ENOUGH_ROWS;
    const shares = isMany ? parts : count;
    words[place.isWhole] = isWhole ? 1 : 0;
    words[place.calls] = this.calls;
    this.calls = 0;
    this.multiplications = 0;
    this.places = 0;
    this.leastRows = Number.POSITIVE_INFINITY;
    this.written = -1;
    if (!isShared) {
      multiplyShare(product, words, 0, 1);
      return;
    }
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
