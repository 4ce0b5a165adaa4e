import type { TaskModule } from '@paretoboard/harness/task/task-module.js';

/** One line per paper: its folder's `task.ts`. Loaded lazily, since readers bring decoders along. */
const loaders: Readonly<Record<string, () => Promise<TaskModule>>> = {
  'enhanced-lenet5-traffic-sign': async () => (await import('./enhanced-lenet5-traffic-sign/task.js')).default,
  'lighthart-kd-har': async () => (await import('./lighthart-kd-har/task.js')).default,
};

export const taskIds: readonly string[] = Object.keys(loaders);

/** The wrong name of a task, with the right ones. */
export class UnknownTaskError extends Error {
  override readonly name = 'UnknownTaskError';

  constructor(readonly id: string) {
    super(`unknown task "${id}": expected one of ${taskIds.join(', ')}`);
  }
}

/** @throws UnknownTaskError */
export async function loadTask(id: string): Promise<TaskModule> {
  const load = loaders[id];
  if (!load) throw new UnknownTaskError(id);
  return load();
}
