import type { Command } from 'commander';
import type { ExitStatus } from './exit-status.js';
import type { Output } from './output.js';

/** What a command is given besides its own arguments and options. */
export interface CommandContext {
  readonly output: Output;
  readonly signal: AbortSignal;
}

/** Does the work and says how the process ends. */
export type Action = (context: CommandContext, ...parameters: never[]) => Promise<ExitStatus>;

/** Makes commander's handler of an action. */
export type Run = (action: Action) => (...parameters: unknown[]) => Promise<void>;

/** Adds one command to the program. */
export type Register = (program: Command, run: Run) => void;
