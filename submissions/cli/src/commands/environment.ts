import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { slugSchema } from '@paretoboard/contract/primitives.js';
import { addEnvironment, EnvironmentError } from '@paretoboard/harness/environments/add-environment.js';
import { environmentsFolder, listEnvironments } from '@paretoboard/harness/environments/environment.js';
import type { Register } from '../context.js';
import { environmentStatus, environmentTable } from '../environment-table.js';
import { exitStatus } from '../exit-status.js';
import { requireOneOf, UsageError } from '../usage-error.js';

interface AddOptions {
  readonly python: string;
  readonly packages: readonly string[];
}

function nameOf(name: string): string {
  if (slugSchema.safeParse(name).success) return name;
  throw new UsageError(`environment "${name}": expected lower-case words joined by hyphens, such as pytorch-2.13`);
}

export const registerEnvironment: Register = (program, run) => {
  const environment = program
    .command('environment')
    .description('packages that this machine has for submissions of kind process')
    .addHelpText(
      'after',
      '\nExample:\n  $ npx paretoboard environment add pytorch-2.13 --packages torch==2.13.0 scikit-learn',
    );
  environment
    .command('list')
    .description('what a manifest may name as its environment')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard environment list --json')
    .action(
      run(async ({ output }) => {
        const found = listEnvironments();
        const text = found.length === 0 ? 'none' : environmentTable(found.map(environmentStatus));
        await output.answer({ environments: found }, text);
        return exitStatus.done;
      }),
    );
  environment
    .command('add')
    .description('a virtual environment of Python with NumPy, our client and what you name')
    .argument('<name>', 'lower-case words joined by hyphens')
    .option('--python <path>', 'interpreter to make it from', 'python3')
    .option('--packages <specs...>', 'as pip install takes them', [])
    .addHelpText('after', '\nExample:\n  $ npx paretoboard environment add numpy')
    .action(
      run(async ({ output }, name: string, { python, packages }: AddOptions) => {
        try {
          const made = addEnvironment({ name: nameOf(name), python, packages }, output.note);
          await output.answer(made, `${environmentTable([environmentStatus(made)])}\n\n${made.packages.join('\n')}`);
          return exitStatus.done;
        } catch (error) {
          if (error instanceof EnvironmentError) throw new UsageError(error.message);
          throw error;
        }
      }),
    );
  environment
    .command('remove')
    .description('removes its folder; records keep its versions and its digest')
    .argument('<name>')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard environment remove numpy')
    .action(
      run(async ({ output }, name: string) => {
        const names = listEnvironments().map((one) => one.name);
        const found = requireOneOf('environment', name, names);
        rmSync(join(environmentsFolder(), found), { recursive: true });
        await output.answer({ removed: found }, `removed ${found}`);
        return exitStatus.done;
      }),
    );
};
