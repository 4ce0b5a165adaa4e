import type { ChallengeEntrant, ChallengeRun } from '@paretoboard/contract/challenge.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { EntityManager } from 'typeorm';
import { HolderNames } from '../accounts/holder-names.js';
import type { Holder, Identity } from '../accounts/identity.js';
import { openStates } from '../runs/run-state.js';
import { seesSecrets } from './admit.js';
import type { ChallengeEntity } from './challenge.entity.js';

type Found = Omit<ChallengeRun, 'holder' | 'verdict' | 'metrics' | 'latency' | 'createdAt' | 'finishedAt'> &
  Holder & { readonly body: BenchmarkRecord | null; readonly createdAt: Date; readonly finishedAt: Date | null };

/** Runs of a challenge with their records, sealed or entered, the newest first. */
async function findRuns(manager: EntityManager, where: string, parameters: unknown[]): Promise<Found[]> {
  return manager.query(
    `select runs.id as run, runs.challenge_phase as phase, runs.owner, runs.team, runs.state, runs.reasons, coalesce(runs.record, sealed.digest) as record,
            runs.created_at as "createdAt", runs.finished_at as "finishedAt", coalesce(sealed.body, records.body) as body,
            json_build_object('id', submissions.id, 'name', submissions.name, 'withdrawn', submissions.withdrawn_at is not null) as submission
       from runs join submissions on submissions.id = runs.submission
       left join sealed_records sealed on sealed.run = runs.id left join records on records.digest = runs.record
      where runs.challenge = $1 and ${where} order by runs.created_at desc, runs.id`,
    parameters,
  );
}

async function describe(
  manager: EntityManager,
  found: readonly Found[],
  showsFigures: boolean,
): Promise<ChallengeRun[]> {
  const names = await HolderNames.of(manager, found);
  return found.map(({ body, owner, team, createdAt, finishedAt, ...run }) => ({
    ...run,
    holder: names.nameOf({ owner, team })!,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    verdict: body?.verdict ?? null,
    metrics: showsFigures ? (body?.metrics ?? null) : null,
    latency: showsFigures ? (body?.latency ?? null) : null,
  }));
}

/** The caller's own, and those of their teams. Finals are not among them before the reveal: nobody but organisers is told of those. */
export async function ownRuns(
  manager: EntityManager,
  challenge: ChallengeEntity,
  { person, teams }: Identity,
): Promise<ChallengeRun[]> {
  const isRevealed = challenge.revealedAt !== null;
  const found = await findRuns(
    manager,
    `((runs.team is null and runs.owner = $2) or runs.team = any ($3)) and (runs.challenge_phase = 'main' or $4)`,
    [challenge.id, person, [...teams.keys()], isRevealed],
  );
  return describe(manager, found, isRevealed || challenge.rules.ownFigures);
}

/** Those of the phase `final`. For organisers. */
export async function finalRuns(manager: EntityManager, { id }: ChallengeEntity): Promise<ChallengeRun[]> {
  return describe(manager, await findRuns(manager, `runs.challenge_phase = 'final'`, [id]), true);
}

/** Runs of these ids. For organisers. */
export async function runsById(
  manager: EntityManager,
  { id }: ChallengeEntity,
  runs: readonly string[],
): Promise<ChallengeRun[]> {
  return describe(manager, await findRuns(manager, 'runs.id = any ($2)', [id, runs]), true);
}

/** How many runs of a phase wait or work. */
export async function openRuns(
  manager: EntityManager,
  { id }: ChallengeEntity,
): Promise<{ main: number; final: number }> {
  const [row] = await manager.query<{ main: number; final: number }[]>(
    `select (count(*) filter (where challenge_phase = 'main'))::int as main, (count(*) filter (where challenge_phase = 'final'))::int as final
       from runs where challenge = $1 and state = any ($2)`,
    [id, openStates],
  );
  return row!;
}

type Counted = Omit<ChallengeEntrant, 'holder' | 'lastAt' | 'excluded'> & Holder & { readonly lastAt: Date };

/** Who takes part, and how their runs of the phase `main` ended. For organisers. */
export async function entrantsOf(manager: EntityManager, { id }: ChallengeEntity): Promise<ChallengeEntrant[]> {
  const count = (condition: string): string => `(count(*) filter (where ${condition}))::int`;
  const rows = await manager.query<Counted[]>(
    `select (array_agg(owner))[1] as owner, team, count(*)::int as runs, max(created_at) as "lastAt",
            ${count(`charged and state in ('published', 'invalid', 'failed')`)} as charged, ${count('state = any ($2)')} as open,
            ${count(`state = 'published'`)} as valid, ${count(`state = 'invalid'`)} as invalid,
            ${count(`state = 'failed'`)} as failed, ${count(`state = 'error'`)} as error
       from runs where challenge = $1 and challenge_phase = 'main' group by team, case when team is null then owner end
      order by "lastAt" desc`,
    [id, openStates],
  );
  const names = await HolderNames.of(manager, rows);
  const described: ChallengeEntrant[] = [];
  for (const { owner, team, lastAt, ...counts } of rows) {
    const sees = await seesSecrets(manager, { owner, team });
    described.push({
      holder: names.nameOf({ owner, team })!,
      ...counts,
      lastAt: lastAt.toISOString(),
      excluded: sees ? 'somebody of it is organiser or operator' : null,
    });
  }
  return described;
}
