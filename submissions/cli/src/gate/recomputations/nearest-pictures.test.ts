import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, LoadedData, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { independentMetrics } from '../independent-metrics.js';

let task: TaskModule;
let surrogate: LoadedData;
const scratchFolder = mkdtempSync(join(tmpdir(), 're-id '));
beforeAll(async () => {
  task = await loadTask('sda-vi-reid');
  await task.generateSurrogate(scratchFolder, 3);
  const whole = await task.open({ folder: scratchFolder, variant: 'surrogate' });
  // Every other picture: two of each person in each modality.
  const items = Array.from({ length: whole.test.items / 2 }, (_, index) => whole.test.read(2 * index));
  surrogate = { ...whole, test: { items: items.length, read: (index) => items[index]! } };
}, 60_000);
afterAll(() => rmSync(scratchFolder, { recursive: true, force: true }));

async function failed(score: (answers: readonly Answer[]) => ReturnType<TaskModule['score']>): Promise<string[]> {
  const signal = new AbortController().signal;
  const results = await independentMetrics({
    task: { ...task, score },
    surrogate,
    scratchFolder,
    signal,
    note: () => {},
  });
  // Ten metrics from their outcomes, and the primary one of three kinds of answers.
  expect(results).toHaveLength(13);
  return results.filter(({ ok }) => !ok).map(({ id }) => id);
}

it('agrees with the scorer of re-identification', async () => {
  expect(await failed((answers) => task.score(answers))).toEqual([]);
});

it('finds a scorer that looks the other way', async () => {
  const swapped = await failed((answers) => {
    const { metrics, outcomes, counts } = task.score(answers);
    return { metrics: { ...metrics, 'v2t-rank-1': metrics['t2v-rank-1']! }, outcomes, counts };
  });
  expect(swapped).toEqual(['metric-v2t-rank-1', 'metric-v2t-rank-1-of-random-answers']);
});
