import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BenchmarkRecord,
  recordSchema,
  type UnsignedRecord,
  unsignedRecordSchema,
} from '@paretoboard/contract/record.js';
import { digestOf } from './digest.js';
import { type SigningKey, signDigest } from './signing.js';

export const recordFileName = 'record.json';
/** The signer's public key, beside the record, so that the folder verifies on its own. */
export const publicKeyFileName = 'public-key.pem';

function writeAtomically(path: string, text: string): void {
  const draft = `${path}.part`;
  const file = openSync(draft, 'w');
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
}

/** Digests, signs and writes a record atomically into `folder`. @throws ZodError on a record that breaks the schema */
export function writeRecord(folder: string, unsigned: UnsignedRecord, key: SigningKey): BenchmarkRecord {
  // Through JSON first: what is digested is exactly what a reader will parse.
  const plain = JSON.parse(JSON.stringify(unsignedRecordSchema.parse(unsigned))) as UnsignedRecord;
  const digest = digestOf(plain);
  const record = recordSchema.parse({ ...plain, digest, signature: signDigest(digest, key) });
  writeAtomically(join(folder, publicKeyFileName), key.publicPem);
  writeAtomically(join(folder, recordFileName), `${JSON.stringify(record, null, 2)}\n`);
  return record;
}
