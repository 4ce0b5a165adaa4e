import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchmarkRecord, RecordFile } from '@paretoboard/contract/record.js';
import { canonicalJson, describeFile, digestOf, digestOfFolder } from '../digest.js';
import { exactPublicKey, signatureHolds } from '../signing.js';
import { publicKeyFileName, recordText } from '../write-record.js';
import { fail } from './check.js';

/** The bytes must be those of one of two ways to write the document: then no byte of it is free to change. */
export function checkForm(text: string, parsed: unknown): string {
  if (text === recordText(parsed)) return 'written with an indent of two, as this house writes it';
  if (text.trimEnd() === canonicalJson(parsed)) return 'written as canonical JSON (RFC 8785)';
  return fail(
    'the bytes are neither canonical JSON nor JSON with an indent of two and a line end: something was edited',
  );
}

/** @param parsed the document as it was read, with fields that this version may not know */
export function checkDigest(parsed: unknown): string {
  const { digest, signature: _signature, ...unsigned } = parsed as BenchmarkRecord;
  const found = digestOf(unsigned);
  return found === digest ? `SHA-256 ${digest}` : fail(`the record's content has digest ${found}, it claims ${digest}`);
}

export function checkSignature(
  { digest, signature }: BenchmarkRecord,
  folder: string,
  trustedKeys: ReadonlyMap<string, string> | undefined,
): string {
  const trusted = trustedKeys?.get(signature.keyId);
  const beside = join(folder, publicKeyFileName);
  const hasKeyBeside = existsSync(beside);
  if (hasKeyBeside && exactPublicKey(readFileSync(beside, 'utf8')) !== signature.keyId)
    fail(`${publicKeyFileName} is not the key ${signature.keyId} that the record names`);
  if (!trusted && trustedKeys && trustedKeys.size > 0) fail(`key ${signature.keyId} is not among the trusted keys`);
  const pem =
    trusted ??
    (hasKeyBeside
      ? readFileSync(beside, 'utf8')
      : fail(`no public key: expected ${publicKeyFileName} beside the record`));
  if (!signatureHolds(digest, signature, pem)) fail('the signature does not belong to this digest and key');
  return trusted
    ? `Ed25519 by trusted key ${signature.keyId}`
    : `Ed25519 by the key beside the record (${signature.keyId}); who owns that key is not shown by this`;
}

export async function checkFile(folder: string, file: RecordFile): Promise<string> {
  if (!existsSync(join(folder, file.path))) fail(`${file.path} is missing`);
  const found = await describeFile(folder, file.path);
  if (found.sha256 !== file.sha256 || found.bytes !== file.bytes) {
    fail(
      `${file.path}: expected ${file.bytes} bytes with SHA-256 ${file.sha256}, found ${found.bytes} bytes with ${found.sha256}`,
    );
  }
  return `${file.path}: ${file.bytes} bytes, SHA-256 as recorded`;
}

/** Artefacts need not travel with a record; one that lies there must be the one that was measured. */
export function checkArtefacts(record: BenchmarkRecord, folder: string): string {
  const here = record.training.flatMap(({ artefact }, index) => {
    const path = join(folder, 'artefacts', `seed-${index}`);
    return existsSync(path) ? [{ index, artefact, found: digestOfFolder(path) }] : [];
  });
  for (const { index, artefact, found } of here)
    if (found.digest !== artefact.digest || found.bytes !== artefact.bytes)
      fail(`artefacts/seed-${index}: expected digest ${artefact.digest}, found ${found.digest}`);
  return here.length === 0
    ? 'no artefact lies beside the record'
    : `${here.length} artefacts have the recorded digests`;
}
