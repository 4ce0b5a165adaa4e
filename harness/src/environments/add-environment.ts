import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EnvironmentFile, environmentFileName } from '@paretoboard/contract/environment.js';
import { z } from 'zod';
import { environmentDigest, environmentsFolder, readEnvironmentFile, secretWithin } from './environment.js';

/** An environment could not be made; the message says what failed and what to do. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

export interface AddEnvironmentOptions {
  readonly name: string;
  /** Interpreter with the module `venv`. */
  readonly python: string;
  /** As `pip install` takes them. */
  readonly packages: readonly string[];
}

/** In a clone of the repository, and in the packed command line. */
const clientFolders = ['../../../submissions/python', '../../python-client'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

const describedSchema = z.object({ interpreter: z.string(), basePrefix: z.string(), packages: z.array(z.string()) });

/** Asked of the environment's own interpreter. */
const describe = `
import importlib.metadata, json, platform, sys
packages = sorted({d.metadata["Name"].lower() + "==" + d.version for d in importlib.metadata.distributions()})
print(json.dumps({"interpreter": "Python " + platform.python_version(), "basePrefix": sys.base_prefix, "packages": packages}))
`;

const mostWords = 2_000;

function said(command: string, parameters: readonly string[], onLine: (line: string) => void): string {
  onLine(`${command} ${parameters.filter((parameter) => !parameter.includes('\n')).join(' ')}`);
  const { status, stdout, stderr, error } = spawnSync(command, parameters, {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return stdout;
  const words = error?.message ?? (stderr.trim() || stdout.trim());
  throw new EnvironmentError(`${command} failed: ${words.slice(-mostWords)}`);
}

/** An installation builds beside the sources: they may lie where nobody may write, and what an earlier one left there must not come along. */
function copyClient(from: string, to: string): void {
  for (const path of ['pyproject.toml', 'README.md', 'src'])
    cpSync(join(from, path), join(to, path), { recursive: true });
}

/** @throws EnvironmentError for an interpreter that cannot be shown to a sandbox */
function checkBase(base: string): void {
  const secret = base === '/' ? '/' : secretWithin(base);
  if (secret !== null)
    throw new EnvironmentError(
      `the interpreter lies in ${base}, which holds ${secret}: a sandbox that shows it would show that too. Name one that is installed in a folder of its own with --python.`,
    );
}

/**
 * Makes a virtual environment with NumPy, our client and the given packages. Blocks for as long as the installation takes.
 * @throws EnvironmentError; nothing is left behind then
 */
export function addEnvironment(
  { name, python, packages }: AddEnvironmentOptions,
  onLine: (line: string) => void,
): EnvironmentFile {
  if (readEnvironmentFile(name) !== null)
    throw new EnvironmentError(`environment "${name}" is here already. Remove it first, or choose another name.`);
  const clientFolder = clientFolders.find((path) => existsSync(path));
  if (clientFolder === undefined)
    throw new EnvironmentError(`the Python client is not here: expected it in ${clientFolders.join(' or ')}`);
  const folder = join(environmentsFolder(), name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(environmentsFolder(), { recursive: true });
  try {
    said(python, ['-m', 'venv', folder], onLine);
    const own = join(folder, 'bin', 'python');
    checkBase(describedSchema.parse(JSON.parse(said(own, ['-c', describe], () => {}))).basePrefix);
    const install = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--quiet'];
    const client = join(folder, 'client-source');
    copyClient(clientFolder, client);
    said(own, [...install, ...packages, client], onLine);
    rmSync(client, { recursive: true });
    const found = describedSchema.parse(JSON.parse(said(own, ['-c', describe], () => {})));
    const file: EnvironmentFile = { schemaVersion: 1, name, digest: environmentDigest(found), ...found };
    // Last: a folder without it is no environment.
    writeFileSync(join(folder, environmentFileName), `${JSON.stringify(file, null, 2)}\n`);
    return file;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
