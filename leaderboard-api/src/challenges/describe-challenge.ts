import type { Challenge } from '@paretoboard/contract/challenge.js';
import type { EntityManager } from 'typeorm';
import type { ChallengeEntity } from './challenge.entity.js';
import { seedsOf } from './challenge-seeds.js';
import { databaseNow, stateAt, variantOf } from './challenge-state.js';

interface Counts {
  readonly challenge: string;
  readonly entrants: number;
  readonly runs: number;
  readonly finals: number;
}

async function countsOf(manager: EntityManager, ids: readonly string[]): Promise<Map<string, Counts>> {
  const rows = await manager.query<Counts[]>(
    `select challenge, (count(distinct coalesce(team, owner)) filter (where challenge_phase = 'main'))::int as entrants,
            (count(*) filter (where challenge_phase = 'main'))::int as runs,
            (count(distinct submission) filter (where challenge_phase = 'final'))::int as finals
       from runs where challenge = any ($1) group by challenge`,
    [ids],
  );
  return new Map(rows.map((row) => [row.challenge, row]));
}

/** Challenges as everybody sees them: nothing here tells how a run ended. */
export async function describeChallenges(
  manager: EntityManager,
  challenges: readonly ChallengeEntity[],
): Promise<Challenge[]> {
  const ids = challenges.map(({ id }) => id);
  const [seeds, counts] = [await seedsOf(manager, ids), await countsOf(manager, ids)];
  const people = await manager.query<{ id: string; name: string }[]>(
    'select id, name from people where id = any ($1)',
    [challenges.map(({ organiser }) => organiser)],
  );
  const now = await databaseNow(manager);
  return challenges.map((challenge) => {
    const { id, slug, title, description, task, taskVersion, variant, rules } = challenge;
    const { entrants = 0, runs = 0, finals = 0 } = counts.get(id) ?? {};
    return {
      slug,
      title,
      description,
      task: { id: task, version: taskVersion },
      variant,
      boards: { main: variantOf(slug, 'main'), final: variantOf(slug, 'final') },
      organiser: people.find((one) => one.id === challenge.organiser)!.name,
      state: stateAt(challenge, now),
      opensAt: challenge.opensAt.toISOString(),
      closesAt: challenge.closesAt.toISOString(),
      revealAt: challenge.revealAt.toISOString(),
      ...rules,
      frozenAt: challenge.frozenAt?.toISOString() ?? null,
      revealedAt: challenge.revealedAt?.toISOString() ?? null,
      calledOff: challenge.calledOff === null ? null : { reason: challenge.calledOff },
      seeds: seeds.get(id)!,
      entrants,
      runs,
      finals: challenge.frozenAt === null ? null : finals,
      now: now.toISOString(),
    };
  });
}

export async function describeChallenge(manager: EntityManager, challenge: ChallengeEntity): Promise<Challenge> {
  const [described] = await describeChallenges(manager, [challenge]);
  return described!;
}
