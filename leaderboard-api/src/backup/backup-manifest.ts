import { countSchema, relativePathSchema, sha256Schema, timestampSchema } from '@paretoboard/contract/primitives.js';
import { z } from 'zod';

export const backupManifestName = 'backup.json';

/** What a backup says of itself. */
export const backupManifestSchema = z.object({
  format: z.literal('paretoboard-backup'),
  version: z.literal(1),
  createdAt: timestampSchema,
  /** Of the database that was copied, first to last: where it is restored, these are run before its rows are loaded. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.object({ name: z.string(), rows: countSchema })),
  /** Digests of records and submissions. */
  records: z.array(sha256Schema),
  bundles: z.array(sha256Schema),
  /** What the database names and the store lacked; a backup with any is not whole. */
  missing: z.array(z.string()),
  /** Every other file of the backup. */
  files: z.array(z.object({ path: relativePathSchema, sha256: sha256Schema, bytes: countSchema })),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;
