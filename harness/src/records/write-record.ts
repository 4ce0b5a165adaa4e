import { join } from 'node:path';
import {
  type BenchmarkRecord,
  recordSchema,
  type UnsignedRecord,
  unsignedRecordSchema,
} from '@paretoboard/contract/record.js';
import { digestOf } from './digest.js';
import { type SigningKey, signDigest } from './signing.js';
import { writeAtomically } from './write-atomically.js';

export const recordFileName = 'record.json';
/** The signer's public key, beside the record, so that the folder verifies on its own. */
export const publicKeyFileName = 'public-key.pem';

/** A record's document as it is written: JSON with an indent of two and a line end. */
export function recordText(record: unknown): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** Digests, signs and writes a record atomically into `folder`. @throws ZodError on a record that breaks the schema */
export function writeRecord(folder: string, unsigned: UnsignedRecord, key: SigningKey): BenchmarkRecord {
  // Through JSON first: what is digested is exactly what a reader will parse.
  const plain = JSON.parse(JSON.stringify(unsignedRecordSchema.parse(unsigned))) as UnsignedRecord;
  const digest = digestOf(plain);
  const record = recordSchema.parse({ ...plain, digest, signature: signDigest(digest, key) });
  writeAtomically(join(folder, publicKeyFileName), key.publicPem);
  writeAtomically(join(folder, recordFileName), recordText(record));
  return record;
}
