/** Who ended a process, if it was us. */
export const killCauses = [
  'none',
  'deadline',
  'training-wall',
  'training-cpu',
  'memory',
  'processes',
  'disk',
  'scratch',
  'asked',
  'orphaned',
] as const;
export type KillCause = (typeof killCauses)[number];

/** Index into `limitMechanisms`, by which the watchdog tells what it could get. */
export const limitMechanisms = ['watchdog', 'cgroup-v1', 'cgroup-v2'] as const;

const slots = [
  'spawned',
  'exited',
  'exitCode',
  'signal',
  'cause',
  'mechanism',
  'pinned',
  'opened',
  'command',
  'freezeWanted',
  'isFrozen',
] as const;
const gauges = [
  'pausedAt',
  'frozenSince',
  'deadlineAt',
  'wallDeadlineAt',
  'cpuLimitSeconds',
  'cpuSeconds',
  'peakMemoryBytes',
  'peakProcesses',
  'peakScratchBytes',
  /** In the writable folders when the process had ended. */
  'diskBytes',
  /** When a cause was found, which is before the process has ended. */
  'condemnedAt',
  'endedAt',
] as const;

const integerBytes = Math.ceil(slots.length / 2) * 8;

/** Milliseconds of the machine's monotonic clock: the same in every thread, and nobody sets it. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000;
}

/** What main thread and watchdog know of the process, in memory that both see. Times are `monotonicMs()`; 0: none. */
export class WatchdogState {
  private readonly integers: Int32Array;
  private readonly numbers: Float64Array;

  constructor(readonly buffer = new SharedArrayBuffer(integerBytes + gauges.length * 8)) {
    this.integers = new Int32Array(buffer, 0, slots.length);
    this.numbers = new Float64Array(buffer, integerBytes, gauges.length);
  }

  get(slot: (typeof slots)[number]): number {
    return Atomics.load(this.integers, slots.indexOf(slot));
  }

  set(slot: (typeof slots)[number], value: number): void {
    const index = slots.indexOf(slot);
    Atomics.store(this.integers, index, value);
    Atomics.notify(this.integers, index);
  }

  /** Blocks until the slot is no longer 0. @returns its value; 0 after the time-out */
  await(slot: (typeof slots)[number], timeoutMs: number): number {
    const index = slots.indexOf(slot);
    if (this.get(slot) === 0) Atomics.wait(this.integers, index, 0, timeoutMs);
    return this.get(slot);
  }

  /** Blocks until the slot has a value. @returns whether it has it before the time-out */
  awaitValue(slot: (typeof slots)[number], value: number, timeoutMs: number): boolean {
    const index = slots.indexOf(slot);
    const until = monotonicMs() + timeoutMs;
    for (let now = this.get(slot); now !== value; now = this.get(slot)) {
      const leftMs = until - monotonicMs();
      if (leftMs <= 0) return false;
      Atomics.wait(this.integers, index, now, leftMs);
    }
    return true;
  }

  gauge(name: (typeof gauges)[number]): number {
    return this.numbers[gauges.indexOf(name)]!;
  }

  setGauge(name: (typeof gauges)[number], value: number): void {
    this.numbers[gauges.indexOf(name)] = value;
  }

  get cause(): KillCause {
    return killCauses[this.get('cause')] ?? 'none';
  }
}
