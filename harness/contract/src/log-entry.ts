import { z } from 'zod';
import { countSchema, sha256Schema, timestampSchema } from './primitives.js';

export const signatureSchema = z.object({
  algorithm: z.literal('Ed25519'),
  keyId: sha256Schema,
  /** Base64 of the 64-byte signature. */
  value: z.string(),
});

/** One entry of the append-only log, written by the API alone. */
export const logEntrySchema = z.object({
  seq: countSchema,
  /** SHA-256 of the previous entry's canonical JSON; 64 zeros for the first. */
  previous: sha256Schema,
  recordDigest: sha256Schema,
  kind: z.enum(['result', 'retraction', 'erratum']),
  /** Never before the previous entry's. */
  at: timestampSchema,
  /** Why a record is retracted, or what is wrong in it and what holds instead; a result has none. */
  reason: z.string().min(1).max(2_000).optional(),
  /** Over the digest of the entry without its signature. */
  signature: signatureSchema,
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/** A public key that this house signs or signed with. */
export const publishedKeySchema = z.object({
  /** SHA-256 over the key's SubjectPublicKeyInfo (DER). */
  keyId: sha256Schema,
  algorithm: z.literal('Ed25519'),
  /** PEM, SubjectPublicKeyInfo. */
  publicKey: z.string(),
  validFrom: timestampSchema,
  /** Nothing is signed with it from then on; null: in use. What it signed before stays valid. */
  retired: timestampSchema.nullable(),
  /** The previous key's signature over the digest of `{keyId, publicKey, validFrom}`; null for the first. */
  endorsement: signatureSchema.nullable(),
});
export type PublishedKey = z.infer<typeof publishedKeySchema>;

/** The whole log with the keys that it takes to verify it: `GET /api/v1/log.json`. */
export const logFileSchema = z.object({ entries: z.array(logEntrySchema), keys: z.array(publishedKeySchema) });
export type LogFile = z.infer<typeof logFileSchema>;
