import { mkdirSync } from 'node:fs';
import type { TrainingResult } from '@paretoboard/contract/record.js';
import { type TaskDefinition, type Track, trainingRows } from '@paretoboard/contract/task.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import type { SubmissionMessage } from '@paretoboard/contract/wire.js';
import { digestOfFolder, FolderContentError } from '../records/digest.js';
import { diskUse } from '../sandbox/disk-use.js';
import { overrunOf, SubmissionFailure } from '../sandbox/submission-failure.js';
import type { LoadedData } from '../task/task-module.js';
import type { Limits } from './budgets.js';
import { constantsOf } from './constants.js';
import { checkDeclared } from './declared-budgets.js';
import { RowServer } from './row-server.js';
import type { Session, SessionFactory, Usage } from './session.js';

export interface TrainOptions {
  readonly task: TaskDefinition;
  readonly track: Track;
  readonly data: LoadedData;
  readonly seed: number;
  readonly limits: Limits;
  readonly sessions: Pick<SessionFactory, 'submission' | 'trainingThreads'>;
  readonly artefactFolder: string;
  readonly logFile: string;
  onProgress(message: string, share: number | null): void;
}

export interface Trained {
  readonly result: TrainingResult;
  readonly usage: Usage;
  readonly parameters: number | null;
}

/** The specs of the named fields, in the given order. */
export function specsOf(specs: readonly TensorSpec[], names: readonly string[]): TensorSpec[] {
  return names.map((name) => {
    const spec = specs.find((candidate) => candidate.name === name);
    if (!spec) throw new RangeError(`the task has no field "${name}"`);
    return spec;
  });
}

/** Lets a first call through, and then one in each interval. */
function atMostEvery<Parameters extends unknown[]>(
  intervalMs: number,
  call: (...parameters: Parameters) => void,
): (...parameters: Parameters) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (...parameters) => {
    if (performance.now() - last < intervalMs) return;
    last = performance.now();
    call(...parameters);
  };
}

type Done = Extract<SubmissionMessage, { type: 'train.done' }>;

/** The budgets of wall clock and processor end a training, however it waits. */
const noDeadline = Number.POSITIVE_INFINITY;

function serve(session: Session, rows: RowServer, options: TrainOptions, history: TrainingResult['history']): Done {
  const onProgress = atMostEvery(reportEveryMs, options.onProgress);
  for (;;) {
    const { message } = session.receive(noDeadline);
    if (message.type === 'train.done') return message;
    if (message.type === 'next') {
      const { tensors, ...served } = session.uncharged(() => rows.next(message.split, message.items));
      session.send({ type: 'rows', id: message.id, ...served }, tensors);
    } else if (message.type === 'progress') {
      checkDeclared('steps', message.step, options.limits);
      session.uncharged(() => noteProgress(message, history, onProgress));
    } else {
      throw new SubmissionFailure(
        'wire-garbage',
        `message "${message.type}" while training`,
        'Send next, progress or train.done while training.',
      );
    }
  }
}

/** Reports beyond this rate are taken in silence: each that is shown is a line of the run's log and an event for whoever watches. */
const reportEveryMs = 100;

function noteProgress(
  message: Extract<SubmissionMessage, { type: 'progress' }>,
  history: TrainingResult['history'],
  onProgress: TrainOptions['onProgress'],
): void {
  const { epoch, epochs, values } = message;
  // Bounded: a submission cannot blow up the record by reporting without end.
  if (epoch !== undefined && values && history.length < 2_000) history.push({ epoch, values });
  const share = epoch !== undefined && epochs ? Math.min(1, epoch / epochs) : null;
  const shown = Object.entries(values ?? {})
    .slice(0, 4)
    .map(([name, value]) => `${name} ${value.toPrecision(4)}`);
  onProgress(
    [epoch === undefined ? '' : `epoch ${epoch}${epochs ? `/${epochs}` : ''}`, ...shown].filter(Boolean).join(', '),
    share,
  );
}

function describeArtefact(folder: string, limits: Limits): { digest: string; bytes: number } {
  try {
    const bytesBefore = diskUse([folder], Number.MAX_VALUE);
    // Before anything is read: a sparse file of terabytes costs nothing to write.
    if (bytesBefore > limits.artefactBytes.limit) {
      throw new SubmissionFailure(
        'budget-exceeded',
        `the artefact has more than ${limits.artefactBytes.limit} bytes, or more than 20,000 files`,
        'Save less, or in a smaller dtype.',
        overrunOf('artefactBytes', bytesBefore),
      );
    }
    const { digest, bytes, files } = digestOfFolder(folder);
    if (files.length === 0)
      throw new SubmissionFailure(
        'artefact-missing',
        'training ended without an artefact',
        'Save at least one file before training ends.',
      );
    return { digest, bytes };
  } catch (error) {
    if (error instanceof FolderContentError)
      throw new SubmissionFailure('artefact-missing', error.message, 'Save plain files only.');
    throw error;
  }
}

/** Trains one seed in a fresh process, under budgets enforced from outside. @throws SubmissionFailure */
export function train(options: TrainOptions): Trained {
  mkdirSync(options.artefactFolder, { recursive: true });
  const { limits, data, task } = options;
  const rowSpecs = trainingRows(task);
  const inputs = specsOf(rowSpecs.inputs, options.track.trainingInputs);
  const rows = new RowServer({
    data,
    inputs,
    targets: rowSpecs.targets,
    seed: options.seed,
    rowBudget: limits.rowsServed.limit,
  });
  const history: TrainingResult['history'] = [];
  const session = options.sessions.submission({
    writableFolder: options.artefactFolder,
    readableFolder: null,
    logFile: options.logFile,
  });
  try {
    const wallSeconds = limits.trainingWallSeconds.limit;
    const cpuSeconds = limits.trainingCpuSeconds.limit;
    const atBegin = session.usage();
    session.setDeadlines({ wallSeconds, cpuSeconds });
    const begin = {
      type: 'train.begin',
      task: task.id,
      track: options.track.id,
      interaction: task.interaction,
      seed: options.seed,
      inputs,
      targets: rowSpecs.targets,
      outputs: task.outputs,
      splits: { train: data.train.items, validation: data.validation.items },
      budgets: { wallSeconds, cpuSeconds, rows: limits.rowsServed.limit },
      artefactFolder: options.artefactFolder,
      threads: options.sessions.trainingThreads,
    } as const;
    session.send(begin, constantsOf(task, data));
    const done = serve(session, rows, options, history);
    checkDeclared('steps', done.declared.steps, limits);
    checkDeclared('parameters', done.parameters, limits);
    const usage = session.usage();
    session.close();
    const artefact = describeArtefact(options.artefactFolder, limits);
    const result: TrainingResult = {
      seed: options.seed,
      fold: 0,
      // Starting our host and its runtime is not charged.
      wallSeconds: usage.wallSeconds - atBegin.wallSeconds,
      cpuSeconds: usage.cpuSeconds === null ? null : usage.cpuSeconds - (atBegin.cpuSeconds ?? 0),
      pausedSeconds: usage.pausedSeconds,
      frozenSeconds: usage.frozenSeconds,
      rowsServed: rows.served,
      declared: done.declared,
      history,
      artefact,
    };
    return { result, usage, parameters: done.parameters };
  } finally {
    session.close();
  }
}
