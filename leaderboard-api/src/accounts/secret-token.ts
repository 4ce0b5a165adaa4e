import { randomBytes } from 'node:crypto';
import { sha256 } from '@paretoboard/harness/records/digest.js';

/** 256 random bits: nobody guesses one, so a plain hash of it is safe to keep. */
export function makeSecretToken(): string {
  return `pb_${randomBytes(32).toString('base64url')}`;
}

export function hashOfToken(token: string): string {
  return sha256(token);
}

/** The token of an `Authorization` header (RFC 6750); null: there is none of that kind. */
export function bearerToken(header: string | undefined): string | null {
  return /^Bearer ([A-Za-z0-9._~+/=-]{1,200})$/i.exec(header ?? '')?.[1] ?? null;
}
