import { z } from 'zod';
import { countSchema, finiteSchema, sha256Schema, slugSchema } from './primitives.js';
import { scenarioSchema } from './scenario.js';

/** A fixed amount of work, timed through the submission's own path before and after it: where it takes longer, the machine has changed. */
export const sentinelResultSchema = z.object({
  name: slugSchema,
  /** SHA-256 of the work: only equal digests can be compared. */
  digest: sha256Schema,
  /** Timed queries of each leg. */
  n: countSchema,
  p50MsBefore: finiteSchema.positive(),
  p50MsAfter: finiteSchema.positive().nullable(),
  /** `p50MsAfter / p50MsBefore`. */
  drift: finiteSchema.positive().nullable(),
  /** Why the second leg is missing. */
  reason: z.string().optional(),
  /** p50 of the submission over the mean of both legs, by scenario: comparable where absolute times are not. */
  ratioToSentinel: z.partialRecord(scenarioSchema, finiteSchema.positive()),
});
export type SentinelResult = z.infer<typeof sentinelResultSchema>;
