import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemOf, stack } from '@paretoboard/harness/run/batch.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { OpenRuntime } from '@paretoboard/harness/runtimes/runtime.js';
import type { Answer, Item, ItemSource, LoadedData, SplitName } from '@paretoboard/harness/task/task-module.js';
import type { PredictSubmission } from '@paretoboard/sdk/submission.js';
import task from '@paretoboard/tasks/enhanced-lenet5-traffic-sign/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import majorityClass from '../shared/majority-class.js';
import nullSubmission from '../shared/null.js';
import { itemsWhere, trainInProcess } from '../train-in-process.js';
import * as classic from './classic-network.js';
import * as enhanced from './enhanced-network.js';
import hogLinear from './hog-linear.js';
import { networkSubmission } from './network-submission.js';

/** Signs that differ in outline and glyph: a small problem that every learner must solve. */
const classes = [0, 12, 33];

let folder: string;
let runtime: OpenRuntime;
let data: LoadedData;

beforeAll(async () => {
  runtime = await openRuntime('wasm');
  folder = await mkdtemp(join(tmpdir(), 'signs '));
  await task.generateSurrogate(folder, 3);
  const whole = await task.open({ folder, variant: 'surrogate' });
  const chosen = (split: SplitName): ItemSource =>
    itemsWhere(whole[split], ({ targets }) => classes.includes(targets.label!.data[0]!));
  data = {
    // Every third frame of the training tracks: a minute of training is no unit test.
    train: itemsWhere(chosen('train'), (_, index) => index % 3 === 0),
    validation: chosen('validation'),
    test: chosen('test'),
  };
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const imagesOf = (items: readonly Item[]) =>
  stack(
    items.map(({ inputs }) => inputs),
    ['image'],
  );

/** Trains, starts from the artefact, and answers the test items in one batch. */
async function trainAndScore(submission: PredictSubmission) {
  const { summary, losses, loaded } = await trainInProcess(submission, { runtime, module: task, data, track: 'image' });
  const items = Array.from({ length: data.test.items }, (_, index) => data.test.read(index));
  const answered = await loaded.predict(imagesOf(items), items.length);
  const answers: Answer[] = items.map((item, index) => ({ index, item, outputs: itemOf(answered, index) }));
  const single = await loaded.predict(imagesOf(items.slice(0, 1)), 1);
  return { summary, predictor: loaded, losses, answers, single, metrics: task.score(answers).metrics };
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
