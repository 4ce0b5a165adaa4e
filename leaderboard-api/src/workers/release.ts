import { createRequire } from 'node:module';
import type { Release } from '@paretoboard/contract/worker-link.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

const require = createRequire(import.meta.url);
const recordSchemaVersion = 1;

/** Versions of this installation that a run depends on. */
export async function thisRelease(): Promise<Release> {
  const { version } = z.object({ version: z.string() }).parse(require('@paretoboard/api/package.json'));
  const tasks = await Promise.all(taskIds.map(async (id) => [id, (await loadTask(id)).definition.version] as const));
  return { software: version, recordSchema: recordSchemaVersion, tasks: Object.fromEntries(tasks) };
}

/** The server says which versions it has: workers of others get no runs from then on. */
export async function declareRelease(database: DataSource, release: Release): Promise<void> {
  await database.query('update queue_control set release = $1 where id = 1', [JSON.stringify(release)]);
}

/** What the server declared; null: no server has started on this database yet. */
export async function declaredRelease(database: DataSource): Promise<Release | null> {
  const [row] = await database.query<{ release: Release | null }[]>('select release from queue_control where id = 1');
  return row?.release ?? null;
}

/** Where the versions of server and worker differ, in words; null: nowhere. */
export function releaseMismatch(server: Release, worker: Release): string | null {
  const differences: string[] = [];
  const compare = (what: string, ours: unknown, theirs: unknown): void => {
    if (ours !== theirs) differences.push(`${what}: ${ours ?? 'none'} on the server, ${theirs ?? 'none'} here`);
  };
  compare('software', server.software, worker.software);
  compare('schema of records', server.recordSchema, worker.recordSchema);
  const ids = new Set([...Object.keys(server.tasks), ...Object.keys(worker.tasks)]);
  for (const id of [...ids].sort()) compare(`task ${id}`, server.tasks[id], worker.tasks[id]);
  if (differences.length === 0) return null;
  return `versions differ: ${differences.join('; ')}. Install the server's version on this machine and start the worker again`;
}
