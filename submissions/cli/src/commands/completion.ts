import { submissionKindSchema } from '@paretoboard/contract/interaction.js';
import { profileNameSchema } from '@paretoboard/contract/profile.js';
import { runtimeNames } from '@paretoboard/contract/runtime.js';
import { sandboxLevelSchema } from '@paretoboard/contract/sandbox-level.js';
import { scenarioSchema } from '@paretoboard/contract/scenario.js';
import { taskIds } from '@paretoboard/tasks/registry.js';
import { commandTree } from '../completion/command-tree.js';
import { completionScript, shells } from '../completion/scripts.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { requireOneOf } from '../usage-error.js';

const values = {
  '--task': taskIds,
  '--kind': submissionKindSchema.options,
  '--profile': profileNameSchema.options,
  '--runtime': runtimeNames,
  '--sandbox': sandboxLevelSchema.options,
  '--scenario': scenarioSchema.options,
};

export const registerCompletion: Register = (program, run) => {
  program
    .command('completion')
    .description('a script by which a shell completes commands, options and tasks')
    .argument('<shell>', shells.join(', '))
    .addHelpText(
      'after',
      `
Examples, for the file that your shell reads when it starts:
  eval "$(npx paretoboard completion bash)"
  npx paretoboard completion fish | source

Example:
  $ npx paretoboard completion bash > ~/.paretoboard-completion`,
    )
    .action(
      run(async ({ output }, name: string) => {
        const shell = requireOneOf('shell', name, shells);
        const script = completionScript(shell, commandTree(program), values);
        await output.answer({ shell, script }, script.trimEnd());
        return exitStatus.done;
      }),
    );
};
