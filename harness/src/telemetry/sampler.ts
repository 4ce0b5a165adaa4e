import { closeSync, openSync, readlinkSync, writeSync } from 'node:fs';
import { setPriority } from 'node:os';
import { type MessagePort, workerData } from 'node:worker_threads';
import type { TelemetrySample } from '@paretoboard/contract/telemetry.js';
import { monotonicMs } from '../sandbox/watchdog-state.js';
import { Sources } from './sources.js';

/** The thread that samples while the main thread blocks in its timed loop. */
export interface SamplerJob {
  readonly file: string;
  readonly intervalMs: number;
  /** `monotonicMs()` at the run's beginning. */
  readonly originMs: number;
  /** Not 0 once sampling has ended. */
  readonly ended: SharedArrayBuffer;
  /** Anything that arrives here ends it; the sources are sent back. */
  readonly port: MessagePort;
}

const job = workerData as SamplerJob;
const lowestPriority = 19;

/** The timed loop, which may share our core, is to run first. Linux gives each thread a priority of its own. */
function giveWay(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').pop());
    if (Number.isInteger(thread)) setPriority(thread, lowestPriority);
  } catch {
    // No /proc: the thread samples with the priority of its process.
  }
}

giveWay();
const file = openSync(job.file, 'w');
const sources = new Sources(process.pid);
let lastAt = monotonicMs();

function sample(): void {
  const now = monotonicMs();
  const intervalMs = now - lastAt;
  if (intervalMs <= 0) return;
  lastAt = now;
  const line: TelemetrySample = { atMs: now - job.originMs, intervalMs, ...sources.read(intervalMs) };
  writeSync(file, `${JSON.stringify(line)}\n`);
}

const timer = setInterval(sample, job.intervalMs);
job.port.once('message', () => {
  clearInterval(timer);
  sample();
  sources.close();
  closeSync(file);
  job.port.postMessage(sources.describe());
  const ended = new Int32Array(job.ended);
  Atomics.store(ended, 0, 1);
  Atomics.notify(ended, 0);
});
