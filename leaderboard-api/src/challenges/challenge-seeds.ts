import { randomBytes } from 'node:crypto';
import type { Challenge } from '@paretoboard/contract/challenge.js';
import type { ChallengePhase } from '@paretoboard/contract/challenge-phase.js';
import { sha256 } from '@paretoboard/harness/records/digest.js';
import type { EntityManager } from 'typeorm';

/** Of the operating system's random numbers: nobody tries 2^256. */
const secretBytes = 32;

/** Draws the secret of a phase and keeps it. @returns its commitment, which may be told */
export async function drawSeed(manager: EntityManager, challenge: string, phase: ChallengePhase): Promise<string> {
  const secret = randomBytes(secretBytes).toString('hex');
  const commitment = sha256(secret);
  await manager.query('insert into challenge_seeds (challenge, phase, secret, commitment) values ($1, $2, $3, $4)', [
    challenge,
    phase,
    secret,
    commitment,
  ]);
  return commitment;
}

/** Commitments of challenges' seeds, and the secrets of those that are revealed; by the challenge's id. */
export async function seedsOf(
  manager: EntityManager,
  challenges: readonly string[],
): Promise<Map<string, Challenge['seeds']>> {
  const rows = await manager.query<
    { challenge: string; phase: ChallengePhase; commitment: string; secret: string | null }[]
  >(
    `select s.challenge, s.phase, s.commitment, case when c.revealed_at is not null then s.secret end as secret
       from challenge_seeds s join challenges c on c.id = s.challenge where s.challenge = any ($1)`,
    [challenges],
  );
  const seedOf = (challenge: string, phase: ChallengePhase): Challenge['seeds']['final'] => {
    const found = rows.find((row) => row.challenge === challenge && row.phase === phase);
    return found ? { commitment: found.commitment, secret: found.secret } : null;
  };
  return new Map(challenges.map((id) => [id, { main: seedOf(id, 'main')!, final: seedOf(id, 'final') }]));
}
