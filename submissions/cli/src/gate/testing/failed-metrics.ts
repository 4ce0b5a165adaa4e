import type { Item, LoadedData, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { independentMetrics } from '../independent-metrics.js';

/** Metrics of a task on which a changed scorer and the gate's recomputation differ, over items that are made by hand. */
export async function failedMetrics(
  id: string,
  items: number,
  read: (index: number) => Item,
  change: (score: TaskModule['score']) => TaskModule['score'],
): Promise<string[]> {
  const task = await loadTask(id);
  const source = { items, read };
  const surrogate: LoadedData = { train: source, validation: source, test: source };
  const results = await independentMetrics({
    task: { ...task, score: change(task.score) },
    surrogate,
    scratchFolder: '/nowhere',
    signal: new AbortController().signal,
    note: () => {},
  });
  return results.filter(({ ok }) => !ok).map(({ id }) => id);
}
