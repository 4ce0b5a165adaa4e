import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseProcessEntry } from './own-processes.js';
import { readTelemetry, Telemetry, type TelemetryReading } from './telemetry.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paretoboard telemetry '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const spin = 'for (;;);';
/** Processor time that a burner gets while it is looked at, in clock ticks of 10 ms. */
const burnt = 40;

/** Blocks this thread until something holds, as a timed loop blocks it. */
function blockUntil(condition: () => boolean): void {
  while (!condition()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
}

function ticksOf(pid: number): number {
  return parseProcessEntry(pid, readFileSync(`/proc/${pid}/stat`, 'utf8')).ticks;
}

/** Busy time in core·ms over all samples. */
function coreMs(reading: TelemetryReading, field: 'ownCores' | 'foreignCores'): number {
  return reading.samples.reduce((sum, sample) => sum + sample[field]! * sample.intervalMs, 0);
}

/** Samples until `pid` has burnt its share, however long a busy machine lets it wait. */
function sampleWhileBurning(pid: number): TelemetryReading {
  const file = join(folder, `${pid}.jsonl`);
  const telemetry = new Telemetry(file);
  blockUntil(() => readTelemetry(file).length > 1);
  const before = ticksOf(pid);
  blockUntil(() => ticksOf(pid) >= before + burnt);
  process.kill(pid, 'SIGSTOP');
  const reading = telemetry.end();
  process.kill(pid, 'SIGKILL');
  return reading;
}

function seen(ticks: number): number {
  // Ticks are whole, and a process that is stopped between two samples is seen to the last tick only.
  return ticks * 10 * 0.75;
}

describe.runIf(existsSync('/proc/stat'))('on Linux', () => {
  it('samples while the main thread blocks, and says why a source is missing', () => {
    const file = join(folder, 'plain.jsonl');
    const telemetry = new Telemetry(file);
    blockUntil(() => readTelemetry(file).length > 2);
    const { samples, sources } = telemetry.end();
    expect(samples).toEqual(readTelemetry(file));
    for (const [index, sample] of samples.entries())
      if (index > 0) expect(sample.atMs - sample.intervalMs).toBeCloseTo(samples[index - 1]!.atMs, 6);
    for (const source of sources) expect(source.available || source.reason !== undefined).toBe(true);
    expect(sources.find(({ id }) => id === 'processor-time')).toEqual({ id: 'processor-time', available: true });
  });

  it('sees a burner among our children as ours', () => {
    const burner = spawn(process.execPath, ['-e', spin], { stdio: 'ignore' });
    expect(coreMs(sampleWhileBurning(burner.pid!), 'ownCores')).toBeGreaterThan(seen(burnt));
  });

  it('sees a burner that left our tree as foreign load', () => {
    // Its parent, a shell, ends at once: the burner is nobody's child of ours any more.
    const burner = `"$0" -e '${spin}' >/dev/null 2>&1 & echo $!`;
    const pid = Number(execFileSync('/bin/sh', ['-c', burner, process.execPath], { encoding: 'utf8' }));
    const reading = sampleWhileBurning(pid);
    expect(coreMs(reading, 'foreignCores')).toBeGreaterThan(seen(burnt));
    expect(coreMs(reading, 'ownCores')).toBeLessThan(coreMs(reading, 'foreignCores'));
  });
});
