import { resolve } from 'node:path';
import { manifestFileName } from '@paretoboard/contract/submission-manifest.js';
import { checkSubmission } from '../check/check-submission.js';
import { checkText } from '../check/check-text.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { UsageError } from '../usage-error.js';
import { checkWire, type WireOptions, wireOptions } from './check-wire.js';

interface CheckOptions extends WireOptions {
  readonly run: boolean;
}

export const registerCheck: Register = (program, run) => {
  const command = program
    .command('check')
    .description(
      'everything that can be wrong with a submission: manifest, files, then a try-out on a few items, in seconds',
    )
    .option('--no-run', 'do not try it out')
    .argument('[folder]', `folder with ${manifestFileName}`)
    .argument('[command...]', 'with --wire: a program and its arguments, after --');
  for (const option of wireOptions()) command.addOption(option);
  command
    .addHelpText(
      'after',
      '\nExamples:\n  $ npx paretoboard check my-submission\n  $ npx paretoboard check --wire -- python3 main.py',
    )
    .action(
      run(async (context, path: string | undefined, rest: string[], options: CheckOptions) => {
        if (options.wire) return checkWire(context, [path ?? [], rest].flat(), options);
        const { output, signal } = context;
        if (path === undefined || rest.length > 0) throw new UsageError('expected one folder; found no or several');
        const outcome = await checkSubmission(resolve(path), { run: options.run, signal, note: output.note });
        await output.answer(outcome, checkText(outcome));
        return outcome.ok ? exitStatus.done : exitStatus.no;
      }),
    );
};
