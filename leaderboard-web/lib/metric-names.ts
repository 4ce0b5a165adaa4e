import { loadTask } from './api';

/** Names of a task's metrics by their ids; empty where the task cannot be had: then each is called by its id. */
export async function metricNames(task: string): Promise<ReadonlyMap<string, string>> {
  const loaded = await loadTask(task);
  return new Map(loaded.ok ? loaded.value.metrics.map(({ id, name }) => [id, name]) : []);
}
