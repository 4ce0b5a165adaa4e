import { cpuUsage } from 'node:process';
import type { TelemetrySample } from '@paretoboard/contract/telemetry.js';
import { readProcessorTime, ticksPerSecond } from './processor-time.js';

/** What of a sample tells of others. */
export type LoadSample = Pick<TelemetrySample, 'atMs' | 'intervalMs' | 'foreignCores' | 'stolenCores'>;

/** Processor time at one moment, in ms since some beginning. */
export interface ProcessorReading {
  readonly atMs: number;
  /** Of the machine. */
  readonly busyMs: number;
  readonly stolenMs: number;
  /** Of this process, with all its threads. */
  readonly ownMs: number;
}

const msPerTick = 1_000 / ticksPerSecond;

/** @param atMs now, on the telemetry's clock. @returns null where there is no `/proc/stat` */
export function takeReading(atMs: number): ProcessorReading | null {
  try {
    const { busy, stolen } = readProcessorTime();
    const { user, system } = cpuUsage();
    return { atMs, busyMs: busy * msPerTick, stolenMs: stolen * msPerTick, ownMs: (user + system) / 1_000 };
  } catch {
    return null;
  }
}

/**
 * Cores that others had on the mean between two readings. The thread that samples gives way to everybody, so where others have the whole machine it says
 * nothing: two readings of the main thread say it all the same.
 * @param submissionMs processor time of the submission's processes in between
 * @returns null for readings of one moment
 */
export function othersBetween(
  before: ProcessorReading,
  after: ProcessorReading,
  submissionMs: number,
): LoadSample | null {
  const intervalMs = after.atMs - before.atMs;
  if (intervalMs <= 0) return null;
  const foreignMs = after.busyMs - before.busyMs - (after.ownMs - before.ownMs) - submissionMs;
  return {
    atMs: after.atMs,
    intervalMs,
    foreignCores: Math.max(0, foreignMs) / intervalMs,
    stolenCores: Math.max(0, after.stolenMs - before.stolenMs) / intervalMs,
  };
}
