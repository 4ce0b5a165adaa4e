import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { repositoryRoot } from './places.mjs';
import { killDescendants } from './process-table.mjs';

const GRACE_MS = 8_000;

/**
 * Runs a program on our own terminal and passes signals on to it.
 * @param {string[]} command program and arguments
 * @param {NodeJS.ProcessEnv} [environment] added to ours
 * @returns {Promise<number>} its exit status, 128 + number for a signal
 */
export function runInForeground([program, ...args], environment = {}) {
  const child = spawn(program, args, {
    cwd: repositoryRoot,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal) => {
    // Ctrl-C has reached the child too: it is of our process group.
    if (signal !== 'SIGINT') child.kill(signal);
    setTimeout(() => killDescendants(process.pid), GRACE_MS).unref();
  };
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
