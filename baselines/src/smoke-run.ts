import { type Reason, reasonSchema } from '@paretoboard/contract/reason.js';
import { z } from 'zod';
import { answerOfProcess } from './answer-of-process.js';

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
  return smokeOutcomeSchema.parse(await answerOfProcess('./smoke-process.js', [folder, task], signal)).reason;
}
