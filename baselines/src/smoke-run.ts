import { type SmokeOutcome, smokeOutcomeSchema } from '@paretoboard/contract/smoke.js';
import { answerOfProcess } from './answer-of-process.js';

/**
 * Tries a submission out before a run is spent on it: trains on a few rows of the task's surrogate, starts afresh from the artefact, answers a few
 * items, and answers them again. Takes seconds; nothing is scored.
 * @param folder absolute path, with a sound manifest
 * @throws Error on a failure of ours, AbortError
 */
export async function smokeRun(folder: string, task: string, signal: AbortSignal): Promise<SmokeOutcome> {
  return smokeOutcomeSchema.parse(await answerOfProcess('./smoke-process.js', [folder, task], signal));
}
