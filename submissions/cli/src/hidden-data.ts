import type { HiddenData } from '@paretoboard/contract/challenge-phase.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { sha256 } from '@paretoboard/harness/records/digest.js';
import { UsageError } from './usage-error.js';

/** The option of commands that need a record's data. */
export const secretOption = [
  '--secret <secret>',
  'of a record of a challenge: the secret of its data, which the challenge revealed',
] as const;

/**
 * What hid the data of a record of a challenge, from the secret that was revealed; null: it is of no challenge.
 * @throws UsageError without the secret, or with another one
 */
export function hiddenDataOf({ challenge, variant }: BenchmarkRecord, secret: string | undefined): HiddenData | null {
  if (!challenge) return null;
  const { id, phase, seedCommitment: commitment } = challenge;
  if (secret === undefined)
    throw new UsageError(
      `the record is of the challenge ${id}: give --secret, which it shows in "seeds.${phase}" once it is revealed`,
    );
  if (sha256(secret) !== commitment)
    throw new UsageError(`--secret: its SHA-256 is not the record's commitment, ${commitment}`);
  return { challenge: id, phase, variant: variant.id, secret, commitment };
}
