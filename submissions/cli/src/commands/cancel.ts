import { runStateSchema } from '@paretoboard/contract/run-state.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { callServer } from '../server/call-server.js';
import { connectionOf, requireToken, type ServerOptions, withServerOptions } from '../server/connection.js';
import { runText } from '../server/run-outcome.js';

export const registerCancel: Register = (program, run) => {
  const command = program
    .command('cancel')
    .description('end a run of yours on the server')
    .argument('<run>', 'id of the run')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard cancel 0b9d0a4e-6a3f-4c6d-9d0e-2f4a1c7b8e90');
  withServerOptions(command).action(
    run(async ({ output, signal }, id: string, options: ServerOptions) => {
      const connection = connectionOf(options);
      requireToken(connection);
      const params = { path: { id } };
      const state = await callServer(
        connection,
        (api) => api.POST('/api/v1/runs/{id}/cancel', { params, signal }),
        runStateSchema,
        signal,
      );
      await output.answer(state, runText(state));
      return exitStatus.done;
    }),
  );
};
