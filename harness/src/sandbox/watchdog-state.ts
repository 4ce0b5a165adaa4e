/** Who ended a process, if it was us. */
export const killCauses = [
  'none',
  'deadline',
  'training-wall',
  'training-cpu',
  'memory',
  'processes',
  'asked',
  'orphaned',
] as const;
export type KillCause = (typeof killCauses)[number];

const slots = ['spawned', 'exited', 'exitCode', 'signal', 'cause', 'pid', 'opened', 'command'] as const;
const gauges = ['deadlineAt', 'wallDeadlineAt', 'cpuLimitSeconds', 'cpuSeconds', 'peakMemoryBytes'] as const;

/** What main thread and watchdog know of the process, in memory that both see. Times are `Date.now()` in ms; 0: none. */
export class WatchdogState {
  private readonly integers: Int32Array;
  private readonly numbers: Float64Array;

  constructor(readonly buffer = new SharedArrayBuffer(8 * 4 + gauges.length * 8)) {
    this.integers = new Int32Array(buffer, 0, slots.length);
    this.numbers = new Float64Array(buffer, 8 * 4, gauges.length);
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
