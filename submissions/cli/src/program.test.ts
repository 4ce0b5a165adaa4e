import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from './program.js';

function withAll(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withAll)];
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut: (part) => {
      text += part;
    },
  });
  command.outputHelp();
  return text;
}

describe('help', () => {
  const commands = withAll(createProgram(() => {})).filter((command) => command.name() !== 'help');

  test.each(commands.map((command) => [pathOf(command), command] as const))(
    'of %s has an example and --json',
    (path, command) => {
      const help = helpOf(command);
      expect(help).toMatch(/Examples?:\n(.*\n)* {2}\$ .*npx paretoboard/);
      expect(help).toContain('--json');
      expect(command.description(), path).toMatch(/./);
    },
  );
});
