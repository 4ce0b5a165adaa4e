import { closeSync, openSync, writeSync } from 'node:fs';
import type { OperationCall } from './watch-operations.js';

const shown = (shapes: OperationCall['inputShapes']): string =>
  shapes.map((shape) => (shape ? `[${shape.join()}]` : '[?]')).join(' ');

/** One complete event of Chrome's trace event format; times in µs. */
export function traceEvent(call: OperationCall, beginMs: number): object {
  return {
    name: call.name,
    ph: 'X',
    ts: Math.round((call.beginMs - beginMs) * 1e3),
    dur: Math.max(1, Math.round(call.durationMs * 1e3)),
    pid: 1,
    tid: 1,
    args: { inputs: shown(call.inputShapes), outputs: shown(call.outputShapes) },
  };
}

/** Writes a trace that chrome://tracing and Perfetto open, event by event: it is whole up to the last one even where the process ends in between. */
export class ChromeTrace {
  private readonly file: number;
  private events = 0;

  /** @param mostEvents later ones are left out: a browser does not open millions */
  constructor(
    path: string,
    private readonly mostEvents = 200_000,
  ) {
    this.file = openSync(path, 'w');
    writeSync(this.file, '[');
  }

  add(call: OperationCall, beginMs: number): void {
    if (this.events >= this.mostEvents) return;
    writeSync(this.file, `${this.events++ === 0 ? '' : ','}\n${JSON.stringify(traceEvent(call, beginMs))}`);
  }

  close(): void {
    writeSync(this.file, '\n]\n');
    closeSync(this.file);
  }
}
