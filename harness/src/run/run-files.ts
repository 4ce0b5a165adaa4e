import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchmarkRecord, ItemOutcome, LatencySample } from '@paretoboard/contract/record.js';
import { ColumnWriter } from '../records/column-writer.js';
import { describeFile } from '../records/digest.js';
import { itemRow, itemsKind } from '../records/item-outcomes.js';
import { latenciesKind } from '../records/latency-samples.js';
import { OutputStore } from '../records/stored-outputs.js';
import { writeAtomically } from '../records/write-atomically.js';
import type { Answer } from '../task/task-module.js';

/** What the submission wrote to standard output and error: kept beside the record, not part of it. */
export const submissionLogName = 'submission.log';

const names = {
  items: 'items.columns',
  latencies: 'latencies.columns',
  outputs: 'outputs.bin',
  log: 'run.log',
} as const;

/** The files beside a record. Samples and outcomes are streamed: memory stays flat, and a run that breaks off keeps what it had. */
export class RunFiles {
  private readonly items;
  private readonly latencies;
  private readonly outputs = new OutputStore();
  private readonly log: number;
  private events = 0;

  constructor(private readonly folder: string) {
    this.items = new ColumnWriter(join(folder, names.items), itemsKind);
    this.latencies = new ColumnWriter<LatencySample>(join(folder, names.latencies), latenciesKind);
    this.log = openSync(join(folder, names.log), 'w');
  }

  get submissionLog(): string {
    return join(this.folder, submissionLogName);
  }

  addItem(item: ItemOutcome): void {
    this.items.append(itemRow(item));
  }

  addLatency(sample: LatencySample): void {
    this.latencies.append(sample);
  }

  addEvent(event: unknown): void {
    writeSync(this.log, `${JSON.stringify(event)}\n`);
    this.events += 1;
  }

  /** All answers of the next seed, in the order of the test split. */
  addOutputs(answers: readonly Answer[], outputNames: readonly string[]): void {
    this.outputs.addSeed(
      answers.map((answer) => answer.outputs),
      outputNames,
    );
  }

  /** Closes everything and describes what is there; an empty file is left out, and outputs over the cap. */
  async finish(): Promise<BenchmarkRecord['files']> {
    const keepsOutputs = !this.outputs.empty && this.outputs.complete;
    if (!this.outputs.complete)
      this.addEvent({ at: new Date().toISOString(), message: 'outputs are over the cap and not kept: no rescore' });
    this.items.close();
    this.latencies.close();
    fsyncSync(this.log);
    closeSync(this.log);
    if (keepsOutputs) writeAtomically(join(this.folder, names.outputs), this.outputs.pack());
    const describe = async (isThere: boolean, name: string) => (isThere ? describeFile(this.folder, name) : null);
    return {
      items: await describe(this.items.rows > 0, names.items),
      latencies: await describe(this.latencies.rows > 0, names.latencies),
      outputs: await describe(keepsOutputs, names.outputs),
      log: await describe(this.events > 0, names.log),
      telemetry: null,
    };
  }
}
