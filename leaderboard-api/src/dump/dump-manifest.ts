import { signatureSchema } from '@paretoboard/contract/log-entry.js';
import {
  countSchema,
  relativePathSchema,
  sha256Schema,
  slugSchema,
  timestampSchema,
} from '@paretoboard/contract/primitives.js';
import { recordSchema } from '@paretoboard/contract/record.js';
import { z } from 'zod';

export const dumpManifestName = 'dump.json';

const unsignedShape = {
  format: z.literal('paretoboard-dump'),
  version: z.literal(1),
  createdAt: timestampSchema,
  /** Entries of the log, and the SHA-256 of the last one's canonical JSON; null in an empty log. */
  log: z.object({ entries: countSchema, head: sha256Schema.nullable() }),
  records: countSchema,
  /** Records of anonymous tasks, whose entries of the log are here and which a later dump has; absent: none is left out. */
  withheld: z.array(z.object({ task: slugSchema, until: timestampSchema, records: countSchema })).optional(),
  /** Every other file of the dump. */
  files: z.array(z.object({ path: relativePathSchema, sha256: sha256Schema, bytes: countSchema })),
};

/** What a dump says of itself, signed by the house's key over the digest of everything else in it. */
export const dumpManifestSchema = z.object({ ...unsignedShape, signature: signatureSchema });
export type DumpManifest = z.infer<typeof dumpManifestSchema>;

/** A line of records.jsonl: a record, and what the board says of it that is not part of it. */
export const dumpedRecordSchema = z.object({
  builtIn: z.boolean(),
  /** Name of whoever sent the submission; null: a built-in, or the operator's own. */
  owner: slugSchema.nullable(),
  record: recordSchema,
});
export type DumpedRecord = z.infer<typeof dumpedRecordSchema>;

/** Folder of a dump that has the files of a record. */
export function dumpedFolder(digest: string): string {
  return `records/${digest.slice(0, 2)}/${digest}`;
}
