import { Random } from '@paretoboard/sdk/random.js';
import type { Answer, Item, ItemSource } from '../task/task-module.js';
import { askInTurn, type Batch } from './ask-in-turn.js';
import { itemOf, stack } from './batch.js';
import { type LoadOptions, load } from './load.js';
import type { SessionFactory, Usage } from './session.js';

export interface AccuracyPassOptions extends LoadOptions {
  readonly test: ItemSource;
  readonly orderSeed: number;
  readonly sessions: SessionFactory;
  readonly logFile: string;
  onProgress(share: number): void;
}

export interface AccuracyPass {
  /** In the order of the test split. */
  readonly answers: readonly Answer[];
  readonly loadMs: number;
  readonly firstCallMs: number;
  /** At most: the next items may have been read while the answer lay ready. */
  readonly slowestCallMs: number;
  readonly parameters: number | null;
  readonly usage: Usage;
}

/** Samples of latency between two words about progress. */
const reportedEvery = 256;

interface TestBatch extends Batch {
  readonly indices: readonly number[];
  readonly items: readonly Item[];
}

/** Decoded one batch at a time. */
function* batchesOf({ task, test, track }: AccuracyPassOptions, order: Uint32Array): Generator<TestBatch> {
  const { batchSize } = task.timing;
  for (let from = 0; from < order.length; from += batchSize) {
    const indices = [...order.subarray(from, from + batchSize)];
    const items = indices.map((index) => test.read(index));
    const inputs = stack(
      items.map((item) => item.inputs),
      track.testInputs,
    );
    yield { indices, items, inputs };
  }
}

/** Every test item once, in secret order, at the protocol's batch size, in a fresh process. @throws SubmissionFailure */
export function accuracyPass(options: AccuracyPassOptions): AccuracyPass {
  const { task, test } = options;
  const begun = performance.now();
  const session = options.sessions.submission({
    writableFolder: null,
    readableFolder: options.artefactFolder,
    logFile: options.logFile,
  });
  try {
    const parameters = load(session, options);
    const loadMs = performance.now() - begun;
    const order = new Random(options.orderSeed).permutation(test.items);
    const answers = new Array<Answer>(test.items);
    const latencies: number[] = [];
    let unreported = 0;
    const turns = askInTurn({
      session,
      interaction: options.interaction,
      outputs: task.outputs,
      deadlineMs: options.limits.queryMs.limit,
      batches: batchesOf(options, order),
    });
    let answered = 0;
    for (const { batch, outputs, parts } of turns) {
      for (const part of parts) latencies.push(part.latencyMs);
      unreported += parts.length;
      batch.indices.forEach((index, position) => {
        answers[index] = { index, item: batch.items[position]!, outputs: itemOf(outputs, position) };
      });
      answered += batch.indices.length;
      if (unreported < reportedEvery) continue;
      unreported = 0;
      options.onProgress(answered / order.length);
    }
    const usage = session.usage();
    return {
      answers,
      loadMs,
      firstCallMs: latencies[0] ?? 0,
      slowestCallMs: latencies.reduce((a, b) => Math.max(a, b), 0),
      parameters,
      usage,
    };
  } finally {
    session.close();
  }
}
