import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import {
  type EnvironmentDescription,
  type EnvironmentFile,
  environmentFileName,
  environmentFileSchema,
} from '@paretoboard/contract/environment.js';
import { slugSchema } from '@paretoboard/contract/primitives.js';
import { dataFolder, homeFolder } from '../places.js';
import { digestOf } from '../records/digest.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';

/** Packages that an operator has installed, and how a process is started with them. */
export interface Environment {
  readonly description: EnvironmentDescription;
  /** Its own folder and that of its interpreter: absolute, no links. */
  readonly readOnlyPaths: readonly string[];
  /** `PATH` begins with its programs. */
  readonly variables: Readonly<Record<string, string>>;
}

/** One folder for each environment. */
export function environmentsFolder(): string {
  return join(homeFolder(), 'environments');
}

/** @returns null for a folder that holds no environment, or one that was not finished */
export function readEnvironmentFile(name: string): EnvironmentFile | null {
  const path = join(environmentsFolder(), name, environmentFileName);
  if (!slugSchema.safeParse(name).success || !existsSync(path)) return null;
  const parsed = environmentFileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success && parsed.data.name === name ? parsed.data : null;
}

/** All environments of this machine, by name. */
export function listEnvironments(): EnvironmentFile[] {
  if (!existsSync(environmentsFolder())) return [];
  return readdirSync(environmentsFolder())
    .sort()
    .flatMap((name) => readEnvironmentFile(name) ?? []);
}

/** What makes two environments the same. */
export function environmentDigest({
  interpreter,
  packages,
}: Pick<EnvironmentDescription, 'interpreter' | 'packages'>): string {
  return digestOf({ interpreter, packages });
}

/** Whether a folder holds another, or is it. */
function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

function resolved(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

/**
 * What a sandbox may not be shown along with an interpreter: our state with its keys, the data with their labels, and the user's home as a whole.
 * @returns which of them the folder holds; null: none
 */
export function secretWithin(folder: string): string | null {
  const data = dataFolder();
  const secrets = [homeFolder(), ...(data === null ? [] : [data]), homedir()];
  return secrets.map(resolved).find((secret) => holds(folder, secret)) ?? null;
}

function unavailable(name: string, problem: string): SubmissionFailure {
  const names = listEnvironments().map((one) => one.name);
  const known = names.length > 0 ? `This machine has: ${names.join(', ')}.` : 'This machine has none.';
  return new SubmissionFailure(
    'runtime-unavailable',
    problem,
    `${known} An operator adds one by: npx paretoboard environment add ${name} --packages …`,
  );
}

/**
 * An environment by the name that a manifest gives it.
 * @throws SubmissionFailure runtime-unavailable, with the names that there are
 */
export function openEnvironment(name: string): Environment {
  const file = readEnvironmentFile(name);
  if (file === null) throw unavailable(name, `environment "${name}" is not on this machine`);
  const folder = join(environmentsFolder(), name);
  const root = realpathSync(folder);
  const base = resolved(file.basePrefix);
  if (!existsSync(base)) throw unavailable(name, `the interpreter of environment "${name}" is gone: ${base}`);
  const secret = secretWithin(base) ?? (dirname(root) === resolved(environmentsFolder()) ? null : root);
  if (secret !== null)
    throw unavailable(name, `environment "${name}" would show ${secret} to the sandbox: it may not hold that`);
  const { interpreter, packages, digest } = file;
  return {
    description: { name, interpreter, packages, digest },
    // The sandbox shows the operating system's own interpreter anyway.
    readOnlyPaths: holds('/usr', base) ? [folder] : [folder, base],
    variables: {
      PATH: `${join(folder, 'bin')}:/usr/local/bin:/usr/bin:/bin`,
      VIRTUAL_ENV: folder,
      // At level process the submission's folder is writable: compiled files in it would change its digest.
      PYTHONDONTWRITEBYTECODE: '1',
    },
  };
}
