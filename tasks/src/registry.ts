import { auditClaims } from '@paretoboard/harness/claims/audit-claims.js';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';

/** One line per paper: its folder's `task.ts`. Loaded lazily, since readers bring decoders along. */
const loaders: Readonly<Record<string, () => Promise<TaskModule>>> = {
  'alkdnet-super-resolution': async () => (await import('./alkdnet-super-resolution/task.js')).default,
  'anonymisation-har-gan': async () => (await import('./anonymisation-har-gan/task.js')).default,
  ddctrack: async () => (await import('./ddctrack/task.js')).default,
  'dp-svae': async () => (await import('./dp-svae/task.js')).default,
  'enhanced-lenet5-traffic-sign': async () => (await import('./enhanced-lenet5-traffic-sign/task.js')).default,
  'lighthart-kd-har': async () => (await import('./lighthart-kd-har/task.js')).default,
  'mdsf-video-anomaly': async () => (await import('./mdsf-video-anomaly/task.js')).default,
  'r-lime': async () => (await import('./r-lime/task.js')).default,
  'rlmultimodalrec-gated-fusion': async () => (await import('./rlmultimodalrec-gated-fusion/task.js')).default,
  'manifold-label-propagation-fewshot': async () =>
    (await import('./manifold-label-propagation-fewshot/task.js')).default,
  'sda-vi-reid': async () => (await import('./sda-vi-reid/task.js')).default,
  'swinhs-hippocampus': async () => (await import('./swinhs-hippocampus/task.js')).default,
  'yolov5-apple-picking': async () => (await import('./yolov5-apple-picking/task.js')).default,
};

export const taskIds: readonly string[] = Object.keys(loaders);

/** The wrong name of a task, with the right ones. */
export class UnknownTaskError extends Error {
  override readonly name = 'UnknownTaskError';

  constructor(readonly id: string) {
    super(`unknown task "${id}": expected one of ${taskIds.join(', ')}`);
  }
}

/** Tasks that were asked for: the audit of their claims takes milliseconds each time. */
const loaded = new Map<string, Promise<TaskModule>>();

/**
 * A task, its claims with what the arithmetic of their paper says about them.
 * @throws UnknownTaskError
 */
export async function loadTask(id: string): Promise<TaskModule> {
  const load = loaders[id];
  if (!load) throw new UnknownTaskError(id);
  const task = loaded.get(id) ?? audited(id, load);
  loaded.set(id, task);
  return task;
}

async function audited(id: string, load: () => Promise<TaskModule>): Promise<TaskModule> {
  const task = await load();
  const { definition } = task;
  return { ...task, definition: { ...definition, claims: auditClaims(id, definition.claims) } };
}
