import { createHash, randomBytes } from 'node:crypto';
import { sha256 } from '../records/digest.js';

export interface SeedPlan {
  /** Decimal digits. */
  readonly text: string;
  readonly public: number | null;
  readonly secretCommitment: string | null;
}

/**
 * A public seed for development, or 64 secret bits from the operating system, committed to before the run.
 * @param revealed the bits that an earlier run revealed, to run it again
 */
export function seedPlan(publicSeed: number | null, revealed?: string): SeedPlan {
  if (publicSeed !== null) return { text: String(publicSeed), public: publicSeed, secretCommitment: null };
  const text = revealed ?? randomBytes(8).readBigUInt64LE().toString();
  return { text, public: null, secretCommitment: sha256(text) };
}

/** A secret for one purpose, for a generator whose numbers are shown to code that would like to know the others. */
export function deriveSecret(plan: Pick<SeedPlan, 'text'>, purpose: string): string {
  return sha256(`${plan.text}:${purpose}`);
}

/** A 31-bit seed for one purpose: SHA-256 over plan and purpose, so that no phase can be guessed from another. */
export function deriveSeed(plan: Pick<SeedPlan, 'text'>, purpose: string): number {
  return createHash('sha256').update(`${plan.text}:${purpose}`).digest().readUInt32LE(0) >>> 1;
}
