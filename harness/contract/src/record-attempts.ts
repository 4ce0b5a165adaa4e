import { z } from 'zod';
import { countSchema, sha256Schema } from './primitives.js';
import { runStateSchema } from './run-state.js';

/** Every run of what a record measured, of the same holder on the same data: those that left no record too. */
export const recordAttemptsSchema = z.object({
  record: sha256Schema,
  /** Runs that ended, by how. */
  ended: z.object({
    published: countSchema,
    invalid: countSchema,
    failed: countSchema,
    error: countSchema,
    cancelled: countSchema,
  }),
  /** Those that left no record, the last first; at most 20. */
  withoutRecord: z.array(runStateSchema),
});
export type RecordAttempts = z.infer<typeof recordAttemptsSchema>;
