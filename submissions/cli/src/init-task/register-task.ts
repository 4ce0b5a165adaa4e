import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error.js';

/** The one file outside of a new task's folders that knows it. */
export const registryPath = 'tasks/src/registry.ts';

const head = 'const loaders';
const entry = /^ {2}'?([a-z0-9-]+)'?: async \(\) =>/;

/**
 * The registry with a line for the task, in alphabetical order.
 * @throws UsageError where the list of loaders cannot be found
 */
export function withTask(registry: string, id: string): string {
  const lines = registry.split('\n');
  const begin = lines.findIndex((line) => line.startsWith(head));
  const end = lines.indexOf('};', begin);
  if (begin < 0 || end < 0)
    throw new UsageError(`${registryPath}: expected a list "${head} … };", found none. Add the line by hand.`);
  const after = lines.findIndex((line, at) => at > begin && at < end && (entry.exec(line)?.[1] ?? '') > id);
  const key = /^[a-z0-9]+$/.test(id) && !/^\d/.test(id) ? id : `'${id}'`;
  const line = `  ${key}: async () => (await import('./${id}/task.js')).default,`;
  lines.splice(after < 0 ? end : after, 0, line);
  return lines.join('\n');
}

export function registerTask(repository: string, id: string): void {
  const file = join(repository, registryPath);
  writeFileSync(file, withTask(readFileSync(file, 'utf8'), id));
}
