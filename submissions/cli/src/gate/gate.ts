import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVariant } from '@paretoboard/harness/data/open-variant.js';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { exploits } from './exploits.js';
import type { GateCheck, GateResult } from './gate-check.js';
import { independentMetrics } from './independent-metrics.js';
import { nullSubmission } from './null-submission.js';
import { readableData } from './readable-data.js';
import { reproducibleSurrogate } from './reproducible-surrogate.js';
import { runtimeParity } from './runtime-parity.js';
import { taskDocuments } from './task-documents.js';

/** The quickest first: a task that is not ready hears of it soon. */
const allChecks: readonly GateCheck[] = [
  taskDocuments,
  readableData,
  reproducibleSurrogate,
  independentMetrics,
  nullSubmission,
  runtimeParity,
  exploits,
];

export interface Gate {
  readonly ok: boolean;
  readonly checks: readonly GateResult[];
}

/** Everything that a task must meet before it is listed. @throws AbortError if interrupted */
export async function passGate(
  task: TaskModule,
  signal: AbortSignal,
  note: (line: string) => void,
  checks: readonly GateCheck[] = allChecks,
): Promise<Gate> {
  const scratchFolder = mkdtempSync(join(tmpdir(), 'paretoboard-gate-'));
  try {
    const variant = task.definition.variants.find(({ relation }) => relation === 'surrogate');
    if (!variant) return { ok: false, checks: [{ id: 'surrogate', ok: false, message: 'the task has no surrogate' }] };
    const surrogate = await openVariant(task, variant.id);
    const results: GateResult[] = [];
    for (const check of checks) results.push(...(await check({ task, surrogate, scratchFolder, signal, note })));
    return { ok: results.every(({ ok }) => ok), checks: results };
  } finally {
    rmSync(scratchFolder, { recursive: true, force: true });
  }
}
