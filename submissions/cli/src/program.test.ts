import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { commandList } from './command-list.js';
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

describe('help', async () => {
  const commands = withAll(await createProgram([], () => {})).filter((command) => command.name() !== 'help');

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

test.each(Object.keys(commandList))('%s is found by its name, alone', async (name) => {
  const { commands } = await createProgram(['--json', name, '--help'], () => {});
  const names = commands.map((command) => command.name());
  expect(names).toEqual(name === 'completion' ? Object.keys(commandList) : [name]);
});

test.each([
  [['--version'], []],
  [['-V'], []],
  [['check', '--wire', '--', 'program', '--version'], ['check']],
  [['check', '--wire', '--', 'program', '-V'], ['check']],
])('%j needs %j', async (argv, expected) => {
  const { commands } = await createProgram(argv, () => {});
  expect(commands.map((command) => command.name())).toEqual(expected);
});
