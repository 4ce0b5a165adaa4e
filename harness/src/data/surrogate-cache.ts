import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../places.js';
import type { TaskModule } from '../task/task-module.js';

type Generator = Pick<TaskModule, 'definition' | 'generateSurrogate' | 'surrogateSeed' | 'surrogateVersion'>;

/** Folder of the generated surrogate, made on first use. Two processes that make it at once end with one complete copy. */
export async function ensureSurrogate(task: Generator, environment = process.env): Promise<string> {
  const name = `${task.definition.id}-v${task.surrogateVersion}-s${task.surrogateSeed}`;
  const folder = join(cacheFolder(environment), 'surrogates', name);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${randomBytes(4).toString('hex')}.part`;
  mkdirSync(dirname(draft), { recursive: true });
  mkdirSync(draft);
  try {
    await task.generateSurrogate(draft, task.surrogateSeed);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // Else another process was first: its copy is the same.
  }
  return folder;
}
