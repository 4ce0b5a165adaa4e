import { type Findings, latencyRange } from '../findings.js';
import type { RunCheck } from './run-check.js';

/** Clocks tick in steps: a query may seem this share faster than it was. */
const slack = 1e-3;

/** Winograd's convolutions need up to 4 times fewer products, and products of 8-bit integers may be 4 times as fast as those of float32. */
const mostShortcut = 4;

interface Floor {
  readonly ms: number;
  readonly words: string;
}

function movingFloor(bytes: number, peakBytesPerMs: number): Floor {
  const ms = bytes / peakBytesPerMs;
  const rate = (peakBytesPerMs / 1e6).toPrecision(3);
  return { ms, words: `${bytes} bytes at ${rate} GB/s, measured on all cores, take ${ms.toExponential(1)} ms` };
}

function computingFloor(counted: Findings['operations']): Floor | null {
  if (counted === null) return null;
  const { operations, peakOperationsPerMs } = counted;
  const ms = operations / (mostShortcut * peakOperationsPerMs);
  const rate = (peakOperationsPerMs / 1e6).toPrecision(3);
  return { ms, words: `${operations} operations at ${mostShortcut} × ${rate} GFLOP/s take ${ms.toExponential(1)} ms` };
}

/** Least time of a query that moves so many bytes; the check below is against it. Null where the machine's rates were not measured. */
export function physicalFloorMs(
  { peakBytesPerMs, operations }: Pick<Findings, 'peakBytesPerMs' | 'operations'>,
  queryBytes: number,
): number | null {
  if (peakBytesPerMs === null) return null;
  return Math.max(movingFloor(queryBytes, peakBytesPerMs).ms, computingFloor(operations)?.ms ?? 0);
}

export const abovePhysicalFloor: RunCheck = {
  id: 'above-physical-floor',
  shows:
    'No query was answered faster than this machine can move its input and output bytes, at the highest rate measured on it; nor, for kinds that are data alone, faster than it can do the operations counted in the model, at four times the rate measured in a product of large matrices.',
  code: 'below-floor',
  remedy: 'No machine is that fast: the answer cannot have depended on the input.',
  judge: ({ findings, queryBytes }) => {
    const range = latencyRange(findings);
    if (!range || findings.peakBytesPerMs === null) return null;
    const { fastestMs } = range;
    const floorMs = physicalFloorMs(findings, queryBytes)!;
    const moved = movingFloor(queryBytes, findings.peakBytesPerMs);
    const computed = computingFloor(findings.operations);
    return {
      ok: fastestMs > floorMs * (1 - slack),
      message: [`fastest query ${fastestMs.toPrecision(3)} ms`, moved.words, computed?.words]
        .filter((words) => words !== undefined)
        .join('; '),
    };
  },
};
