import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemOf, stack } from '@paretoboard/harness/run/batch.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { OpenRuntime } from '@paretoboard/harness/runtimes/runtime.js';
import type { Answer, Item, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { PredictSubmission, Rows, TrainContext } from '@paretoboard/sdk/submission.js';
import task from '@paretoboard/tasks/enhanced-lenet5-traffic-sign/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import majorityClass from '../shared/majority-class.js';
import nullSubmission from '../shared/null.js';
import * as classic from './classic-network.js';
import * as enhanced from './enhanced-network.js';
import hogLinear from './hog-linear.js';
import { networkSubmission } from './network-submission.js';

/** Signs that differ in outline and glyph: a small problem that every learner must solve. */
const classes = [0, 12, 33];

let folder: string;
let runtime: OpenRuntime;
let items: Record<keyof LoadedData, Item[]>;

beforeAll(async () => {
  runtime = await openRuntime('wasm');
  folder = await mkdtemp(join(tmpdir(), 'signs '));
  await task.generateSurrogate(folder, 3);
  const data = await task.open({ folder, variant: 'surrogate' });
  const chosen = (split: keyof LoadedData): Item[] =>
    Array.from({ length: data[split].items }, (_, index) => data[split].read(index)).filter((item) =>
      classes.includes(item.targets.label!.data[0]!),
    );
  // Every third frame of the training tracks: a minute of training is no unit test.
  items = {
    train: chosen('train').filter((_, index) => index % 3 === 0),
    validation: chosen('validation'),
    test: chosen('test'),
  };
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function rowsOf(rows: readonly Item[]): Rows {
  return {
    items: rows.length,
    inputs: stack(
      rows.map((row) => row.inputs),
      ['image'],
    ),
    targets: stack(
      rows.map((row) => row.targets),
      ['label'],
    ),
    attributes: rows.map((row) => row.attributes),
  };
}

/** Trains in this process, starts from the artefact, and answers the test items in one batch. */
async function trainAndScore(submission: PredictSubmission) {
  const files = new Map<string, Uint8Array>();
  const { inputs, targets, outputs } = task.definition;
  const losses: number[] = [];
  const shared = { tf: runtime.tf, runtime, task: task.definition.id, track: 'image', inputs, outputs };
  const context: TrainContext = {
    ...shared,
    targets,
    seed: 1,
    random: new Random(1),
    splits: { train: items.train.length, validation: items.validation.length },
    next: () => {
      throw new Error('these submissions take all rows at once');
    },
    all: (split) => rowsOf(items[split]),
    remaining: () => ({ wallSeconds: 60, cpuSeconds: 60, rows: 1_000 }),
    progress: ({ values }) => values?.loss !== undefined && losses.push(values.loss),
    save: (name, bytes) => files.set(name, bytes.slice()),
  };
  const summary = await submission.train(context);
  const predictor = await submission.load({ ...shared, read: (name) => files.get(name)! });
  const answered = await predictor.predict(rowsOf(items.test).inputs, items.test.length);
  const answers: Answer[] = items.test.map((item, index) => ({ index, item, outputs: itemOf(answered, index) }));
  const single = await predictor.predict(rowsOf(items.test.slice(0, 1)).inputs, 1);
  return { summary, predictor, losses, answers, single, metrics: task.score(answers).metrics };
}

const short = { epochs: 8, batchSize: 16, learningRate: 2e-3, augmented: true };

describe('trained on three surrogate signs', () => {
  it('the paper’s network learns, and its artefact answers what it learned, alone as in a batch', async () => {
    const result = await trainAndScore(
      networkSubmission({
        ...short,
        initialWeights: (tf, random, n) => enhanced.initialWeights(tf, random, n, 'prelu'),
        logits: enhanced.logits,
      }),
    );
    expect(result.summary).toMatchObject({ epochs: 8, parameters: 414_443 });
    expect(result.predictor.parameters).toBe(414_443);
    expect(result.losses.at(-1)!).toBeLessThan(0.5 * result.losses[0]!);
    // Chance is a third of 90 pictures, ± 5 points.
    expect(result.metrics.accuracy).toBeGreaterThan(50);
    const batched = result.answers[0]!.outputs.logits!.data;
    result.single.logits!.data.forEach((value, at) => {
      expect(Math.abs(value - batched[at]!)).toBeLessThan(task.definition.timing.tolerance);
    });
  }, 120_000);

  it('the classic network trains and answers', async () => {
    const result = await trainAndScore(networkSubmission({ ...short, learningRate: 5e-3, ...classic }));
    expect(result.losses.at(-1)!).toBeLessThan(result.losses[0]!);
    expect(result.predictor.parameters).toBe(64_511);
  }, 120_000);

  it('HOG with a linear classifier learns', async () => {
    expect((await trainAndScore(hogLinear)).metrics.accuracy).toBeGreaterThan(80);
  }, 120_000);

  it('the majority class is the most frequent one of training', async () => {
    const { metrics } = await trainAndScore(majorityClass);
    expect(metrics.accuracy).toBeCloseTo(100 / classes.length, 6);
  });

  it('the null submission is at chance', async () => {
    expect((await trainAndScore(nullSubmission)).metrics.accuracy).toBeCloseTo(task.definition.chance, 6);
  });
});
