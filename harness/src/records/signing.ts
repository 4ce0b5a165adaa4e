import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

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

function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function writeExclusive(path: string, text: string, mode: number): void {
  const draft = `${path}.${process.pid}.part`;
  const file = openSync(draft, 'w', mode);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(draft, path); // Fails if another process was first: its key wins.
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The machine's Ed25519 key below `<home>/keys` (0600), made on first use. */
export function signingKey(home: string): SigningKey {
  const folder = join(home, 'keys');
  const path = join(folder, 'signing-key.pem');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) {
    const pair = generateKeyPairSync('ed25519');
    writeExclusive(path, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, 0o600);
  }
  const privateKey = createPrivateKey(readFileSync(path, 'utf8'));
  const publicKey = createPublicKey(privateKey);
  const keyId = keyIdOf(publicKey);
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const publicPath = join(folder, `${keyId}.pub.pem`);
  if (!existsSync(publicPath)) writeExclusive(publicPath, publicPem, 0o644);
  return { keyId, privateKey, publicPem };
}

/** Public keys known here, by key id. */
export function publicKeys(home: string): Map<string, string> {
  const folder = join(home, 'keys');
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.pub.pem'))
      .map((name) => {
        const pem = readFileSync(join(folder, name), 'utf8');
        return [keyIdOf(createPublicKey(pem)), pem];
      }),
  );
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
