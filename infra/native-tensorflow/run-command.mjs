import { spawn } from 'node:child_process';

/**
 * Runs a program without a shell, so that paths with spaces need no quoting.
 * Never throws for a failing program: `code` is its exit status, or null when it could not be started.
 * @param {string} program
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number}} [options]
 * @returns {Promise<{code: number | null, stdout: string, stderr: string}>}
 */
export function runCommand(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // Our own timer: that of spawn outlives a program that could not be started, and holds the process.
    const deadline = options.timeoutMs && setTimeout(() => child.kill('SIGKILL'), options.timeoutMs);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const finish = (code, text) => {
      clearTimeout(deadline);
      resolve({ code, stdout, stderr: text });
    };
    child.on('error', (error) => finish(null, error.message));
    child.on('close', (code) => finish(code, stderr));
  });
}

/** The last line that says something: what a user needs to see of a long tool output. */
export function lastLine(text) {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('[notice]')).at(-1) ?? '';
}
