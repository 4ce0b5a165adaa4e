import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Failure } from './failure.mjs';
import { repositoryRoot } from './places.mjs';

const SHOWN_LINES = 25;

/**
 * Runs a tool to its end without a shell (a path may contain spaces). Its output goes to a log file below
 * `.paretoboard/logs`; when it fails, the last lines are part of the error.
 * @param {string} name of the log file
 * @param {string[]} command program and arguments
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, remedy?: string}} [options]
 * @throws {Failure} when the tool cannot be started or ends with another status than 0
 */
export async function runTool(name, [program, ...args], options = {}) {
  const folder = join(repositoryRoot, '.paretoboard', 'logs');
  mkdirSync(folder, { recursive: true });
  const logPath = join(folder, `${name}.log`);
  const log = createWriteStream(logPath);
  const tail = [];
  const child = spawn(program, args, {
    cwd: options.cwd ?? repositoryRoot,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      tail.push(line);
      if (tail.length > SHOWN_LINES) tail.shift();
      options.onLine?.(line);
    });
  }
  const outcome = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? null : `ended with ${signal ?? `status ${code}`}`));
  });
  log.end();
  if (outcome === null) return;
  const remedy = options.remedy ? `\n${options.remedy}` : '';
  throw new Failure(
    `${name} ${outcome}; all of its output: ${logPath}\n${tail.map((line) => `  | ${line}`).join('\n')}${remedy}`,
  );
}
