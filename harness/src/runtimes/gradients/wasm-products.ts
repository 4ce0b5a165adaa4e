import type { TensorInfo } from '@tensorflow/tfjs';
import type { ProductThreads, Work } from '../webassembly/product-threads.js';
import type { WasmFunctions } from '../webassembly/wasm-functions.js';
import { floatsOf, functionsOf, type WasmBackend } from './wasm-heap.js';

/** Columns of A that are multiplied at a time: what they need of B stays in the nearest cache, and rounding errors of long sums stay small. */
const INNER_BLOCK = 256;
const BYTES = 4;

/** A matrix in the memory, elements: where it begins, and how far its rows and columns lie apart. */
export interface StridedMatrix {
  readonly begin: number;
  readonly row: number;
  readonly column: number;
}

/** A matrix whose columns are neighbours. */
export type RowMatrix = Omit<StridedMatrix, 'column'>;

export interface ProductSizes {
  readonly rows: number;
  readonly columns: number;
  /** Columns of A, rows of B. */
  readonly inner: number;
}

/** How many pairs of matrices are multiplied and summed, and how far they lie apart, elements. */
export interface ProductBlocks {
  readonly count: number;
  readonly ofA: number;
  readonly ofB: number;
}

/** Float32 matrices in the memory of the wasm backend. To be made anew once tensors were: its memory may have grown. */
export class WasmProducts {
  readonly floats: Float32Array;
  private readonly functions: WasmFunctions;
  /** Where there are several. */
  private readonly threads: ProductThreads | undefined;

  constructor(backend: WasmBackend) {
    this.floats = floatsOf(backend);
    this.functions = functionsOf(backend);
    this.threads = backend.wasm.productThreads;
  }

  /** Products of which none reads what another writes, and those that add to the same numbers one after the other: shared among threads as one. */
  together(work: Work, multiply: () => void): void {
    if (this.threads) this.threads.together(work, multiply);
    else multiply();
  }

  /** The same numbers again and again, side by side. */
  repeat(from: number, to: number, times: number, length: number): void {
    this.functions.copyRows(BYTES * from, BYTES * to, times, length, 0, BYTES * length);
  }

  /** C += Σ A · B over all blocks, which are summed without a rounding in between. */
  addBlocks(a: StridedMatrix, b: RowMatrix, c: RowMatrix, sizes: ProductSizes, blocks: ProductBlocks): void {
    const { rows, columns, inner } = sizes;
    if (inner === 0 || blocks.count === 0) return;
    // The same list twice: with one more call in between, thousands of small products took half as long again.
    if (this.threads?.takes(rows * columns * inner * blocks.count))
      this.threads.multiply(
        ...[BYTES * a.begin, BYTES * b.begin, BYTES * c.begin, rows, columns, inner, blocks.count],
        ...[BYTES * a.row, BYTES * a.column, BYTES * blocks.ofA, BYTES * b.row, BYTES * blocks.ofB, BYTES * c.row],
      );
    else
      this.functions.product(
        ...[BYTES * a.begin, BYTES * b.begin, BYTES * c.begin, rows, columns, inner, blocks.count],
        ...[BYTES * a.row, BYTES * a.column, BYTES * blocks.ofA, BYTES * b.row, BYTES * blocks.ofB, BYTES * c.row],
      );
  }

  /** C += A · B. */
  add(a: StridedMatrix, b: RowMatrix, c: RowMatrix, { rows, columns, inner }: ProductSizes): void {
    for (let from = 0; from < inner; from += INNER_BLOCK) {
      this.addBlocks(
        { ...a, begin: a.begin + from * a.column },
        { ...b, begin: b.begin + from * b.row },
        c,
        { rows, columns, inner: Math.min(INNER_BLOCK, inner - from) },
        { count: 1, ofA: 0, ofB: 0 },
      );
    }
  }

  /** Writes a matrix [rows, columns] of neighbouring rows, transposed. */
  transpose(from: number, to: number, rows: number, columns: number): void {
    this.functions.transpose(BYTES * from, BYTES * to, rows, columns, BYTES * columns, BYTES * rows);
  }
}

/** Where a tensor of 4-byte elements begins in the memory, elements. */
export function beginOf(backend: WasmBackend, { dataId }: TensorInfo): number {
  return backend.dataIdMap.get(dataId).memoryOffset / BYTES;
}
