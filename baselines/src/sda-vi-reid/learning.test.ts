import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemOf, stack } from '@paretoboard/harness/run/batch.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { OpenRuntime } from '@paretoboard/harness/runtimes/runtime.js';
import type { Answer, LoadedData } from '@paretoboard/harness/task/task-module.js';
import type { PredictSubmission } from '@paretoboard/sdk/submission.js';
import task from '@paretoboard/tasks/sda-vi-reid/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsWhere, trainInProcess } from '../train-in-process.js';
import colourHistogram, { histograms } from './colour-histogram.js';
import greyThumbnail, { thumbnails } from './grey-thumbnail.js';
import { descriptors } from './hog-descriptor.js';
import { parametersOf } from './network.js';
import { type Components, reIdSubmission } from './re-id-submission.js';

let runtime: OpenRuntime;
let folder: string;
let data: LoadedData;
/** Eight people of the source, one of validation, four of the target, and eight to be tested. */
const trained = [0, 1, 2, 3, 4, 5, 6, 7, 60, 61, 62, 63];

beforeAll(async () => {
  runtime = await openRuntime('wasm');
  folder = await mkdtemp(join(tmpdir(), 're-id '));
  await task.generateSurrogate(folder, 11);
  const whole = await task.open({ folder, variant: 'surrogate' });
  data = {
    train: itemsWhere(whole.train, ({ targets }) => trained.includes(targets.identity!.data[0]!)),
    validation: itemsWhere(whole.validation, ({ targets }) => targets.identity!.data[0] === 54),
    test: itemsWhere(whole.test, ({ targets }) => targets.identity!.data[0]! < 78),
  };
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function answered(submission: PredictSubmission) {
  const { summary, losses, loaded } = await trainInProcess(submission, { runtime, module: task, data, track: 'image' });
  const items = Array.from({ length: data.test.items }, (_, index) => data.test.read(index));
  const ask = async (from: number, to: number) => {
    const some = items.slice(from, to).map(({ inputs }) => inputs);
    return loaded.predict(stack(some, ['image', 'modality']), some.length);
  };
  const together = await ask(0, items.length);
  const answers: Answer[] = items.map((item, index) => ({ index, item, outputs: itemOf(together, index) }));
  return { summary, losses, answers, alone: await ask(40, 41) };
}

const brief = {
  network: {
    size: [48, 24] as const,
    stem: { filter: 3, width: 8, hasPool: false },
    trunk: [
      { kind: 'plain', blocks: 1, width: 16, stride: 2, nonLocal: 0 },
      { kind: 'plain', blocks: 1, width: 24, stride: 2, nonLocal: 1 },
    ] as const,
  },
  learningRate: 3e-3,
  steps: { stageOne: 20, stageTwo: 20 },
} as const;

const whole: Components = { hasStageOne: true, stageTwo: 'source and target', alignment: 'hd-mmd' };

describe('on a few people of the surrogate', () => {
  it('the method trains in both stages and answers from its artefact, alone as in a batch of both modalities', async () => {
    const { summary, losses, answers, alone } = await answered(reIdSubmission(brief, whole));
    expect(summary.steps).toBe(40);
    // A classifier of n_s + n_t: 8 people of the source and 1 of validation; 4 of the target.
    expect(summary.parameters).toBe(parametersOf(brief.network) + 24 * (8 + 1 + 4));
    expect(losses).toHaveLength(4);
    expect(losses[1]!).toBeLessThan(losses[0]!);
    expect(losses[3]!).toBeLessThan(losses[2]!);
    const embedding = answers[40]!.outputs.embedding!.data;
    expect(embedding).toHaveLength(24);
    expect(Math.hypot(...embedding)).toBeCloseTo(1, 4);
    alone.embedding!.data.forEach((value, at) => {
      expect(value).toBeCloseTo(embedding[at]!, 4);
    });
  }, 60_000);

  it('parts of it train on what they say: the target alone has four people and the steps of both stages', async () => {
    const { summary } = await answered(
      reIdSubmission(
        { ...brief, steps: { stageOne: 10, stageTwo: 10 } },
        { hasStageOne: false, stageTwo: 'target', alignment: 'none' },
      ),
    );
    expect(summary.steps).toBe(20);
    expect(summary.parameters).toBe(parametersOf(brief.network) + 24 * 4);
  }, 60_000);

  it('pixels and colours answer what they say', async () => {
    const [pixels, colours] = [await answered(greyThumbnail), await answered(colourHistogram)];
    expect(pixels.answers[0]!.outputs.embedding!.data).toHaveLength(24 * 12);
    expect(colours.answers[0]!.outputs.embedding!.data).toHaveLength(3 * 3 * 16);
  });
});

describe('what is not learnt', () => {
  const flat = (level: number) => ({
    image: { dtype: 'uint8' as const, shape: [1, 288, 144, 3], data: new Uint8Array(288 * 144 * 3).fill(level) },
    modality: { dtype: 'int32' as const, shape: [1], data: Int32Array.of(0) },
  });

  it('says nothing of a flat picture but its level', () => {
    expect(Math.max(...thumbnails(flat(99), 1).map(Math.abs))).toBeLessThan(1e-3);
    expect(descriptors(flat(99), 1)).toHaveLength(11 * 5 * 4 * 9);
    expect(descriptors(flat(99), 1).every((value) => value === 0)).toBe(true);
  });

  it('is a distribution of levels by third and channel', () => {
    const [dark, light] = [histograms(flat(10), 1), histograms(flat(250), 1)];
    // Nine histograms of one full bin each; all values together are three, one a channel.
    expect(dark.filter((value) => value > 0)).toHaveLength(9);
    expect(dark.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(3, 2);
    expect(dark.reduce((sum, value, at) => sum + value * light[at]!, 0)).toBe(0);
  });
});
