import { z } from 'zod';

/** Why a run is not `VALID`, or why it failed. The code decides who is to blame; the text only explains. */
export const reasonCodeSchema = z.enum([
  // the submission's doing
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
  'timed-output-mismatch',
  'below-floor',
  'manifest-invalid',
  'runtime-unavailable',
  'artefact-missing',
  // ours
  'infrastructure',
  'sandbox-unavailable',
  'data-missing',
  'cancelled',
]);
export type ReasonCode = z.infer<typeof reasonCodeSchema>;

const ours: ReadonlySet<ReasonCode> = new Set(['infrastructure', 'sandbox-unavailable', 'data-missing', 'cancelled']);

/** Infrastructure failures are retried and never charged to a submitter's quota. */
export function isInfrastructure(code: ReasonCode): boolean {
  return ours.has(code);
}

export const reasonSchema = z.object({
  code: reasonCodeSchema,
  message: z.string(),
  remedy: z.string(),
});
export type Reason = z.infer<typeof reasonSchema>;
