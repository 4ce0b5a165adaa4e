import type { ChallengeState } from '@paretoboard/contract/challenge.js';
import type { ChallengePhase } from '@paretoboard/contract/challenge-phase.js';
import type { EntityManager } from 'typeorm';
import type { ChallengeEntity } from './challenge.entity.js';

export type ChallengeTimes = Pick<ChallengeEntity, 'opensAt' | 'closesAt' | 'frozenAt' | 'revealedAt' | 'calledOff'>;

/** What a challenge is at some moment: it opens at `opensAt`, and takes nothing from `closesAt` on. */
export function stateAt(
  { opensAt, closesAt, frozenAt, revealedAt, calledOff }: ChallengeTimes,
  moment: Date,
): ChallengeState {
  if (calledOff !== null) return 'called-off';
  if (revealedAt !== null) return 'revealed';
  if (frozenAt !== null) return 'frozen';
  if (moment < opensAt) return 'announced';
  return moment < closesAt ? 'open' : 'closed';
}

/** Variant of the records of a phase. */
export function variantOf(slug: string, phase: ChallengePhase): string {
  return phase === 'main' ? slug : `${slug}-final`;
}

/** This moment by the database's clock, which every time of a challenge is held against: processes may have others. */
export async function databaseNow(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: Date }[]>('select clock_timestamp()::timestamptz(3) as now');
  return row!.now;
}
