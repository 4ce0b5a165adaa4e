import { tensorflowOperations } from './tensorflow-products.js';
import type { OperationCall } from './watch-operations.js';

export interface OperationSummary {
  readonly name: string;
  readonly calls: number;
  readonly totalMs: number;
  /** Of the time of the whole profile, 0 … 1. */
  readonly share: number;
  /** Written by all calls; null where not known. */
  readonly outputBytes: number | null;
  /** Achieved in its calls; null where nothing is counted: only matrix products and convolutions are. */
  readonly operationsPerMs: number | null;
}

export interface Profile {
  readonly wallMs: number;
  /** Within operations; what remains is JavaScript, waiting and collecting garbage. */
  readonly operationsMs: number;
  readonly operations: readonly OperationSummary[];
}

interface Sum {
  calls: number;
  totalMs: number;
  outputBytes: number | null;
  counted: number | null;
}

/** Adds up the calls of each operation while they happen, so that a long profile needs no memory. */
export class OperationSums {
  private readonly sums = new Map<string, Sum>();

  add(call: OperationCall): void {
    const sum = this.sums.get(call.name) ?? { calls: 0, totalMs: 0, outputBytes: 0, counted: 0 };
    const counted = tensorflowOperations(call);
    sum.calls += 1;
    sum.totalMs += call.durationMs;
    sum.outputBytes = sum.outputBytes === null || call.outputBytes === null ? null : sum.outputBytes + call.outputBytes;
    sum.counted = sum.counted === null || counted === null ? null : sum.counted + counted;
    this.sums.set(call.name, sum);
  }

  /** The dearest first. @param wallMs of the whole, above 0 */
  profile(wallMs: number): Profile {
    if (!(wallMs > 0)) throw new RangeError(`expected a duration above 0 ms, found ${wallMs}`);
    const operations = [...this.sums].map(([name, { calls, totalMs, outputBytes, counted }]) => ({
      name,
      calls,
      totalMs,
      share: totalMs / wallMs,
      outputBytes,
      operationsPerMs: counted === null || totalMs === 0 ? null : counted / totalMs,
    }));
    operations.sort((a, b) => b.totalMs - a.totalMs || a.name.localeCompare(b.name));
    return { wallMs, operationsMs: operations.reduce((sum, { totalMs }) => sum + totalMs, 0), operations };
  }
}
