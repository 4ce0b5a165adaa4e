import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { requestServer } from '../server/call-server.js';
import { connectionOf, type ServerOptions, withServerOptions } from '../server/connection.js';

export const registerLogs: Register = (program, run) => {
  const command = program
    .command('logs')
    .description('what a submission wrote to standard output and error during its run')
    .argument('<run>', 'id of the run')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard logs 0b9d0a4e-6a3f-4c6d-9d0e-2f4a1c7b8e90');
  withServerOptions(command).action(
    run(async ({ output, signal }, id: string, options: ServerOptions) => {
      const params = { path: { id } };
      const { data } = await requestServer(
        connectionOf(options),
        (api) => api.GET('/api/v1/runs/{id}/log', { params, parseAs: 'text', signal }),
        signal,
      );
      const log = String(data ?? '');
      await output.answer({ run: id, log }, log.replace(/\n$/, ''));
      return exitStatus.done;
    }),
  );
};
