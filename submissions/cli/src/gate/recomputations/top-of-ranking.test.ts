import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { expect, it } from 'vitest';
import { independentMetrics } from '../independent-metrics.js';

async function failed(changed: (task: TaskModule) => TaskModule): Promise<string[]> {
  const task = await loadTask('rlmultimodalrec-gated-fusion');
  const scratchFolder = mkdtempSync(join(tmpdir(), 'ranking '));
  try {
    await task.generateSurrogate(scratchFolder, task.surrogateSeed);
    const surrogate = await task.open({ folder: scratchFolder, variant: 'surrogate' });
    const signal = new AbortController().signal;
    const results = await independentMetrics({
      task: changed(task),
      surrogate,
      scratchFolder,
      signal,
      note: () => {},
    });
    expect(results).toHaveLength(9);
    return results.filter(({ ok }) => !ok).map(({ id }) => id);
  } finally {
    rmSync(scratchFolder, { recursive: true, force: true });
  }
}

it('agrees with the recommender’s scorer', async () => {
  expect(await failed((task) => task)).toEqual([]);
});

it('finds a scorer that looks at the first half of the places only', async () => {
  const short = (task: TaskModule): TaskModule => ({
    ...task,
    score: (answers) => {
      const score = task.score(answers);
      const outcomes = score.outcomes.map((one) => ({ ...one, recall20: one.recall10! }));
      return { ...score, metrics: { ...score.metrics, 'recall-20': score.metrics['recall-10']! }, outcomes };
    },
  });
  expect(await failed(short)).toEqual(['metric-recall-20-of-random-answers']);
});
