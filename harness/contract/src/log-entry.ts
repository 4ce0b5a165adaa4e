import { z } from 'zod';
import { countSchema, sha256Schema, timestampSchema } from './primitives.js';

/** One entry of the append-only log, written by the API alone. */
export const logEntrySchema = z.object({
  seq: countSchema,
  /** SHA-256 of the previous entry's canonical JSON; 64 zeros for the first. */
  previous: sha256Schema,
  recordDigest: sha256Schema,
  kind: z.enum(['result', 'retraction', 'erratum']),
  at: timestampSchema,
  signature: z.object({ algorithm: z.literal('Ed25519'), keyId: sha256Schema, value: z.string() }),
});
export type LogEntry = z.infer<typeof logEntrySchema>;
