import type { Register } from '../context.js';
import { connectionOf, type ServerOptions, withServerOptions } from '../server/connection.js';
import { runText, statusOfState } from '../server/run-outcome.js';
import { stateOf } from '../server/watch-run.js';

export const registerStatus: Register = (program, run) => {
  const command = program
    .command('status')
    .description('where a run on the server is: its place in the queue, its stage, its verdict')
    .argument('<run>', 'id of the run')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard status 0b9d0a4e-6a3f-4c6d-9d0e-2f4a1c7b8e90');
  withServerOptions(command).action(
    run(async ({ output, signal }, id: string, options: ServerOptions) => {
      const state = await stateOf(connectionOf(options), id, signal);
      await output.answer(state, runText(state));
      return statusOfState(state);
    }),
  );
};
