import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemOf, stack } from '@paretoboard/harness/run/batch.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { OpenRuntime } from '@paretoboard/harness/runtimes/runtime.js';
import type { Answer, Item, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { PredictSubmission, Rows } from '@paretoboard/sdk/submission.js';
import task from '@paretoboard/tasks/lighthart-kd-har/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NetworkSubmission, networkSubmission } from './network-submission.js';
import { distillationSettings, studentSettings, teacherSettings } from './settings.js';
import { studentNetwork } from './student-network.js';
import { teacherNetwork } from './teacher-network.js';

/** One each of three pairs of actions that move the sensed arm alike: a small problem that every learner must solve. */
const actions = [0, 2, 4];

let folder: string;
let runtime: OpenRuntime;
let items: Record<keyof LoadedData, Item[]>;

beforeAll(async () => {
  runtime = await openRuntime('wasm');
  folder = await mkdtemp(join(tmpdir(), 'stick figure '));
  await task.generateSurrogate(folder, 3);
  const data = await task.open({ folder, variant: 'surrogate' });
  const chosen = (split: keyof LoadedData): Item[] =>
    Array.from({ length: data[split].items }, (_, index) => data[split].read(index)).filter((item) =>
      actions.includes(item.targets.label!.data[0]!),
    );
  const half = (split: keyof LoadedData): Item[] => chosen(split).filter((_, index) => index % 2 === 0);
  items = { train: half('train'), validation: half('validation'), test: half('test') };
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const { inputs, targets, outputs } = task.definition;

function rowsOf(rows: readonly Item[], names = ['inertial', 'skeleton']): Rows {
  const labels = rows.map((row) => row.targets);
  return {
    items: rows.length,
    inputs: stack(
      rows.map((row) => row.inputs),
      names,
    ),
    targets: stack(labels, ['label']),
    attributes: rows.map((row) => row.attributes),
  };
}

/** Trains in this process, starts from the artefact, and answers the test items in one batch. */
async function trainAndScore(options: NetworkSubmission, track: 'inertial' | 'inertial-skeleton') {
  const submission: PredictSubmission = networkSubmission(options);
  const files = new Map<string, Uint8Array>();
  const losses: number[] = [];
  const shared = { tf: runtime.tf, runtime, task: task.definition.id, track, inputs, outputs };
  const summary = await submission.train({
    ...shared,
    targets,
    seed: 1,
    random: new Random(1),
    splits: { train: items.train.length, validation: items.validation.length },
    next: () => {
      throw new Error('these submissions take all rows at once');
    },
    all: (split) => rowsOf(items[split]),
    remaining: () => ({ wallSeconds: 60, cpuSeconds: 60, rows: 10_000 }),
    progress: ({ values }) => values?.loss !== undefined && losses.push(values.loss),
    save: (name, bytes) => files.set(name, bytes.slice()),
  });
  const predictor = await submission.load({ ...shared, read: (name) => files.get(name)! });
  const seen = rowsOf(items.test, track === 'inertial' ? ['inertial'] : ['inertial', 'skeleton']);
  const answered = await predictor.predict(seen.inputs, seen.items);
  const answers: Answer[] = items.test.map((item, index) => ({ index, item, outputs: itemOf(answered, index) }));
  return { summary, predictor, losses, metrics: task.score(answers).metrics };
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
