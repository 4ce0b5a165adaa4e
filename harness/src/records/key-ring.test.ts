import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { keyListFault, publicKeys, publishedKeys, rotateKey, signingKey } from './key-ring.js';

const root = mkdtempSync(join(tmpdir(), 'paretoboard-keys-'));
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(root, 'home-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the keys of a house', () => {
  test('the first is made once, private to its owner, and published', () => {
    const key = signingKey(home);
    expect(signingKey(home).keyId).toBe(key.keyId);
    expect(statSync(join(home, 'keys', 'signing-key.pem')).mode & 0o777).toBe(0o600);
    expect(publishedKeys(home)).toEqual([
      expect.objectContaining({ keyId: key.keyId, retired: null, endorsement: null }),
    ]);
  });

  test('each rotation retires the key in use, which endorses its successor and stays known', () => {
    const ids = [signingKey(home).keyId, rotateKey(home).keyId, rotateKey(home).keyId];
    const keys = publishedKeys(home);
    expect(keys.map(({ keyId }) => keyId)).toEqual(ids);
    expect(keys.map(({ retired }) => retired)).toEqual([keys[1]!.validFrom, keys[2]!.validFrom, null]);
    expect(keys.map(({ endorsement }) => endorsement?.keyId ?? null)).toEqual([null, ids[0], ids[1]]);
    expect(keyListFault(keys)).toBeNull();
    expect([...publicKeys(home).keys()]).toEqual(ids);
  });

  test('a rotation that broke off before the new key signs leaves the old one in use', () => {
    signingKey(home);
    const path = join(home, 'keys', 'signing-key.pem');
    const old = readFileSync(path);
    const dangling = rotateKey(home).keyId;
    writeFileSync(path, old);
    expect(publishedKeys(home).map(({ keyId, retired }) => [keyId, retired])).toEqual([[signingKey(home).keyId, null]]);
    const next = rotateKey(home).keyId;
    const keys = publishedKeys(home);
    expect(keys).toHaveLength(2);
    expect(keys.map(({ keyId }) => keyId)).toContain(next);
    expect(keys.map(({ keyId }) => keyId)).not.toContain(dangling);
    expect(keyListFault(keys)).toBeNull();
  });

  test('a key that was lost stays in the list, and the list says that its successor is not endorsed', () => {
    const lost = signingKey(home).keyId;
    rmSync(join(home, 'keys', 'signing-key.pem'));
    while (new Date().toISOString() <= publishedValidFrom(lost));
    const { keyId } = signingKey(home);
    const keys = publishedKeys(home);
    expect(keys.map((key) => key.keyId)).toEqual([lost, keyId]);
    expect(keyListFault(keys)).toContain('not endorsed');
  });
});

function publishedValidFrom(keyId: string): string {
  expect(readdirSync(join(home, 'keys'))).toContain(`${keyId}.json`);
  return (JSON.parse(readFileSync(join(home, 'keys', `${keyId}.json`), 'utf8')) as { validFrom: string }).validFrom;
}
