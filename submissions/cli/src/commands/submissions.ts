import type { Submission } from '@paretoboard/contract/submission.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { connectionOf, type ServerOptions, withServerOptions } from '../server/connection.js';
import { ownAccount } from '../server/own-account.js';
import { submissionsOf } from '../server/pages.js';
import { table } from '../table.js';
import { wholeNumber } from '../whole-number.js';

interface Options extends ServerOptions {
  readonly all?: true;
  readonly task?: string;
  readonly limit: number;
}

function listText(submissions: readonly Submission[]): string {
  const rows = submissions.map(({ id, name, version, task, kind, owner, createdAt, runs }) => [
    id,
    `${name} ${version}`,
    task,
    kind,
    owner,
    createdAt,
    String(runs.length),
  ]);
  return table(['SUBMISSION', 'NAME', 'TASK', 'KIND', 'OWNER', 'SENT', 'RUNS'], rows);
}

export const registerSubmissions: Register = (program, run) => {
  const command = program
    .command('submissions')
    .description('what was sent to the server, newest first: yours, or everybody’s')
    .option('--all', 'everybody’s')
    .option('--task <id>', 'of one task')
    .option('--limit <n>', 'at most so many', wholeNumber(1), 50)
    .addHelpText('after', '\nExample:\n  $ npx paretoboard submissions --task enhanced-lenet5-traffic-sign');
  withServerOptions(command).action(
    run(async ({ output, signal }, options: Options) => {
      const connection = connectionOf(options);
      const filters = {
        ...(options.all ? {} : { owner: (await ownAccount(connection, signal)).name }),
        ...(options.task === undefined ? {} : { task: options.task }),
      };
      const found: Submission[] = [];
      for await (const one of submissionsOf(connection, filters, signal)) {
        found.push(one);
        if (found.length === options.limit) break;
      }
      await output.answer(found, listText(found));
      return exitStatus.done;
    }),
  );
};
