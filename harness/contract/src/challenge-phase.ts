import { z } from 'zod';
import { sha256Schema, slugSchema } from './primitives.js';

/** What everybody is measured in while a challenge is open; what its finals are measured in again, after it was frozen. */
export const challengePhaseSchema = z.enum(['main', 'final']);
export type ChallengePhase = z.infer<typeof challengePhaseSchema>;

/** Data that a challenge hides: generated for one run from a secret, and a variant of its own. For workers, never for a reader. */
export const hiddenDataSchema = z.object({
  challenge: slugSchema,
  phase: challengePhaseSchema,
  variant: slugSchema,
  /** What the generator starts from. */
  secret: z.string().min(1),
  /** SHA-256 of the secret, which was published before. */
  commitment: sha256Schema,
});
export type HiddenData = z.infer<typeof hiddenDataSchema>;

/** What a record says of them. */
export const recordedChallengeSchema = z.object({
  id: slugSchema,
  phase: challengePhaseSchema,
  seedCommitment: sha256Schema,
});
