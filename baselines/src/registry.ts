import { taskIds } from '@paretoboard/tasks/registry.js';
import type { BuiltIn } from './built-in.js';

/** A folder of the task's name, where each task has its own. */
async function builtInsIn(task: string): Promise<readonly BuiltIn[]> {
  const folder: { readonly builtIns: readonly BuiltIn[] } = await import(/* @vite-ignore */ `./${task}/built-ins.js`);
  return folder.builtIns;
}

const byTask = new Map(await Promise.all(taskIds.map(async (task) => [task, await builtInsIn(task)] as const)));

/** Built-in submissions of a task, quickest first; empty for an unknown task. */
export function builtInsOf(task: string): readonly BuiltIn[] {
  return [...(byTask.get(task) ?? [])].sort((a, b) => a.expectedSeconds - b.expectedSeconds);
}

export class UnknownSubmissionError extends Error {
  override readonly name = 'UnknownSubmissionError';

  constructor(task: string, name: string) {
    super(
      `task ${task} has no built-in submission "${name}": expected a folder with paretoboard.json or one of ${builtInsOf(
        task,
      )
        .map((builtIn) => builtIn.manifest.name)
        .join(', ')}`,
    );
  }
}

/** @throws UnknownSubmissionError */
export function builtIn(task: string, name: string): BuiltIn {
  const found = builtInsOf(task).find((candidate) => candidate.manifest.name === name);
  if (!found) throw new UnknownSubmissionError(task, name);
  return found;
}
