import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

export interface Signature {
  readonly algorithm: 'Ed25519';
  /** SHA-256 over the public key's SubjectPublicKeyInfo (DER). */
  readonly keyId: string;
  /** Base64 of the 64-byte signature. */
  readonly value: string;
}

export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  /** PEM, SubjectPublicKeyInfo. */
  readonly publicPem: string;
}

/** SHA-256 over the key's SubjectPublicKeyInfo (DER). */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Key id of a public key in PEM, written exactly so; null for anything else: unused bits of base64 would leave bytes free to change. */
export function exactPublicKey(pem: string): string | null {
  try {
    const key = createPublicKey(pem);
    return key.export({ type: 'spki', format: 'pem' }) === pem ? keyIdOf(key) : null;
  } catch {
    return null;
  }
}

/** Signs the 32 bytes of a SHA-256 digest. */
export function signDigest(digest: string, key: SigningKey): Signature {
  return {
    algorithm: 'Ed25519',
    keyId: key.keyId,
    value: sign(null, Buffer.from(digest, 'hex'), key.privateKey).toString('base64'),
  };
}

/** Whether `signature` is that of `publicPem` over `digest`, and the key is the one it names. */
export function signatureHolds(digest: string, signature: Signature, publicPem: string): boolean {
  const publicKey = createPublicKey(publicPem);
  if (keyIdOf(publicKey) !== signature.keyId) return false;
  const value = Buffer.from(signature.value, 'base64');
  if (value.toString('base64') !== signature.value) return false; // Base64 has spare bits: one spelling only.
  return verify(null, Buffer.from(digest, 'hex'), publicKey, value);
}
