import { runtimeNames } from '@paretoboard/contract/runtime.js';
import { z } from 'zod';
import { answerOfProcess } from './answer-of-process.js';

const comparisonSchema = z.object({
  runtime: z.enum(runtimeNames),
  /** Test items that were answered. */
  items: z.number().int(),
  /** Largest difference of a value to the first runtime's answers, as the task's tolerance counts it; null: it could not answer. */
  largest: z.number().nullable(),
  /** Why it could not answer; null: it did. */
  reason: z.string().nullable(),
});
export type RuntimeComparison = z.infer<typeof comparisonSchema>;

/** `fails`: the method did not train. Else the first of the runtimes trained it, and each answered from that artefact. */
const paritySchema = z.object({ fails: z.string().nullable(), runtimes: z.array(comparisonSchema) });
export type RuntimeParity = z.infer<typeof paritySchema>;

/**
 * Trains a built-in submission on some rows of the surrogate with the best runtime, and has every runtime of this machine answer the same items from
 * that one artefact.
 * @throws Error on a failure of ours, AbortError
 */
export async function compareRuntimes(task: string, submission: string, signal: AbortSignal): Promise<RuntimeParity> {
  return paritySchema.parse(await answerOfProcess('./runtime-parity-process.js', [task, submission], signal));
}
