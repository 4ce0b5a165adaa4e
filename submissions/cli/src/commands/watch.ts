import type { RunState } from '@paretoboard/contract/run-state.js';
import type { Register } from '../context.js';
import { eventWriter } from '../event-lines.js';
import type { ExitStatus } from '../exit-status.js';
import type { Output } from '../output.js';
import { type Connection, connectionOf, type ServerOptions, withServerOptions } from '../server/connection.js';
import { runText, statusOfState } from '../server/run-outcome.js';
import { NoServerError } from '../server/server-error.js';
import { stateOf, watchRun } from '../server/watch-run.js';

/**
 * Writes what happens to a run until it ends. Ctrl-C ends the watching, not the run.
 * @throws AbortError, after it was said how to come back
 */
export async function watchToEnd(
  connection: Connection,
  id: string,
  { note }: Output,
  signal: AbortSignal,
): Promise<RunState> {
  try {
    const first = await stateOf(connection, id, signal);
    note(runText(first));
    return await watchRun(connection, id, { onEvent: eventWriter(note), onLost: note }, signal);
  } catch (error) {
    if (signal.aborted || error instanceof NoServerError)
      note(`The run goes on without you. Come back: npx paretoboard watch ${id} --api ${connection.api.origin}`);
    throw error;
  }
}

export const registerWatch: Register = (program, run) => {
  const command = program
    .command('watch')
    .description('follow a run on the server until its verdict; Ctrl-C leaves it running')
    .argument('<run>', 'id of the run')
    .addHelpText(
      'after',
      '\nEnds with 0 for VALID, 1 for INVALID or failed, 3 for a failure of the server’s.\n\nExample:\n  $ npx paretoboard watch 0b9d0a4e-6a3f-4c6d-9d0e-2f4a1c7b8e90',
    );
  withServerOptions(command).action(
    run(async ({ output, signal }, id: string, options: ServerOptions): Promise<ExitStatus> => {
      const state = await watchToEnd(connectionOf(options), id, output, signal);
      await output.answer(state, runText(state));
      return statusOfState(state);
    }),
  );
};
