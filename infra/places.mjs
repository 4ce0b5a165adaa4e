import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of this clone. */
export const repositoryRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** npm moves to the repository's root before it runs a script; relative paths are meant from where the user stands. */
const userFolder = process.env.INIT_CWD ?? process.cwd();

/** State: `PARETOBOARD_HOME`, else the user's data folder (the same rule as `harness/src/places.ts`; a test compares them). */
export function homeFolder(environment = process.env) {
  if (environment.PARETOBOARD_HOME) return resolve(userFolder, environment.PARETOBOARD_HOME);
  return inUserFolder(environment, 'XDG_DATA_HOME', ['.local', 'share'], ['Library', 'Application Support']);
}

/** What can be fetched or built again: `PARETOBOARD_CACHE`, else the user's cache folder. */
export function cacheFolder(environment = process.env) {
  if (environment.PARETOBOARD_CACHE) return resolve(userFolder, environment.PARETOBOARD_CACHE);
  return inUserFolder(environment, 'XDG_CACHE_HOME', ['.cache'], ['Library', 'Caches']);
}

/** Root of the real data sets, or null: surrogates only. */
export function dataFolder(environment = process.env) {
  return environment.PARETOBOARD_DATA ? resolve(userFolder, environment.PARETOBOARD_DATA) : null;
}

function inUserFolder(environment, variable, linux, mac) {
  const base = environment[variable];
  if (base && isAbsolute(base)) return join(base, 'paretoboard');
  return join(environment.HOME ?? homedir(), ...(process.platform === 'darwin' ? mac : linux), 'paretoboard');
}
