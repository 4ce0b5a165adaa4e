import { z } from 'zod';

/** The submission's doing. */
const submissionCodes = [
  'timeout',
  'crash',
  'out-of-memory',
  'wire-garbage',
  'output-too-large',
  'no-answer',
  'exit-during-frame',
  'wrong-output',
  'non-finite-output',
  'submission-error',
  'budget-exceeded',
  'nondeterministic-output',
  'batch-dependent-output',
  'timed-output-mismatch',
  'canary-mismatch',
  'cached-answers',
  'artefact-changed',
  'contaminated',
  'below-floor',
  'manifest-invalid',
  'model-invalid',
  'runtime-unavailable',
  'missing-kernel',
  'artefact-missing',
] as const;

const ourCodes = [
  'infrastructure',
  'sandbox-unavailable',
  'data-missing',
  'cancelled',
  'foreign-load',
  'cpu-throttled',
  'gpu-throttled',
  'foreign-gpu-process',
  'machine-drift',
] as const;

/** Why a run is not `VALID`, or why it failed. The code decides who is to blame; the text only explains. */
export const reasonCodeSchema = z.enum([...submissionCodes, ...ourCodes]);
export type ReasonCode = z.infer<typeof reasonCodeSchema>;

/** What each code means; whose doing it is says `isInfrastructure`. The record's own text adds what was found and what to do. */
export const reasonMeanings: Readonly<Record<ReasonCode, string>> = {
  timeout: 'no answer, or no frame read, within the time given; or a timed window that held too few queries',
  crash: 'the process ended by a signal or with an exit status other than 0',
  'out-of-memory': 'above the memory limit, or the JavaScript heap was exhausted',
  'wire-garbage': 'what arrived was not a frame, not a message, or not the message that was due',
  'output-too-large': 'more output bytes than the budget allows',
  'no-answer': 'the process ended, or closed its pipe, without an answer',
  'exit-during-frame': 'the process ended within a frame',
  'wrong-output': 'names, dtypes or shapes of an answer are not those of the task',
  'non-finite-output': 'an answer holds NaN or an infinity',
  'submission-error': 'the submission threw an exception, or refused a call',
  'budget-exceeded': 'a budget of the task was exceeded',
  'nondeterministic-output': 'the same item was answered differently when asked again',
  'batch-dependent-output': 'an item was answered differently beside others than alone',
  'timed-output-mismatch': 'timed answers differ from the scored answers to the same items',
  'canary-mismatch':
    'published test items are answered far better than the same items in a disguise that keeps their label',
  'cached-answers': 'one input repeated is answered faster than fresh inputs',
  'artefact-changed': 'the artefact changed after training had ended',
  contaminated: 'the same code, retrained on a fresh surrogate, does far worse than its official row suggests',
  'below-floor': 'a query was answered faster than this machine can move its bytes',
  'manifest-invalid': 'the manifest, the folder or the code cannot be read as a submission',
  'model-invalid':
    'the file of a model or its pipeline cannot be read, uses an operator that is not served, or does not fit the task',
  'runtime-unavailable': 'the runtime that was asked for is not on this machine',
  'missing-kernel': 'the runtime has no kernel for an operation of the submission',
  'artefact-missing': 'training left no artefact of plain files',
  infrastructure: 'something of ours failed',
  'sandbox-unavailable': 'the level of isolation that was asked for cannot be had here',
  'data-missing': 'the data set is not here, or not complete',
  cancelled: 'somebody stopped the run',
  'foreign-load':
    'other processes, or other machines of the same host, had the processors while queries were timed, or for most of a wait in which no answer came',
  'cpu-throttled': 'the processor was slowed by heat, or held back by a quota, while queries were timed',
  'gpu-throttled': 'the graphics card was slowed by heat or by its power supply while queries were timed',
  'foreign-gpu-process': 'another process computed on the graphics card while queries were timed',
  'machine-drift': 'a fixed amount of work took another time after the timed windows than before them',
};

const ours: ReadonlySet<ReasonCode> = new Set(ourCodes);

/** Failures that are ours are never charged to a submitter's quota; a run that leaves no record is begun again. */
export function isInfrastructure(code: ReasonCode): boolean {
  return ours.has(code);
}

export const reasonSchema = z.object({
  code: reasonCodeSchema,
  message: z.string(),
  remedy: z.string(),
});
export type Reason = z.infer<typeof reasonSchema>;
