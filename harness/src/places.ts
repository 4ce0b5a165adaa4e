import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

function userFolder(environment: Environment, variable: string, linux: string[], mac: string[]): string {
  const base = environment[variable];
  if (base && isAbsolute(base)) return join(base, 'paretoboard');
  const home = environment.HOME ?? homedir();
  return join(home, ...(process.platform === 'darwin' ? mac : linux), 'paretoboard');
}

/** State: embedded database, artefacts, records, keys. `PARETOBOARD_HOME`, else the user's data folder. */
export function homeFolder(environment: Environment = process.env): string {
  if (environment.PARETOBOARD_HOME) return resolve(environment.PARETOBOARD_HOME);
  return userFolder(environment, 'XDG_DATA_HOME', ['.local', 'share'], ['Library', 'Application Support']);
}

/** What can be fetched or built again. `PARETOBOARD_CACHE`, else the user's cache folder. */
export function cacheFolder(environment: Environment = process.env): string {
  if (environment.PARETOBOARD_CACHE) return resolve(environment.PARETOBOARD_CACHE);
  return userFolder(environment, 'XDG_CACHE_HOME', ['.cache'], ['Library', 'Caches']);
}

/** Root of the real data sets, or null: surrogates only. `PARETOBOARD_DATA`. */
export function dataFolder(environment: Environment = process.env): string | null {
  return environment.PARETOBOARD_DATA ? resolve(environment.PARETOBOARD_DATA) : null;
}
