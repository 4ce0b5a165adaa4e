import { existsSync, readFileSync } from 'node:fs';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import {
  type TelemetrySample,
  type TelemetrySource,
  telemetrySampleSchema,
  telemetrySourceSchema,
} from '@paretoboard/contract/telemetry.js';
import { z } from 'zod';
import { compiledUrl } from '../compiled-url.js';
import { monotonicMs } from '../sandbox/watchdog-state.js';
import type { SamplerJob } from './sampler.js';

export const telemetryFileName = 'telemetry.jsonl';
/** Four samples a second: a `quick` window of 1 s has four. */
export const telemetryIntervalMs = 250;
/** A sampler that has not ended by then is left alone: its run is not lost for it. */
const endMs = 5_000;

export interface TelemetryReading {
  readonly samples: readonly TelemetrySample[];
  readonly sources: readonly TelemetrySource[];
}

/** Samples of one file; a line that was cut off by a crash is left out. @throws ZodError for lines that are no samples */
export function readTelemetry(file: string): TelemetrySample[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => telemetrySampleSchema.parse(JSON.parse(line)));
}

/** Samples the machine in a thread of its own from construction until `end`, into a file of JSON lines. */
export class Telemetry {
  private readonly originMs = monotonicMs();
  private readonly ended = new SharedArrayBuffer(4);
  private readonly channel = new MessageChannel();
  private readonly worker: Worker;

  constructor(private readonly file: string) {
    const workerData: SamplerJob = {
      file,
      intervalMs: telemetryIntervalMs,
      originMs: this.originMs,
      ended: this.ended,
      port: this.channel.port2,
    };
    this.worker = new Worker(compiledUrl('./sampler.js', import.meta.url), {
      workerData,
      transferList: [this.channel.port2],
    });
    this.worker.unref();
    this.channel.port1.unref();
    // A broken sampler costs the telemetry, not the run: the record then says that nothing was sampled.
    this.worker.on('error', () => {});
  }

  /** Now, in ms of the run's monotonic clock: 0 when sampling began. */
  nowMs(): number {
    return monotonicMs() - this.originMs;
  }

  /** Takes a last sample and ends the thread. Blocks for some milliseconds. */
  end(): TelemetryReading {
    this.channel.port1.postMessage('end');
    Atomics.wait(new Int32Array(this.ended), 0, 0, endMs);
    const received = receiveMessageOnPort(this.channel.port1) as { message: unknown } | undefined;
    this.channel.port1.close();
    void this.worker.terminate();
    return {
      samples: readTelemetry(this.file),
      sources: received ? z.array(telemetrySourceSchema).parse(received.message) : [],
    };
  }
}
