import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { OpenRuntime } from '@paretoboard/harness/runtimes/runtime.js';
import type { Answer, LoadedData } from '@paretoboard/harness/task/task-module.js';
import type { EpisodeSubmission } from '@paretoboard/sdk/submission.js';
import task from '@paretoboard/tasks/manifold-label-propagation-fewshot/task.js';
import { readTree } from '@paretoboard/tasks/manifold-label-propagation-fewshot/tree-reader.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsWhere, trainInProcess } from '../train-in-process.js';
import { fewShotSubmission } from './few-shot-submission.js';
import nearestNeighbour from './nearest-neighbour.js';
import { small } from './settings.js';

let folder: string;
let runtime: OpenRuntime;
let data: LoadedData;

beforeAll(async () => {
  runtime = await openRuntime('wasm');
  folder = await mkdtemp(join(tmpdir(), 'characters '));
  await task.generateSurrogate(folder, 3);
  const whole = await task.open({ folder, variant: 'surrogate' });
  const { train } = await readTree(folder, 'kannada47', 'surrogate');
  const six = train.slice(0, 6).map(({ label }) => label);
  data = {
    ...whole,
    // Six characters, every other picture: enough to learn from in seconds.
    train: itemsWhere(whole.train, ({ targets }, index) => six.includes(targets.label!.data[0]!) && index % 2 === 0),
    test: itemsWhere(whole.test, (_item, index) => index < 6),
  };
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Trains, starts from the artefact, and answers the first unseen episodes. */
async function trainAndScore(submission: EpisodeSubmission, track: 'five-shot' | 'one-shot') {
  const { summary, losses, loaded } = await trainInProcess(submission, { runtime, module: task, data, track });
  const answers: Answer[] = [];
  for (let index = 0; index < data.test.items; index++) {
    const item = data.test.read(index);
    const { queryImages, supportImages, supportLabels, oneShotImages, oneShotLabels } = item.inputs;
    const shown = track === 'one-shot' ? { oneShotImages, oneShotLabels } : { supportImages, supportLabels };
    await loaded.support(shown as typeof item.inputs, track === 'one-shot' ? 5 : 25);
    answers.push({ index, item, outputs: await loaded.predict({ queryImages: queryImages! }, 75) });
  }
  return { summary, losses, loaded, metrics: task.score(answers).metrics };
}

const brief = {
  ...small,
  preTraining: { batchSize: 12, epochs: 40, steps: 25 },
  fineTuning: { ...small.fineTuning, episodes: 3, queriesPerClass: 3 },
};

describe('on six characters of the surrogate', () => {
  it('the method trains in both phases and answers from its artefact above chance', async () => {
    const { summary, losses, loaded, metrics } = await trainAndScore(
      fewShotSubmission(brief, { smoothing: true, labelPropagation: true }),
      'five-shot',
    );
    // 60 pictures, 5 steps an epoch; then 3 episodes. Heads of 6 classes and 4 rotations.
    expect(summary).toMatchObject({ steps: 28, epochs: 5, parameters: 7_248 + 17 * 10 });
    expect(loaded.parameters).toBe(7_248 + 17 * 10);
    expect(losses.at(-1)!).toBeLessThan(losses[0]!);
    expect(metrics.accuracy!).toBeGreaterThan(40);
  }, 120_000);

  it('prototypes learn without graph and without episodes, from one picture of a class', async () => {
    const { summary, losses, metrics } = await trainAndScore(
      fewShotSubmission(brief, { smoothing: false, labelPropagation: false }),
      'one-shot',
    );
    expect(summary).toMatchObject({ steps: 25, epochs: 5 });
    expect(losses.at(-1)!).toBeLessThan(0.9 * losses[0]!);
    expect(metrics.accuracy!).toBeGreaterThan(40);
  }, 120_000);

  it('pixels tell characters apart without training', async () => {
    const { metrics } = await trainAndScore(nearestNeighbour, 'five-shot');
    expect(metrics.accuracy!).toBeGreaterThan(60);
    expect(metrics.accuracy!).toBeLessThan(100);
  });
});
