import { readFileSync } from 'node:fs';
import { RunError } from '@paretoboard/harness/run/run-error.js';
import { SubmissionFailure } from '@paretoboard/harness/sandbox/submission-failure.js';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { registerBoard } from './commands/board.js';
import { registerCancel } from './commands/cancel.js';
import { registerCheck } from './commands/check.js';
import { registerClaims } from './commands/claims.js';
import { registerClone } from './commands/clone.js';
import { registerCompare } from './commands/compare.js';
import { registerCompletion } from './commands/completion.js';
import { registerConfig } from './commands/config.js';
import { registerData } from './commands/data.js';
import { registerDiff } from './commands/diff.js';
import { registerDoctor } from './commands/doctor.js';
import { registerEnvironment } from './commands/environment.js';
import { registerExport } from './commands/export.js';
import { registerGate } from './commands/gate.js';
import { registerInit } from './commands/init.js';
import { registerInitTask } from './commands/init-task.js';
import { registerLogin } from './commands/login.js';
import { registerLogout } from './commands/logout.js';
import { registerLogs } from './commands/logs.js';
import { registerReproduce } from './commands/reproduce.js';
import { registerRescore } from './commands/rescore.js';
import { registerRun } from './commands/run.js';
import { registerStatus } from './commands/status.js';
import { registerSubmissions } from './commands/submissions.js';
import { registerSubmit } from './commands/submit.js';
import { registerTasks } from './commands/tasks.js';
import { registerVerify } from './commands/verify.js';
import { registerWatch } from './commands/watch.js';
import type { Action, Register } from './context.js';
import { type ExitStatus, exitStatus, statusOfError } from './exit-status.js';
import { interruptionSignal } from './interruption.js';
import { createOutput, shownOn } from './output.js';

const commands: readonly Register[] = [
  registerDoctor,
  registerEnvironment,
  registerTasks,
  registerData,
  registerRun,
  registerVerify,
  registerRescore,
  registerExport,
  registerCompare,
  registerDiff,
  registerReproduce,
  registerCheck,
  registerBoard,
  registerGate,
  registerClaims,
  registerInit,
  registerLogin,
  registerLogout,
  registerSubmit,
  registerSubmissions,
  registerStatus,
  registerWatch,
  registerLogs,
  registerCancel,
  registerClone,
  registerInitTask,
  registerConfig,
  registerCompletion,
];

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

/** The whole command line. @param end told how a command that ran ends the process */
export function createProgram(end: (status: ExitStatus) => void): Command {
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
  for (const register of commands) register(program, run);
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
  const program = createProgram((ended) => {
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
