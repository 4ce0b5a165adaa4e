import type { CompletedCommand } from './command-tree.js';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** Values of options and arguments that are known beforehand, by the option's name. */
export type Values = Readonly<Record<string, readonly string[]>>;

/** Commands whose first argument is a task. */
const askForTask = ['run', 'board', 'gate', 'tasks show'];

function roots(tree: readonly CompletedCommand[]): readonly CompletedCommand[] {
  return tree.filter(({ path }) => !path.includes(' '));
}

function wordsOf({ path, subcommands, options }: CompletedCommand, values: Values): string {
  const tasks = askForTask.includes(path) ? (values['--task'] ?? []) : [];
  return [...subcommands, ...tasks, ...options.map(({ name }) => name), '--json', '--help'].join(' ');
}

/** Without help of any library: bash 3.2, as on macOS, has to do. */
function bash(tree: readonly CompletedCommand[], values: Values): string {
  const ofOptions = Object.entries(values).map(
    ([option, words]) => `    ${option}) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$current")); return ;;`,
  );
  const ofCommands = tree.map((command) => `    "${command.path}") words="${wordsOf(command, values)}" ;;`);
  const nested = tree.filter(({ subcommands }) => subcommands.length > 0).map(({ path }) => path);
  return `# paretoboard: eval "$(npx paretoboard completion bash)"
_paretoboard() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=""
  case "$previous" in
${ofOptions.join('\n')}
  esac
  if [ "$COMP_CWORD" -le 1 ]; then
    COMPREPLY=($(compgen -W "${roots(tree)
      .map(({ path }) => path)
      .join(' ')} --help --version" -- "$current"))
    return
  fi
  case " ${nested.join(' ')} " in *" $command "*) [ "$COMP_CWORD" -gt 2 ] && command="$command \${COMP_WORDS[2]}" ;; esac
  case "$command" in
${ofCommands.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _paretoboard paretoboard
`;
}

function zsh(tree: readonly CompletedCommand[], values: Values): string {
  return `# paretoboard: eval "$(npx paretoboard completion zsh)"
autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bash(tree, values).split('\n').slice(1).join('\n')}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function fish(tree: readonly CompletedCommand[], values: Values): string {
  const commands = roots(tree).map(
    ({ path, description }) => `complete -c paretoboard -n __fish_use_subcommand -a ${path} -d ${quoted(description)}`,
  );
  const details = tree.flatMap(({ path, subcommands, options }) => {
    const when = `-n ${quoted(`__fish_seen_subcommand_from ${path.split(' ').at(-1)}`)}`;
    const tasks = askForTask.includes(path) ? (values['--task'] ?? []) : [];
    return [
      ...[...subcommands, ...tasks].map((word) => `complete -c paretoboard ${when} -a ${word}`),
      ...options.map(({ name, description, takesValue }) => {
        const known = values[name] ? ` -a ${quoted(values[name].join(' '))}` : '';
        const needs = takesValue ? ' -r' : '';
        return `complete -c paretoboard ${when} -l ${name.slice(2)}${needs}${known} -d ${quoted(description)}`;
      }),
    ];
  });
  return ['# paretoboard: npx paretoboard completion fish | source', ...commands, ...details, ''].join('\n');
}

const scripts: Readonly<Record<Shell, (tree: readonly CompletedCommand[], values: Values) => string>> = {
  bash,
  zsh,
  fish,
};

/** A script that makes the shell complete our commands, options and the values that are known. */
export function completionScript(shell: Shell, tree: readonly CompletedCommand[], values: Values): string {
  return scripts[shell](tree, values);
}
