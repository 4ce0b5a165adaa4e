import { z } from 'zod';
import { countSchema, slugSchema } from './primitives.js';

/** What a quota limits: charged runs of the last 24 h, charged runs ever, runs that wait or work, bytes of stored submissions. */
export const quotaKindSchema = z.enum(['runs-per-day', 'runs-in-total', 'runs-at-once', 'stored-bytes']);
export type QuotaKind = z.infer<typeof quotaKindSchema>;

/** One limit and what is left of it. */
export const quotaSchema = z.object({
  kind: quotaKindSchema,
  /** null: over all tasks. */
  task: slugSchema.nullable(),
  /** Of a challenge, whose runs count nowhere else; absent: of runs outside of any. */
  challenge: slugSchema.optional(),
  /** Whose: a person's or a team's name. */
  of: slugSchema,
  limit: countSchema,
  used: countSchema,
  remaining: countSchema,
  /** When time alone frees the next one; null: it does not, or nothing is used. */
  freesAt: z.string().nullable(),
});
export type Quota = z.infer<typeof quotaSchema>;
