import type { Register } from './context.js';

/** Every command by its name, in the order of the help. A call loads the code of the one that it names. */
export const commandList = {
  doctor: async () => (await import('./commands/doctor.js')).registerDoctor,
  environment: async () => (await import('./commands/environment.js')).registerEnvironment,
  tasks: async () => (await import('./commands/tasks.js')).registerTasks,
  data: async () => (await import('./commands/data.js')).registerData,
  run: async () => (await import('./commands/run.js')).registerRun,
  verify: async () => (await import('./commands/verify.js')).registerVerify,
  rescore: async () => (await import('./commands/rescore.js')).registerRescore,
  export: async () => (await import('./commands/export.js')).registerExport,
  compare: async () => (await import('./commands/compare.js')).registerCompare,
  diff: async () => (await import('./commands/diff.js')).registerDiff,
  reproduce: async () => (await import('./commands/reproduce.js')).registerReproduce,
  check: async () => (await import('./commands/check.js')).registerCheck,
  board: async () => (await import('./commands/board.js')).registerBoard,
  gate: async () => (await import('./commands/gate.js')).registerGate,
  profile: async () => (await import('./commands/profile.js')).registerProfile,
  claims: async () => (await import('./commands/claims.js')).registerClaims,
  init: async () => (await import('./commands/init.js')).registerInit,
  login: async () => (await import('./commands/login.js')).registerLogin,
  logout: async () => (await import('./commands/logout.js')).registerLogout,
  submit: async () => (await import('./commands/submit.js')).registerSubmit,
  submissions: async () => (await import('./commands/submissions.js')).registerSubmissions,
  status: async () => (await import('./commands/status.js')).registerStatus,
  watch: async () => (await import('./commands/watch.js')).registerWatch,
  logs: async () => (await import('./commands/logs.js')).registerLogs,
  cancel: async () => (await import('./commands/cancel.js')).registerCancel,
  clone: async () => (await import('./commands/clone.js')).registerClone,
  account: async () => (await import('./commands/account.js')).registerAccount,
  team: async () => (await import('./commands/team.js')).registerTeam,
  'init-task': async () => (await import('./commands/init-task.js')).registerInitTask,
  config: async () => (await import('./commands/config.js')).registerConfig,
  completion: async () => (await import('./commands/completion.js')).registerCompletion,
} satisfies Record<string, () => Promise<Register>>;

type CommandName = keyof typeof commandList;

function isCommand(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(commandList, word);
}

/** Help, completion and a misspelt name need all commands; the version needs none. What stands behind a command is the command's, or of a program that it starts. */
function neededFor(argv: readonly string[]): readonly CommandName[] {
  const named = argv.find((word) => !word.startsWith('-'));
  if (named === undefined && (argv.includes('--version') || argv.includes('-V'))) return [];
  return isCommand(named) && named !== 'completion' ? [named] : (Object.keys(commandList) as CommandName[]);
}

/** What adds the commands that this line can need. @param argv words after `paretoboard` */
export function registrationsFor(argv: readonly string[]): Promise<Register[]> {
  return Promise.all(neededFor(argv).map((name) => commandList[name]()));
}
