import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { slugSchema } from '@paretoboard/contract/primitives.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { registerTask, registryPath } from '../init-task/register-task.js';
import { mark, takenPaths, writeSkeleton } from '../init-task/skeleton.js';
import { table } from '../table.js';
import { UsageError } from '../usage-error.js';

/** The nearest folder upwards that holds the registry of tasks. @throws UsageError */
function repositoryAbove(start: string): string {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, registryPath))) return folder;
    if (folder === dirname(folder))
      throw new UsageError(
        `expected a clone of the repository in ${resolve(start)} or above it, found no ${registryPath}. Go there, or name it with --repository.`,
      );
  }
}

/** @throws UsageError */
function requireNewId(repository: string, id: string): void {
  if (!slugSchema.safeParse(id).success)
    throw new UsageError(`expected an id of lower-case words joined by hyphens, found "${id}"`);
  const [taken] = takenPaths(repository, id);
  if (taken !== undefined) throw new UsageError(`${taken} exists. Choose another id, or go on with what is there.`);
}

export const registerInitTask: Register = (program, run) => {
  program
    .command('init-task')
    .description('the files of a new task and its line in the registry, with the places to fill marked')
    .argument('<id>', 'lower-case words joined by hyphens')
    .option('--repository <folder>', 'clone of the repository; default: the one around the current folder')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard init-task my-paper')
    .action(
      run(async ({ output }, id: string, { repository }: { repository?: string }) => {
        const root = repositoryAbove(repository ?? '.');
        requireNewId(root, id);
        const files = writeSkeleton(root, id);
        registerTask(root, id);
        const rows = files.map(({ path, marks }) => [path, String(marks)]);
        const next = `Registered in ${registryPath}. Fill what is marked with "${mark}" (docs/adding-a-task.md), then:
  npm run format && npx tsc -b && npx vitest run tasks/src/${id} tasks/src/registry.test.ts test/registry.test.ts
  npx paretoboard gate ${id}`;
        const text = `${table(['FILE', 'PLACES TO FILL'], rows)}\n\n${next}`;
        await output.answer({ id, files, registered: registryPath }, text);
        return exitStatus.done;
      }),
    );
};
