import { readFileSync } from 'node:fs';
import { RunError } from '@paretoboard/harness/run/run-error.js';
import { SubmissionFailure } from '@paretoboard/harness/sandbox/submission-failure.js';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { registrationsFor } from './command-list.js';
import type { Action } from './context.js';
import { type ExitStatus, exitStatus, statusOfError } from './exit-status.js';
import { interruptionSignal } from './interruption.js';
import { createOutput, shownOn } from './output.js';

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** Options of the program hold for every command, wherever they stand on the line. */
function addGlobalOptions(command: Command): void {
  command
    .exitOverride()
    .option('--json', 'one JSON document on standard output; everything else goes to standard error');
  for (const child of command.commands) addGlobalOptions(child);
}

/**
 * The command line, as far as this call can need it.
 * @param argv words after `paretoboard`; none: all commands
 * @param end told how a command that ran ends the process
 */
export async function createProgram(argv: readonly string[], end: (status: ExitStatus) => void): Promise<Command> {
  const program = new Command('paretoboard')
    .description('A benchmark-and-leaderboard harness for the methods of research papers.')
    .version(version())
    .showSuggestionAfterError()
    .showHelpAfterError('Run the command with --help for its options and an example.')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard doctor');
  const run = (action: Action) => {
    return async (...parameters: unknown[]): Promise<void> => {
      const command = parameters.at(-1) as Command;
      const { json = false } = command.optsWithGlobals<{ json?: boolean }>();
      const context = { output: createOutput(json), signal: interruptionSignal() };
      end(await action(context, ...(parameters as never[])));
    };
  };
  for (const register of await registrationsFor(argv)) register(program, run);
  addGlobalOptions(program);
  return program;
}

/** What happened and, where it is known, what to do about it. */
function textOfError(error: unknown): string {
  if (error instanceof SubmissionFailure || error instanceof RunError) {
    const { message, remedy } = error.reason;
    return `${message}\n${remedy}`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** One call of the command line. Errors become one line on standard error and an exit status. */
export async function main(argv: readonly string[]): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.done;
  const program = await createProgram(argv, (ended) => {
    status = ended;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    // Commander has written its own message; help and version end with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    const failed = statusOfError(error);
    const text = failed === exitStatus.interrupted ? 'interrupted' : `error: ${textOfError(error)}`;
    process.stderr.write(`${shownOn(process.stderr, text)}\n`);
    return failed;
  }
}
