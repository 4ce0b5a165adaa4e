import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PublishedKey, publishedKeySchema } from '@paretoboard/contract/log-entry.js';
import type { z } from 'zod';
import { digestOf } from './digest.js';
import { MirrorError, readMirror } from './mirror.js';
import { exactPublicKey, keyIdOf, type SigningKey, signatureHolds, signDigest } from './signing.js';
import { writeAtomically, writeExclusively } from './write-atomically.js';

const privateName = 'signing-key.pem';

function folderOf(home: string): string {
  return join(home, 'keys');
}

function documentPath(home: string, keyId: string): string {
  return join(folderOf(home), `${keyId}.json`);
}

/** The key that was read last: most ask for the one that signs, and taking it apart takes longer than reading it. */
let known: { readonly privatePem: string; readonly key: SigningKey } | null = null;

function keyFromPem(privatePem: string): SigningKey {
  if (known?.privatePem === privatePem) return known.key;
  const privateKey = createPrivateKey(privatePem);
  const publicKey = createPublicKey(privateKey);
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const key = { keyId: keyIdOf(publicKey), privateKey, publicPem };
  known = { privatePem, key };
  return key;
}

function newPrivatePem(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}

/** What is kept of a public key; when it was retired follows from its successor. */
const documentSchema = publishedKeySchema.omit({ retired: true });
type KeyDocument = z.infer<typeof documentSchema>;

function publish(home: string, key: SigningKey, validFrom: string, endorser: SigningKey | null): void {
  const { keyId, publicPem: publicKey } = key;
  const endorsement = endorser && signDigest(digestOf({ keyId, publicKey, validFrom }), endorser);
  const document: KeyDocument = { keyId, algorithm: 'Ed25519', publicKey, validFrom, endorsement };
  writeExclusively(documentPath(home, keyId), `${JSON.stringify(document, null, 2)}\n`, 0o644);
}

/**
 * The machine's Ed25519 key below `<home>/keys` (0600), made and published there on first use.
 * @throws MirrorError where this home shows another house's log
 */
export function signingKey(home: string): SigningKey {
  if (readMirror(home)) throw new MirrorError(`${home} is a mirror: only the house that it shows can sign`);
  mkdirSync(folderOf(home), { recursive: true, mode: 0o700 });
  const path = join(folderOf(home), privateName);
  if (!existsSync(path)) writeExclusively(path, newPrivatePem(), 0o600);
  const key = keyFromPem(readFileSync(path, 'utf8'));
  if (!existsSync(documentPath(home, key.keyId))) publish(home, key, new Date().toISOString(), null);
  return key;
}

function readDocuments(home: string): KeyDocument[] {
  return readdirSync(folderOf(home))
    .filter((name) => name.endsWith('.json'))
    .map((name) => documentSchema.parse(JSON.parse(readFileSync(join(folderOf(home), name), 'utf8'))))
    .sort((a, b) => a.validFrom.localeCompare(b.validFrom));
}

/** From the key in use back to the first one, endorsement by endorsement, oldest first. */
function endorsedChain(current: KeyDocument, documents: readonly KeyDocument[]): KeyDocument[] {
  const others = documents.filter((one) => one !== current);
  const earlier = others.find(({ keyId }) => keyId === current.endorsement?.keyId);
  return earlier ? [...endorsedChain(earlier, others), current] : [current];
}

/**
 * Every key that signs or signed here (of a mirror: in the house that it shows), oldest first; each is retired when its successor begins. The key of a rotation that a crash broke off never
 * signed, and is left out.
 */
export function publishedKeys(home: string): PublishedKey[] {
  const mirror = readMirror(home);
  if (mirror) return mirror.keys;
  const path = join(folderOf(home), privateName);
  if (!existsSync(path)) return [];
  const { keyId } = keyFromPem(readFileSync(path, 'utf8'));
  const documents = readDocuments(home);
  const current = documents.find((document) => document.keyId === keyId);
  const chain = current ? endorsedChain(current, documents) : [];
  const lost = documents.filter(({ validFrom }) => !chain[0] || validFrom < chain[0].validFrom);
  const keys = [...lost, ...chain];
  return keys.map(({ endorsement, ...key }, index) => {
    return { ...key, retired: keys[index + 1]?.validFrom ?? null, endorsement };
  });
}

/** PEM of every key of this house, by key id. */
export function publicKeys(home: string): Map<string, string> {
  return new Map(publishedKeys(home).map(({ keyId, publicKey }) => [keyId, publicKey]));
}

/**
 * Makes a new signing key, endorsed by the old one, and retires the old one: its private part is gone, what it signed stays verifiable. At any
 * moment of a crash one of both signs. Whoever appends to the log must not do so meanwhile.
 * @param notBefore time before which the new key may not begin: that of the newest log entry
 */
export function rotateKey(home: string, notBefore: string | null = null): SigningKey {
  const old = signingKey(home);
  const privatePem = newPrivatePem();
  const key = keyFromPem(privatePem);
  const began = publishedKeys(home).at(-1)?.validFrom;
  publish(home, key, latest(new Date().toISOString(), notBefore, began), old);
  writeAtomically(join(folderOf(home), privateName), privatePem, 0o600);
  return key;
}

/** The latest of some times in ISO 8601, UTC. */
export function latest(now: string, ...others: readonly (string | null | undefined)[]): string {
  return others.reduce<string>((found, time) => (time && time > found ? time : found), now);
}

/** Why a list of keys is not to be trusted; null if it holds together: ids fit, each but the first is endorsed by an earlier one, and follows it in time. */
export function keyListFault(keys: readonly PublishedKey[]): string | null {
  for (const [index, { keyId, publicKey, validFrom, retired, endorsement }] of keys.entries()) {
    if (exactPublicKey(publicKey) !== keyId) return `key ${keyId} is not the digest of the key that stands with it`;
    const expected = keys[index + 1]?.validFrom ?? null;
    if (retired !== expected) return `key ${keyId} is retired at ${retired}, its successor begins at ${expected}`;
    if (endorsement === null) {
      if (index > 0) return `key ${keyId} is not endorsed by an earlier one`;
      continue;
    }
    const endorser = keys.slice(0, index).find((key) => key.keyId === endorsement.keyId);
    if (!endorser || !signatureHolds(digestOf({ keyId, publicKey, validFrom }), endorsement, endorser.publicKey))
      return `key ${keyId}: the endorsement by ${endorsement.keyId} does not hold`;
  }
  return null;
}
