import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { type ServerOptions, withServerOptions } from '../server/connection.js';
import { effectiveSettings, setSetting, settableNames, unsetSetting } from '../settings.js';
import { table } from '../table.js';

export const registerConfig: Register = (program, run) => {
  const command = program
    .command('config')
    .description('every setting that holds, and where it comes from')
    .addHelpText(
      'after',
      '\nAn option wins over the environment, that over the file, that over the default.\n\nExamples:\n  $ npx paretoboard config\n  $ npx paretoboard config set author "A. Person"',
    );
  withServerOptions(command).action(
    run(async ({ output }, options: ServerOptions) => {
      const settings = effectiveSettings(options);
      const rows = settings.map(({ name, value, source, by }) => [name, value ?? '–', source ?? '–', by]);
      await output.answer(settings, table(['SETTING', 'VALUE', 'FROM', 'SET BY'], rows));
      return exitStatus.done;
    }),
  );
  command
    .command('set')
    .description(`keep one in the file: ${settableNames.join(', ')}`)
    .argument('<name>', settableNames.join(', '))
    .argument('<value>')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard config set api https://board.example.org')
    .action(
      run(async ({ output }, name: string, value: string) => {
        setSetting(name, value);
        await output.answer({ name, value }, `${name} is ${value}`);
        return exitStatus.done;
      }),
    );
  command
    .command('unset')
    .description('take one out of the file')
    .argument('<name>', settableNames.join(', '))
    .addHelpText('after', '\nExample:\n  $ npx paretoboard config unset api')
    .action(
      run(async ({ output }, name: string) => {
        unsetSetting(name);
        await output.answer({ name, value: null }, `${name} is not in the file`);
        return exitStatus.done;
      }),
    );
};
