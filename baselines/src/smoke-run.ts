import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Reason, reasonSchema } from '@paretoboard/contract/reason.js';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';
import { z } from 'zod';

const smokeOutcomeSchema = z.object({ reason: reasonSchema.nullable() });

/** What trying it out found; null: it trained, loaded and answered. */
export type SmokeOutcome = z.infer<typeof smokeOutcomeSchema>;

/**
 * Tries a submission out before a run is spent on it: trains on a few rows of the task's surrogate, starts afresh from the artefact, answers a few
 * items. Takes seconds; nothing is scored.
 * @param folder absolute path, with a sound manifest
 * @returns the submission's own failure, or null
 * @throws Error on a failure of ours, AbortError
 */
export async function smokeRun(folder: string, task: string, signal: AbortSignal): Promise<Reason | null> {
  const scratchFolder = mkdtempSync(join(tmpdir(), 'paretoboard-smoke-'));
  try {
    // A process of its own: it blocks while it asks, and what it started ends with it.
    const program = fileURLToPath(compiledUrl('./smoke-process.js', import.meta.url));
    const child = spawn(process.execPath, [program, folder, task, scratchFolder], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const kill = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', kill, { once: true });
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    signal.removeEventListener('abort', kill);
    signal.throwIfAborted();
    if (child.exitCode !== 0) throw new Error(`the submission could not be tried out: ${errors.trim()}`);
    return smokeOutcomeSchema.parse(JSON.parse(output)).reason;
  } finally {
    rmSync(scratchFolder, { recursive: true, force: true });
  }
}
