import { availableParallelism, cpus } from 'node:os';

/** The processor's model as the operating system names it. */
export function processorModel(): string {
  return cpus()[0]?.model.trim() || 'unknown processor';
}

/** Threads to compute with: what was asked for, else one per core that this process may use. */
export function threadCount(asked: number | undefined): number {
  if (asked === undefined) return availableParallelism();
  if (Number.isInteger(asked) && asked >= 1) return asked;
  throw new RangeError(`threads: expected a whole number of at least 1, found ${asked}`);
}
