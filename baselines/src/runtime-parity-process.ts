import { join } from 'node:path';
import type { runtimeNames } from '@paretoboard/contract/runtime.js';
import { openVariant } from '@paretoboard/harness/data/open-variant.js';
import { accuracyPass } from '@paretoboard/harness/run/accuracy-pass.js';
import { limitsOf } from '@paretoboard/harness/run/budgets.js';
import { largestDifference } from '@paretoboard/harness/run/check-outputs.js';
import { constantsOf } from '@paretoboard/harness/run/constants.js';
import { openInteraction } from '@paretoboard/harness/run/interactions/registry.js';
import { processSessions } from '@paretoboard/harness/run/process-sessions.js';
import type { SessionFactory } from '@paretoboard/harness/run/session.js';
import { train } from '@paretoboard/harness/run/train.js';
import { probeRuntimes } from '@paretoboard/harness/runtimes/probe-runtimes.js';
import { SubmissionFailure } from '@paretoboard/harness/sandbox/submission-failure.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { resolveSubmission } from './resolve-submission.js';
import type { RuntimeComparison, RuntimeParity } from './runtime-parity.js';
import { shareOfData } from './share-of-data.js';

/** Enough to train on something; the slowest runtime is plain JavaScript. */
const items = { train: 256, validation: 64, test: 4 };
/** Times the budget of a query: parity is no matter of speed. */
const patience = 120;
const threads = 1;

const [taskId = '', name = '', scratchFolder = ''] = process.argv.slice(2);
const module = await loadTask(taskId);
const { definition: task } = module;
const surrogate = task.variants.find(({ relation }) => relation === 'surrogate')!;
const data = shareOfData(await openVariant(module, surrogate.id), items);
const submission = await resolveSubmission({ task: taskId, submission: name }, join(scratchFolder, 'submission'));
const limits = limitsOf(task.budgets);
const patient = { ...limits, queryMs: { ...limits.queryMs, limit: patience * limits.queryMs.limit } };
const common = {
  task,
  track: task.tracks.find(({ id }) => id === submission.manifest.track)!,
  interaction: openInteraction(module, data),
  constants: constantsOf(task, data),
  threads,
  artefactFolder: join(scratchFolder, 'artefact'),
  logFile: join(scratchFolder, 'log'),
  onProgress() {},
};

function sessionsOn(runtime: string): SessionFactory {
  return processSessions({ submission, level: 'process', runtime, threads, scratchFolder, budgets: task.budgets });
}

function answersOn(runtime: string): readonly Answer[] {
  return accuracyPass({ ...common, limits: patient, sessions: sessionsOn(runtime), test: data.test, orderSeed: 1 })
    .answers;
}

function difference(answers: readonly Answer[], reference: readonly Answer[]): number {
  const each = answers.map(({ outputs }, at) => largestDifference(outputs, reference[at]!.outputs, task.outputs));
  return Math.max(...each);
}

function compare(runtime: (typeof runtimeNames)[number], reference: readonly Answer[]): RuntimeComparison {
  const common = { runtime, items: data.test.items };
  try {
    return { ...common, largest: difference(answersOn(runtime), reference), reason: null };
  } catch (error) {
    if (!(error instanceof SubmissionFailure)) throw error;
    return { ...common, largest: null, reason: error.reason.message };
  }
}

function parity(available: readonly (typeof runtimeNames)[number][]): RuntimeParity {
  const [first, ...others] = available;
  if (first === undefined) return { fails: 'no runtime is available', runtimes: [] };
  try {
    train({ ...common, sessions: sessionsOn(first), data, seed: 1, limits });
    const reference = answersOn(first);
    const itself = { runtime: first, items: data.test.items, largest: 0, reason: null };
    return { fails: null, runtimes: [itself, ...others.map((runtime) => compare(runtime, reference))] };
  } catch (error) {
    if (!(error instanceof SubmissionFailure)) throw error;
    return { fails: `on ${first}: ${error.reason.message}`, runtimes: [] };
  }
}

const available = (await probeRuntimes()).filter((probe) => probe.available).map((probe) => probe.name);
process.stdout.write(`${JSON.stringify(parity(available))}\n`);
process.exit();
