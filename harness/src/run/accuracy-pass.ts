import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { Answer, Item, ItemSource } from '../task/task-module.js';
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

interface Batch {
  readonly indices: readonly number[];
  readonly items: readonly Item[];
  readonly inputs: NamedTensors;
}

/** Items of one query, decoded and side by side; none beyond the end. */
function batchAt({ task, test, track }: AccuracyPassOptions, order: Uint32Array, from: number): Batch {
  const indices = [...order.subarray(from, from + task.timing.batchSize)];
  const items = indices.map((index) => test.read(index));
  const inputs =
    indices.length === 0
      ? {}
      : stack(
          items.map((item) => item.inputs),
          track.testInputs,
        );
  return { indices, items, inputs };
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
    const { batchSize } = task.timing;
    let next = batchAt(options, order, 0);
    for (let from = 0; from < order.length; from += batchSize) {
      const { indices, items, inputs } = next;
      let prepared: Batch | undefined;
      const prepare = () => {
        prepared ??= batchAt(options, order, from + batchSize);
      };
      const call = options.interaction.ask(session, {
        id: from,
        items: items.length,
        inputs,
        outputs: task.outputs,
        deadlineMs: options.limits.queryMs.limit,
        // The first call is a figure of its own.
        ...(from > 0 && { meanwhile: prepare }),
      });
      next = prepared ?? batchAt(options, order, from + batchSize);
      for (const part of call.parts) latencies.push(part.latencyMs);
      unreported += call.parts.length;
      indices.forEach((index, position) => {
        answers[index] = { index, item: items[position]!, outputs: itemOf(call.outputs, position) };
      });
      if (unreported < reportedEvery) continue;
      unreported = 0;
      options.onProgress(from / order.length);
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
