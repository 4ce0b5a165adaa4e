import { type Profile, percentileFloor } from '@paretoboard/contract/profile.js';
import type { LatencySample } from '@paretoboard/contract/record.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { Answer, ItemSource, TaskModule } from '../task/task-module.js';
import { itemOf, stack } from './batch.js';
import { largestDifference } from './check-outputs.js';
import { type LoadOptions, load } from './load.js';
import { predictCall } from './predict-call.js';
import type { Session, SessionFactory } from './session.js';

export interface LatencyPassOptions extends LoadOptions {
  readonly module: TaskModule;
  readonly test: ItemSource;
  readonly answers: readonly Answer[];
  readonly profile: Pick<Profile, 'minimumWindowMs' | 'maximumWindowMs' | 'minimumQueries'>;
  readonly starts: number;
  readonly seed: number;
  readonly sessions: SessionFactory;
  readonly logFile: string;
  /** Raw samples, as they come: the caller streams them to disk. */
  onSample(sample: LatencySample): void;
  onProgress(message: string, share: number): void;
}

export interface LatencyPass {
  /** Timed answers to unchanged test items that were compared with the accuracy pass. */
  readonly compared: number;
  /** Of these, how many differed by more than the task's tolerance. */
  readonly different: number;
  readonly largestDifference: number;
  readonly windowsReachedMinimum: boolean;
}

const warmUp = { queries: 16, milliseconds: 250 } as const;
/** Enough for a defensible p99 of the null model: it answers in microseconds. */
const nullQueries = percentileFloor.p99 + 38;

interface Query {
  readonly inputs: NamedTensors;
  /** Index of the test item if its input is unchanged, else null. */
  readonly original: number | null;
}

/** Fresh input for each query: test items in secret order, then label-preserving perturbations mixed with originals of another order. */
class QueryStream {
  private readonly order: Uint32Array;
  private position = 0;

  constructor(
    private readonly options: Pick<LatencyPassOptions, 'module' | 'test' | 'track'>,
    private readonly random: Random,
    private readonly perturbed: 'always' | 'after-first-pass',
  ) {
    this.order = random.permutation(options.test.items);
  }

  next(batchSize: number): { queries: Query[]; inputs: NamedTensors } {
    const queries = Array.from({ length: batchSize }, () => this.one());
    return {
      queries,
      inputs: stack(
        queries.map((query) => query.inputs),
        this.options.track.testInputs,
      ),
    };
  }

  private one(): Query {
    const index = this.order[this.position % this.order.length]!;
    const isFirstPass = this.position < this.order.length;
    this.position += 1;
    const { inputs } = this.options.test.read(index);
    if (this.perturbed === 'after-first-pass' && isFirstPass) return { inputs, original: index };
    return { inputs: this.options.module.perturb(inputs, this.random.uint32()), original: null };
  }
}

type OnAnswer = (query: Query, outputs: NamedTensors) => void;

/** @returns whether the window reached the profile's minimum duration and queries before its maximum */
function timedWindow(session: Session, start: number, options: LatencyPassOptions, onAnswer: OnAnswer): boolean {
  const { minimumWindowMs, maximumWindowMs, minimumQueries } = options.profile;
  const stream = new QueryStream(options, new Random(options.seed).fork(`timed-${start}`), 'after-first-pass');
  const { batchSize } = options.task.timing;
  const begun = performance.now();
  for (let query = 0; ; query++) {
    const { queries, inputs } = stream.next(batchSize);
    const call = predictCall(session, {
      id: query,
      items: batchSize,
      inputs,
      outputs: options.task.outputs,
      deadlineMs: options.limits.queryMs.limit,
    });
    options.onSample({ scenario: 'single-stream', model: 'submission', start, query, latencyMs: call.latencyMs });
    for (const [position, query] of queries.entries()) onAnswer(query, itemOf(call.outputs, position));
    const elapsedMs = performance.now() - begun;
    if (elapsedMs >= minimumWindowMs && query + 1 >= minimumQueries) return true;
    if (elapsedMs >= maximumWindowMs) return false;
  }
}

function warm(session: Session, options: LatencyPassOptions, start: number): void {
  const stream = new QueryStream(options, new Random(options.seed).fork(`warm-up-${start}`), 'always');
  const { batchSize } = options.task.timing;
  const begun = performance.now();
  for (let query = 0; query < warmUp.queries || performance.now() - begun < warmUp.milliseconds; query++) {
    const { inputs } = stream.next(batchSize);
    predictCall(session, {
      id: query,
      items: batchSize,
      inputs,
      outputs: options.task.outputs,
      deadlineMs: options.limits.queryMs.limit,
    });
  }
}

function timeNullModel(options: LatencyPassOptions, start: number): void {
  const session = options.sessions.nullModel(`${options.logFile}.null`);
  try {
    load(session, options);
    const stream = new QueryStream(options, new Random(options.seed).fork(`null-${start}`), 'always');
    const { batchSize } = options.task.timing;
    for (let query = -warmUp.queries; query < nullQueries; query++) {
      const { inputs } = stream.next(batchSize);
      const { latencyMs } = predictCall(session, {
        id: query + warmUp.queries,
        items: batchSize,
        inputs,
        outputs: options.task.outputs,
        deadlineMs: 1_000,
      });
      if (query >= 0) options.onSample({ scenario: 'single-stream', model: 'null', start, query, latencyMs });
    }
  } finally {
    session.close();
  }
}

/**
 * Single-stream latency: independent process starts, each warmed on other inputs, then timed on fresh ones; the next query is sent when the
 * previous answer has been read in full. The null model runs through the same path beside each start.
 * @throws SubmissionFailure
 */
export function latencyPass(options: LatencyPassOptions): LatencyPass {
  let compared = 0;
  let different = 0;
  let largest = 0;
  let windowsReachedMinimum = true;
  const compare = (query: Query, outputs: NamedTensors): void => {
    if (query.original === null) return;
    const difference = largestDifference(outputs, options.answers[query.original]!.outputs, options.task.outputs);
    compared += 1;
    largest = Math.max(largest, difference);
    if (difference > options.task.timing.tolerance) different += 1;
  };
  for (let start = 0; start < options.starts; start++) {
    options.onProgress(`start ${start + 1} of ${options.starts}`, start / options.starts);
    timeNullModel(options, start);
    const session = options.sessions.submission({
      writableFolder: null,
      readableFolder: options.artefactFolder,
      logFile: options.logFile,
    });
    try {
      load(session, options);
      warm(session, options, start);
      windowsReachedMinimum = timedWindow(session, start, options, compare) && windowsReachedMinimum;
    } finally {
      session.close();
    }
  }
  return { compared, different, largestDifference: largest, windowsReachedMinimum };
}
