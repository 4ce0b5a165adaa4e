import { basename, relative, resolve } from 'node:path';
import { submissionKindSchema } from '@paretoboard/contract/interaction.js';
import { slugSchema } from '@paretoboard/contract/primitives.js';
import type { TaskDefinition, Track } from '@paretoboard/contract/task.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { processLanguages } from '../init/process.js';
import { writeSubmission } from '../init/write-submission.js';
import { requireOneOf, UsageError } from '../usage-error.js';

interface InitOptions {
  readonly kind: string;
  readonly task: string;
  readonly track?: string;
  readonly name?: string;
  readonly language?: string;
}

function trackOf(task: TaskDefinition, asked: string | undefined): Track {
  const ids = task.tracks.map(({ id }) => id);
  const id = asked === undefined ? ids[0]! : requireOneOf(`track of ${task.id}`, asked, ids);
  return task.tracks.find((track) => track.id === id)!;
}

/** @throws UsageError */
function nameOf(folder: string, asked: string | undefined): string {
  const usual = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const name = asked ?? (usual || 'my-submission');
  if (slugSchema.safeParse(name).success) return name;
  throw new UsageError(`--name: expected lower-case words joined by hyphens, at most 80 characters, found "${name}"`);
}

export const registerInit: Register = (program, run) => {
  program
    .command('init')
    .description('a new submission that runs as it is: manifest, README and a simple method to replace')
    .argument('<folder>', 'a new or an empty folder')
    .option('--kind <kind>', submissionKindSchema.options.join(', '), 'tfjs-module')
    .requiredOption('--task <id>', 'what it is for; npx paretoboard tasks lists them')
    .option('--track <id>', 'which inputs it may see; default: the first track of the task')
    .option('--language <name>', `kind process: ${processLanguages.join(', ')} (default: python)`)
    .option('--name <name>', 'lower-case words joined by hyphens; default: that of the folder')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard init my-model --task enhanced-lenet5-traffic-sign')
    .action(
      run(async ({ output }, path: string, options: InitOptions) => {
        const folder = resolve(path);
        const { definition: task } = await loadTask(requireOneOf('task', options.task, taskIds));
        const kind = requireOneOf('kind', options.kind, submissionKindSchema.options);
        const { language } = options;
        if (language !== undefined && kind !== 'process')
          throw new UsageError(`--language is for kind process: kind ${kind} has one way to begin`);
        const request = {
          task,
          track: trackOf(task, options.track),
          name: nameOf(folder, options.name),
          folder,
          ...(language !== undefined && { language: requireOneOf('language', language, processLanguages) }),
        };
        const files = await writeSubmission(request, kind);
        const shown = relative('.', folder) || '.';
        const next = `Next:\n  npx paretoboard check ${shown}\n  npx paretoboard run ${task.id} --submission ${shown} --variant surrogate`;
        await output.answer(
          { path: folder, files },
          `${files.map((file) => `${shown}/${file}`).join('\n')}\n\n${next}`,
        );
        return exitStatus.done;
      }),
    );
};
