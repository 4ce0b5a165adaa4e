import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Ends with its status and what it wrote. `line(n)` waits for its n-th line on standard output. */
export function startChild(command, environment = {}) {
  const [program, ...parameters] = command;
  const child = spawn(program, parameters, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  const ended = new Promise((fulfil) =>
    child.on('close', (status, signal) => fulfil({ status: status ?? signal, output, errors })),
  );
  const line = async (count = 1) => {
    while (output.split('\n').length <= count && child.exitCode === null && child.signalCode === null) await sleep(5);
  };
  return { child, ended, line };
}

export const program = (name, ...parameters) => [
  process.execPath,
  fileURLToPath(new URL(`children/${name}.mjs`, import.meta.url)),
  ...parameters,
];

/** Process ids of the children of a process; empty when it is gone. */
export function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

export function descendantsOf(pid) {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

export function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

export function kill(pid, signal = 'SIGKILL') {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Uniform in [0, most], ms. */
export const randomPause = (most) => sleep(Math.random() * most);
