import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const client = fileURLToPath(new URL('../../../python/src', import.meta.url));

/** An interpreter with NumPy, or null: `npm test` needs Node and git only. */
export const pythonWithNumpy = spawnSync('python3', ['-c', 'import numpy, venv'], { stdio: 'ignore' }).status === 0;

/**
 * An environment as `environment add` makes one, without an installation: the packages are those of the interpreter, the client is that of this clone.
 * For level process alone.
 */
export function linkedEnvironment(home: string, name: string): void {
  const folder = join(home, 'environments', name);
  mkdirSync(join(home, 'environments'), { recursive: true });
  execFileSync('python3', ['-m', 'venv', '--without-pip', '--system-site-packages', folder]);
  const paths = 'import json, sys, sysconfig; print(json.dumps([sysconfig.get_path("purelib"), sys.base_prefix]))';
  const [packages, basePrefix] = JSON.parse(
    execFileSync(join(folder, 'bin', 'python'), ['-c', paths], { encoding: 'utf8' }),
  ) as [string, string];
  writeFileSync(join(packages, 'paretoboard.pth'), `${client}\n`);
  const file = { schemaVersion: 1, name, interpreter: 'Python', packages: [], digest: '0'.repeat(64), basePrefix };
  writeFileSync(join(folder, 'environment.json'), JSON.stringify(file));
}
