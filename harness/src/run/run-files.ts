import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchmarkRecord, ItemOutcome, LatencySample } from '@paretoboard/contract/record.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { packTensors } from '@paretoboard/sdk/tensor-bytes.js';
import { describeFile } from '../records/digest.js';
import type { Answer } from '../task/task-module.js';
import { stack } from './batch.js';

/** Appends JSON lines, a few hundred at a time, so that a broken-off run keeps what it had and a timed loop is hardly disturbed. */
class LineFile<Line> {
  private readonly file: number;
  private lines: string[] = [];
  written = 0;

  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  append(line: Line): void {
    this.lines.push(JSON.stringify(line));
    this.written += 1;
    if (this.lines.length >= 512) this.flush();
  }

  flush(): void {
    if (this.lines.length > 0) writeSync(this.file, `${this.lines.join('\n')}\n`);
    this.lines = [];
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }
}

const names = {
  items: 'items.jsonl',
  latencies: 'latencies.jsonl',
  outputs: 'outputs.bin',
  log: 'run.log',
  submissionLog: 'submission.log',
} as const;

/** The files beside a record. */
export class RunFiles {
  private readonly items: LineFile<ItemOutcome>;
  private readonly latencies: LineFile<LatencySample>;
  private readonly outputs: Record<string, NamedTensors[string]> = {};
  private readonly log: LineFile<unknown>;

  constructor(private readonly folder: string) {
    this.items = new LineFile(join(folder, names.items));
    this.latencies = new LineFile(join(folder, names.latencies));
    this.log = new LineFile(join(folder, names.log));
  }

  /** Standard output and error of the submission: kept beside the record, not part of it. */
  get submissionLog(): string {
    return join(this.folder, names.submissionLog);
  }

  addItem(item: ItemOutcome): void {
    this.items.append(item);
  }

  addLatency(sample: LatencySample): void {
    this.latencies.append(sample);
  }

  addEvent(event: unknown): void {
    this.log.append(event);
    this.log.flush();
  }

  /** All answers of one seed, in the order of the test split: `seed-<i>/<output>`, [items, …]. */
  addOutputs(seedIndex: number, answers: readonly Answer[], outputNames: readonly string[]): void {
    const batch = stack(
      answers.map((answer) => answer.outputs),
      outputNames,
    );
    for (const [name, tensor] of Object.entries(batch)) this.outputs[`seed-${seedIndex}/${name}`] = tensor;
  }

  /** Closes everything and describes what is there; an empty file is left out. */
  async finish(): Promise<BenchmarkRecord['files']> {
    for (const file of [this.items, this.latencies, this.log]) file.close();
    const hasOutputs = Object.keys(this.outputs).length > 0;
    if (hasOutputs) writeFileSync(join(this.folder, names.outputs), packTensors(this.outputs));
    return {
      items: this.items.written > 0 ? await describeFile(this.folder, names.items) : null,
      latencies: this.latencies.written > 0 ? await describeFile(this.folder, names.latencies) : null,
      outputs: hasOutputs ? await describeFile(this.folder, names.outputs) : null,
      log: this.log.written > 0 ? await describeFile(this.folder, names.log) : null,
      telemetry: null,
    };
  }
}
