import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../infra/places.mjs';

/** One line and exit status 3: what is missing here is no failure of what is tested. */
export function giveUp(command, message) {
  console.error(`${command}: ${message}`);
  process.exit(3);
}

/** Runs a program. @returns what it wrote @throws {Error} `failure`, with the program's last line */
function run(program, args, failure) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const last = String(error.stderr ?? '')
      .trim()
      .split('\n')
      .at(-1);
    throw new Error(`${failure}${last ? ` (${last})` : ''}`);
  }
}

function orGiveUp(command, act) {
  try {
    return act();
  } catch (error) {
    return giveUp(command, error.message);
  }
}

/** Runs a program; where it fails, the command gives up with its last line. @returns what it wrote */
export function runOrGiveUp(command, program, args, failure) {
  return orGiveUp(command, () => run(program, args, failure));
}

/**
 * An environment with pinned packages, in the cache folder; made once per list of packages.
 * @param {string} name of the environment
 * @param {string} requirements file of pinned packages
 * @returns {string} folder of its programs, `python` among them
 * @throws {Error} that says what is missing
 */
export function pythonEnvironment(name, requirements) {
  const pins = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(cacheFolder(), `python-${name}-${pins}`);
  const programs = join(folder, 'bin');
  const ready = join(folder, 'ready');
  if (existsSync(ready)) return programs;
  rmSync(folder, { recursive: true, force: true });
  run('python3', ['-m', 'venv', folder], 'needs python3 (3.11 or newer) with venv and pip');
  console.error(`installing ${requirements} into ${folder}`);
  const install = ['-m', 'pip', 'install', '--quiet', '-r', requirements];
  run(join(programs, 'python'), install, 'pip could not install the pinned packages');
  writeFileSync(ready, '');
  return programs;
}

/** {@link pythonEnvironment}, without which the command cannot do anything. @param {string} command for its message */
export function pythonPrograms(command, name, requirements) {
  return orGiveUp(command, () => pythonEnvironment(name, requirements));
}
