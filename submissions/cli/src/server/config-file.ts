import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CliConfig, cliConfigSchema } from '@paretoboard/contract/cli-config.js';
import { homeFolder } from '@paretoboard/harness/places.js';
import { writeAtomically } from '@paretoboard/harness/records/write-atomically.js';
import { UsageError } from '../usage-error.js';

export function configFile(): string {
  return join(homeFolder(), 'config.json');
}

/** @throws UsageError if the file is no configuration */
export function readConfig(): CliConfig {
  const file = configFile();
  if (!existsSync(file)) return cliConfigSchema.parse({});
  try {
    return cliConfigSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${file} is no configuration (${found.slice(0, 200)}). Correct it, or delete it and log in again.`,
    );
  }
}

/** Nobody but the user may read it: it holds tokens. */
export function writeConfig(config: CliConfig): void {
  const file = configFile();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeAtomically(file, `${JSON.stringify(cliConfigSchema.parse(config), null, 2)}\n`, 0o600);
}
