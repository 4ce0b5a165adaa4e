import { relative, resolve } from 'node:path';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { cloneSubmission } from '../server/clone-submission.js';
import { connectionOf, type ServerOptions, withServerOptions } from '../server/connection.js';
import { findSubmission } from '../server/find-submission.js';

export const registerClone: Register = (program, run) => {
  const command = program
    .command('clone')
    .description('fetch the files of a public submission, or of your own, to start from')
    .argument('<submission>', 'id of a submission, or digest of a record')
    .argument('[folder]', 'a new or an empty folder; default: the submission’s name')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard clone 0b9d0a4e-6a3f-4c6d-9d0e-2f4a1c7b8e90 my-start');
  withServerOptions(command).action(
    run(async ({ output, signal }, id: string, path: string | undefined, options: ServerOptions) => {
      const connection = connectionOf(options);
      const submission = await findSubmission(connection, id, signal);
      const folder = resolve(path ?? submission.name);
      await cloneSubmission(connection, submission, folder, signal);
      const { name, version, authors, licence, digest, files } = submission;
      const terms = licence === '' ? 'no licence is stated: ask before you build on it' : `licence ${licence}`;
      await output.answer(
        { path: folder, submission },
        `${name} ${version} by ${authors.join(', ')}, ${terms}\n${files} files in ${relative('.', folder) || '.'}, ${digest}`,
      );
      return exitStatus.done;
    }),
  );
};
