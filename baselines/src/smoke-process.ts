import { join } from 'node:path';
import { accuracyPass } from '@paretoboard/harness/run/accuracy-pass.js';
import { limitsOf } from '@paretoboard/harness/run/budgets.js';
import { constantsOf } from '@paretoboard/harness/run/constants.js';
import { openInteraction } from '@paretoboard/harness/run/interactions/registry.js';
import { processSessions } from '@paretoboard/harness/run/process-sessions.js';
import { train } from '@paretoboard/harness/run/train.js';
import { SubmissionFailure } from '@paretoboard/harness/sandbox/submission-failure.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { resolveSubmission } from './resolve-submission.js';
import { shareOfSurrogate } from './share-of-surrogate.js';
import type { SmokeOutcome } from './smoke-run.js';

const shareItems = { train: 64, validation: 16, test: 8 } as const;
const trainingSeconds = 30;

/** Trains on a few rows and answers a few items, in fresh processes as a run does; nothing is scored or kept. @throws SubmissionFailure */
async function tryOut(folder: string, taskId: string, scratchFolder: string): Promise<void> {
  const module = await loadTask(taskId);
  const { definition: task } = module;
  const submission = await resolveSubmission({ task: taskId, submission: folder }, join(scratchFolder, 'submission'));
  const { manifest } = submission;
  const track = task.tracks.find(({ id }) => id === manifest.track);
  if (!track)
    throw new SubmissionFailure('manifest-invalid', `no track "${manifest.track}"`, 'Name a track of the task.');
  const data = await shareOfSurrogate(module, shareItems);
  const threads = 1;
  const runtime = process.env.PARETOBOARD_RUNTIME || null;
  const { budgets } = task;
  const sessions = processSessions({ submission, level: 'process', runtime, threads, scratchFolder, budgets });
  const limits = limitsOf(budgets);
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
  if (!isTrained) train({ ...common, data, seed: 1, limits: training });
  accuracyPass({ ...common, limits, test: data.test, orderSeed: 1 });
}

const [folder = '', taskId = '', scratchFolder = ''] = process.argv.slice(2);
let outcome: SmokeOutcome = { reason: null };
try {
  await tryOut(folder, taskId, scratchFolder);
} catch (error) {
  if (!(error instanceof SubmissionFailure)) throw error;
  outcome = { reason: error.reason };
}
process.stdout.write(`${JSON.stringify(outcome)}\n`);
