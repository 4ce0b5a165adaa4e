import type { ChallengeEntry, ChallengeEvent } from '@paretoboard/contract/challenge.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { latest, signingKey } from '@paretoboard/harness/records/key-ring.js';
import { signDigest } from '@paretoboard/harness/records/signing.js';
import { firstPrevious } from '@paretoboard/harness/records/verify-log.js';
import type { EntityManager } from 'typeorm';
import type { ChallengeEntity } from './challenge.entity.js';

type Chained = Pick<ChallengeEntity, 'id' | 'slug'>;

/** Every deed so far, the first first. */
export async function readChallengeLog(manager: EntityManager, { id, slug }: Chained): Promise<ChallengeEntry[]> {
  const rows = await manager.query<Omit<ChallengeEntry, 'challenge'>[]>(
    'select seq, previous, at, kind, body, signature from challenge_entries where challenge = $1 order by seq',
    [id],
  );
  return rows.map((row) => ({ challenge: slug, ...row }));
}

/**
 * Appends one deed, signed, in the caller's transaction, which holds the lock on the challenge's row.
 * @param actor id of who did it; null: the clock did
 */
export async function appendDeed(
  manager: EntityManager,
  home: string,
  { id, slug }: Chained,
  actor: string | null,
  kind: ChallengeEvent,
  body: Record<string, unknown>,
): Promise<void> {
  const last = (await readChallengeLog(manager, { id, slug })).at(-1);
  const unsigned = {
    challenge: slug,
    seq: last ? last.seq + 1 : 0,
    previous: last ? digestOf(last) : firstPrevious,
    at: latest(new Date().toISOString(), last?.at),
    kind,
    body,
  };
  const signature = signDigest(digestOf(unsigned), signingKey(home));
  await manager.query(
    `insert into challenge_entries (challenge, seq, previous, at, kind, body, signature, actor) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, unsigned.seq, unsigned.previous, unsigned.at, kind, JSON.stringify(body), JSON.stringify(signature), actor],
  );
}
