import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemOf, stack } from '@paretoboard/harness/run/batch.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { OpenRuntime } from '@paretoboard/harness/runtimes/runtime.js';
import type { Answer, ItemSource, LoadedData, SplitName } from '@paretoboard/harness/task/task-module.js';
import task from '@paretoboard/tasks/lighthart-kd-har/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsWhere, trainInProcess } from '../train-in-process.js';
import { type NetworkSubmission, networkSubmission } from './network-submission.js';
import { distillationSettings, studentSettings, teacherSettings } from './settings.js';
import { studentNetwork } from './student-network.js';
import { teacherNetwork } from './teacher-network.js';

/** One each of three pairs of actions that move the sensed arm alike: a small problem that every learner must solve. */
const actions = [0, 2, 4];

let folder: string;
let runtime: OpenRuntime;
let data: LoadedData;

beforeAll(async () => {
  runtime = await openRuntime('wasm');
  folder = await mkdtemp(join(tmpdir(), 'stick figure '));
  await task.generateSurrogate(folder, 3);
  const whole = await task.open({ folder, variant: 'surrogate' });
  const half = (split: SplitName): ItemSource =>
    itemsWhere(
      itemsWhere(whole[split], ({ targets }) => actions.includes(targets.label!.data[0]!)),
      (_, index) => index % 2 === 0,
    );
  data = { train: half('train'), validation: half('validation'), test: half('test') };
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Trains, starts from the artefact, and answers the test items in one batch. */
async function trainAndScore(options: NetworkSubmission, track: 'inertial' | 'inertial-skeleton') {
  const submission = networkSubmission(options);
  const { summary, losses, loaded } = await trainInProcess(submission, { runtime, module: task, data, track });
  const items = Array.from({ length: data.test.items }, (_, index) => data.test.read(index));
  const seen = stack(
    items.map(({ inputs }) => inputs),
    track === 'inertial' ? ['inertial'] : ['inertial', 'skeleton'],
  );
  const answered = await loaded.predict(seen, items.length);
  const answers: Answer[] = items.map((item, index) => ({ index, item, outputs: itemOf(answered, index) }));
  return { summary, predictor: loaded, losses, metrics: task.score(answers).metrics };
}

const epochs = 16;
const chance = 100 / actions.length;

describe('trained on three surrogate actions', () => {
  it('the teacher learns, and its artefact answers with the skeleton in sight', async () => {
    const settings = { ...teacherSettings, epochs };
    const { summary, losses, metrics } = await trainAndScore(
      { network: teacherNetwork, settings },
      'inertial-skeleton',
    );
    expect(summary).toMatchObject({ epochs, parameters: 42_851 });
    expect(losses.at(-1)!).toBeLessThan(0.5 * losses[0]!);
    expect(metrics.accuracy!).toBeGreaterThan(1.5 * chance);
  }, 120_000);

  it('the distilled student learns from both losses, and answers from the inertial sensor alone', async () => {
    const { summary, predictor, losses, metrics } = await trainAndScore(
      {
        network: studentNetwork,
        settings: { ...studentSettings, epochs },
        teacher: { settings: { ...teacherSettings, epochs: 4 }, ...distillationSettings },
      },
      'inertial',
    );
    expect(summary).toMatchObject({ epochs: epochs + 4, parameters: 19_931 });
    expect(predictor.parameters).toBe(19_931);
    expect(losses).toHaveLength(epochs + 4);
    expect(losses.at(-1)!).toBeLessThan(0.6 * losses[4]!);
    expect(metrics.accuracy!).toBeGreaterThan(1.5 * chance);
  }, 120_000);
});
