import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';

/**
 * What one of our programs writes as JSON. In a process of its own: it blocks while it asks, and what it started ends with it. Its last argument is a scratch
 * folder, removed afterwards.
 * @param program relative to this folder
 * @throws Error with what it said, if it fails; AbortError
 */
export async function answerOfProcess(program: string, args: readonly string[], signal: AbortSignal): Promise<unknown> {
  const scratchFolder = mkdtempSync(join(tmpdir(), 'paretoboard-try-'));
  try {
    const path = fileURLToPath(compiledUrl(program, import.meta.url));
    const child = spawn(process.execPath, [path, ...args, scratchFolder], { stdio: ['ignore', 'pipe', 'pipe'] });
    const kill = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', kill, { once: true });
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    signal.removeEventListener('abort', kill);
    signal.throwIfAborted();
    if (child.exitCode !== 0) throw new Error(`the submission could not be tried out: ${errors.trim()}`);
    return JSON.parse(output);
  } finally {
    rmSync(scratchFolder, { recursive: true, force: true });
  }
}
