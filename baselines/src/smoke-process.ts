import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { BudgetId } from '@paretoboard/contract/budget.js';
import type { SmokeOutcome } from '@paretoboard/contract/smoke.js';
import { type AccuracyPass, accuracyPass } from '@paretoboard/harness/run/accuracy-pass.js';
import { budgetUse, type Limits, limitsOf } from '@paretoboard/harness/run/budgets.js';
import { largestDifference } from '@paretoboard/harness/run/check-outputs.js';
import { constantsOf } from '@paretoboard/harness/run/constants.js';
import { openInteraction } from '@paretoboard/harness/run/interactions/registry.js';
import { processSessions } from '@paretoboard/harness/run/process-sessions.js';
import { type Trained, train } from '@paretoboard/harness/run/train.js';
import { SubmissionFailure } from '@paretoboard/harness/sandbox/submission-failure.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { resolveSubmission } from './resolve-submission.js';
import { shareOfData } from './share-of-data.js';
import { openSurrogate } from './share-of-surrogate.js';

const shareItems = { train: 64, validation: 16, test: 8 } as const;
const trainingSeconds = 30;
const shownLogBytes = 4_096;

/** What was found so far: a failure later on does not lose it. */
interface Found {
  log: string;
  trained: Trained | null;
  rows: number;
  /** Rows of the whole surrogate over those that were shown. */
  wholeShare: number;
  pass: AccuracyPass | null;
  repeated: SmokeOutcome['repeated'];
  limits: Limits | null;
}

function endOf(file: string): string {
  if (!existsSync(file)) return '';
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, shownLogBytes));
    readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8');
  } finally {
    closeSync(handle);
  }
}

/** Trains on a few rows and answers a few items twice, in fresh processes as a run does; nothing is scored or kept. @throws SubmissionFailure */
async function tryOut(folder: string, taskId: string, scratchFolder: string, found: Found): Promise<void> {
  const module = await loadTask(taskId);
  const { definition: task } = module;
  const submission = await resolveSubmission({ task: taskId, submission: folder }, join(scratchFolder, 'submission'));
  const { manifest } = submission;
  const track = task.tracks.find(({ id }) => id === manifest.track);
  if (!track)
    throw new SubmissionFailure('manifest-invalid', `no track "${manifest.track}"`, 'Name a track of the task.');
  const whole = await openSurrogate(module);
  const data = shareOfData(whole, shareItems);
  found.rows = data.train.items;
  found.wholeShare = whole.train.items / data.train.items;
  const threads = 1;
  const runtime = process.env.PARETOBOARD_RUNTIME || null;
  const { budgets } = task;
  // A try-out needs no isolation from its own author, but an image is a root of its own.
  const level = submission.image ? 'namespace' : 'process';
  const sessions = processSessions({ submission, level, runtime, threads, scratchFolder, budgets });
  const limits = limitsOf(budgets);
  found.limits = limits;
  const isTrained = manifest.division === 'pre-trained';
  const artefactFolder = isTrained ? join(folder, manifest.artefact ?? '') : join(scratchFolder, 'artefact');
  const common = {
    task,
    track,
    interaction: openInteraction(module, data),
    constants: constantsOf(task, data),
    threads,
    sessions,
    artefactFolder,
    logFile: join(scratchFolder, 'log'),
    onProgress() {},
  };
  const training = { ...limits, trainingWallSeconds: { ...limits.trainingWallSeconds, limit: trainingSeconds } };
  if (!isTrained) found.trained = train({ ...common, data, seed: 1, limits: training });
  const pass = accuracyPass({ ...common, limits, test: data.test, orderSeed: 1 });
  found.pass = pass;
  if (manifest.declared.stochastic) return;
  const again = accuracyPass({ ...common, limits, test: data.test, orderSeed: 2 });
  const differences = pass.answers.map(({ outputs }, at) =>
    largestDifference(outputs, again.answers[at]!.outputs, task.outputs),
  );
  const difference = Math.min(Number.MAX_VALUE, Math.max(0, ...differences));
  const { tolerance } = task.timing;
  found.repeated = { difference, tolerance, ok: difference <= tolerance };
}

function usesOf({ trained, pass }: Found): Partial<Record<BudgetId, number | null>> {
  const memory = [trained?.usage.peakMemoryBytes, pass?.usage.peakMemoryBytes].filter(
    (bytes) => typeof bytes === 'number',
  );
  return {
    ...(trained && {
      trainingWallSeconds: trained.result.wallSeconds,
      trainingCpuSeconds: trained.result.cpuSeconds,
      rowsServed: trained.result.rowsServed,
      artefactBytes: trained.result.artefact.bytes,
    }),
    ...(memory.length > 0 && { memoryBytes: Math.max(...memory) }),
    ...(pass && {
      loadSeconds: pass.loadMs / 1_000,
      queryMs: pass.slowestCallMs,
      outputBytes: pass.usage.largestOutputBytes,
    }),
  };
}

const growWithRows: readonly BudgetId[] = ['trainingWallSeconds', 'trainingCpuSeconds', 'rowsServed'];

function budgetsOf(found: Found): SmokeOutcome['budgets'] {
  const uses = usesOf(found);
  return Object.values(found.limits ?? {}).flatMap((budget) => {
    const used = uses[budget.id];
    if (typeof used !== 'number') return [];
    const expected = growWithRows.includes(budget.id) ? used * found.wholeShare : null;
    return [{ ...budgetUse(budget, used), expected }];
  });
}

function outcomeOf(found: Found, reason: SmokeOutcome['reason']): SmokeOutcome {
  const { trained, pass } = found;
  return {
    reason,
    log: found.log,
    training: trained && {
      rows: found.rows,
      served: trained.result.rowsServed,
      wallSeconds: trained.result.wallSeconds,
      artefactBytes: trained.result.artefact.bytes,
    },
    answers: pass && {
      items: pass.answers.length,
      loadMs: pass.loadMs,
      firstCallMs: pass.firstCallMs,
      slowestCallMs: pass.slowestCallMs,
      outputBytes: pass.usage.largestOutputBytes,
    },
    repeated: found.repeated,
    budgets: budgetsOf(found),
  };
}

const [folder = '', taskId = '', scratchFolder = ''] = process.argv.slice(2);
const found: Found = { log: '', trained: null, rows: 0, wholeShare: 1, pass: null, repeated: null, limits: null };
let reason: SmokeOutcome['reason'] = null;
try {
  await tryOut(folder, taskId, scratchFolder, found);
} catch (error) {
  if (!(error instanceof SubmissionFailure)) throw error;
  reason = error.reason;
}
found.log = endOf(join(scratchFolder, 'log'));
process.stdout.write(`${JSON.stringify(outcomeOf(found, reason))}\n`);
