import { type CliConfig, cliConfigSchema } from '@paretoboard/contract/cli-config.js';
import { cacheFolder, dataFolder, homeFolder } from '@paretoboard/harness/places.js';
import { configFile, readConfig, writeConfig } from './server/config-file.js';
import { apiOf, type ServerOptions, type Source, tokenOf } from './server/connection.js';
import { requireOneOf, UsageError } from './usage-error.js';

/** What `config set` may set; a token is kept by `login`. */
export const settableNames = ['api', 'author', 'licence'] as const;
export type SettableName = (typeof settableNames)[number];

/** A value that holds for the commands, and where it comes from. */
export interface Setting {
  readonly name: string;
  readonly value: string | null;
  readonly source: Source | null;
  /** How else to set it. */
  readonly by: string;
}

function fromEnvironment(name: string, variable: string, value: string | null): Setting {
  const isSet = Boolean(process.env[variable]);
  return { name, value, source: isSet ? 'environment' : value === null ? null : 'default', by: variable };
}

function fromFile(name: 'author' | 'licence', usual: string): Setting {
  const value = readConfig()[name];
  return { name, value: value ?? usual, source: value === undefined ? 'default' : 'file', by: `config set ${name}` };
}

/** Enough of a token to tell it from another. */
function masked(token: string): string {
  return `${token.slice(0, 6)}…`;
}

/** Every setting with its source: an option wins over the environment, that over the file, that over the default. */
export function effectiveSettings(options: ServerOptions): Setting[] {
  const api = apiOf(options);
  const token = tokenOf(options, api.value);
  return [
    { name: 'api', value: api.value.origin, source: api.source, by: '--api, PARETOBOARD_API_URL, config set api' },
    {
      name: 'token',
      value: token && masked(token.value),
      source: token?.source ?? null,
      by: '--token, PARETOBOARD_TOKEN, login',
    },
    fromFile('author', usualAuthor),
    fromFile('licence', usualLicence),
    fromEnvironment('runtime', 'PARETOBOARD_RUNTIME', process.env.PARETOBOARD_RUNTIME || null),
    fromEnvironment('home', 'PARETOBOARD_HOME', homeFolder()),
    fromEnvironment('cache', 'PARETOBOARD_CACHE', cacheFolder()),
    fromEnvironment('data', 'PARETOBOARD_DATA', dataFolder()),
    { name: 'config file', value: configFile(), source: 'default', by: 'PARETOBOARD_HOME' },
  ];
}

export const usualAuthor = 'Your Name';
export const usualLicence = 'Apache-2.0';

/** @throws UsageError */
export function setSetting(name: string, value: string): void {
  const known = requireOneOf('setting', name, settableNames);
  const changed = cliConfigSchema.safeParse({ ...readConfig(), [known]: value });
  if (!changed.success)
    throw new UsageError(`${known}: ${changed.error.issues[0]?.message ?? 'wrong value'}, found "${value}"`);
  writeConfig(changed.data);
}

/** @throws UsageError */
export function unsetSetting(name: string): void {
  const known = requireOneOf('setting', name, settableNames);
  const { [known]: _gone, ...rest } = readConfig();
  writeConfig(rest as CliConfig);
}
