import type { Command } from 'commander';

/** A command as a shell completes it. */
export interface CompletedCommand {
  /** `data fetch` */
  readonly path: string;
  readonly description: string;
  readonly subcommands: readonly string[];
  /** `--profile` … */
  readonly options: readonly { readonly name: string; readonly description: string; readonly takesValue: boolean }[];
}

function completed(command: Command, parents: readonly string[]): CompletedCommand[] {
  const names = [...parents, command.name()];
  const children = command.commands.filter((child) => child.name() !== 'help');
  const own = {
    path: names.join(' '),
    description: command.description(),
    subcommands: children.map((child) => child.name()),
    options: command.options.map(({ long, description, required, optional }) => ({
      name: long ?? '',
      description,
      takesValue: required || optional,
    })),
  };
  return [own, ...children.flatMap((child) => completed(child, names))];
}

/** All commands below the program, without it. */
export function commandTree(program: Command): CompletedCommand[] {
  return program.commands.filter((child) => child.name() !== 'help').flatMap((child) => completed(child, []));
}
