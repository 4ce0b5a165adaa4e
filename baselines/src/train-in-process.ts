import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trainingRows } from '@paretoboard/contract/task.js';
import type { HarnessMessage, SubmissionMessage } from '@paretoboard/contract/wire.js';
import type { HarnessConnection } from '@paretoboard/harness/host/harness-connection.js';
import { loadContext } from '@paretoboard/harness/host/load-context.js';
import { trainContext } from '@paretoboard/harness/host/train-context.js';
import { constantsOf } from '@paretoboard/harness/run/constants.js';
import { RowServer } from '@paretoboard/harness/run/row-server.js';
import { specsOf } from '@paretoboard/harness/run/train.js';
import type { OpenRuntime } from '@paretoboard/harness/runtimes/runtime.js';
import type { Item, ItemSource, LoadedData, TaskModule } from '@paretoboard/harness/task/task-module.js';
import type { Submission, TrainingSummary } from '@paretoboard/sdk/submission.js';

/** Some items of a split, in their order. */
export function itemsWhere(source: ItemSource, keep: (item: Item, index: number) => boolean): ItemSource {
  const kept = Array.from({ length: source.items }, (_, index) => source.read(index)).filter(keep);
  return { items: kept.length, read: (index) => kept[index]! };
}

type ServedRows = ReturnType<HarnessConnection['read']>;

/** The harness's end of the wire, in memory: serves rows as a run does, and keeps what is reported. */
class Loopback implements HarnessConnection {
  readonly sharedMemory = false;
  readonly losses: number[] = [];
  private due: ServedRows | null = null;

  constructor(
    private readonly rows: RowServer,
    private readonly onProgress: TrainInProcessOptions['onProgress'],
  ) {}

  read(): ServedRows {
    const { due } = this;
    if (!due) throw new Error('read before a request');
    this.due = null;
    return due;
  }

  write(message: Omit<SubmissionMessage, 'tensors'>): void {
    const sent = message as SubmissionMessage;
    if (sent.type === 'progress') {
      if (sent.values?.loss !== undefined) this.losses.push(sent.values.loss);
      this.onProgress?.(sent);
    }
    if (sent.type !== 'next') return;
    const { tensors, ...served } = this.rows.next(sent.split, sent.items);
    this.due = { message: { type: 'rows', id: sent.id, ...served, tensors: [] }, tensors };
  }
}

export interface TrainInProcessOptions {
  readonly runtime: OpenRuntime;
  readonly module: TaskModule;
  readonly data: LoadedData;
  readonly track: string;
  readonly seed?: number;
  /** Told what the training reports, when it does. */
  readonly onProgress?: (progress: Extract<SubmissionMessage, { type: 'progress' }>) => void;
}

export interface TrainedInProcess<S extends Submission> {
  readonly summary: TrainingSummary;
  /** Reported as `loss`, in order. */
  readonly losses: readonly number[];
  readonly artefactFolder: string;
  /** Started afresh from the artefact. */
  readonly loaded: Awaited<ReturnType<S['load']>>;
  /** Starts afresh from the artefact once more. */
  load(): Promise<Awaited<ReturnType<S['load']>>>;
}

const budgets = { wallSeconds: 600, cpuSeconds: 600, rows: 10_000_000 };

/**
 * For tests and profiles of a method: trains in this process on the contexts that a run makes, from rows in its seeded order, and starts from the artefact. No sandbox,
 * no budget, no clock.
 */
export async function trainInProcess<S extends Submission>(
  submission: S,
  { runtime, module, data, track: trackId, seed = 1, onProgress }: TrainInProcessOptions,
): Promise<TrainedInProcess<S>> {
  const { definition } = module;
  const track = definition.tracks.find(({ id }) => id === trackId);
  if (!track) throw new RangeError(`task ${definition.id} has no track "${trackId}"`);
  const { inputs, targets } = trainingRows(definition);
  const trainingInputs = specsOf(inputs, track.trainingInputs);
  const rows = new RowServer({ data, inputs: trainingInputs, targets, seed, rowBudget: budgets.rows });
  const constants = constantsOf(definition, data);
  const artefactFolder = mkdtempSync(join(tmpdir(), 'artefact '));
  const { outputs } = definition;
  const common = { task: definition.id, track: track.id, interaction: definition.interaction, outputs, artefactFolder };
  const begin: Extract<HarnessMessage, { type: 'train.begin' }> = {
    type: 'train.begin',
    ...common,
    seed,
    inputs: trainingInputs,
    targets,
    splits: { train: data.train.items, validation: data.validation.items },
    budgets,
    threads: 1,
    tensors: [],
  };
  const connection = new Loopback(rows, onProgress);
  const summary = await submission.train(trainContext(begin, constants, runtime, connection));
  const shown = specsOf(definition.inputs, track.testInputs);
  const message = { type: 'load' as const, ...common, inputs: shown, threads: 1, tensors: [] };
  const load = async (): Promise<Awaited<ReturnType<S['load']>>> => {
    const loaded = await submission.load(loadContext(message, constants, runtime));
    return loaded as Awaited<ReturnType<S['load']>>;
  };
  return { summary, losses: connection.losses, artefactFolder, loaded: await load(), load };
}
