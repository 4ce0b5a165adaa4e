import type { EntityManager } from 'typeorm';
import type { Holder, Identity } from '../accounts/identity.js';

/** Classes of priority: a higher one always goes first; within one, shares take turns. */
export const priorities = { builtIn: 0, submission: 100, operator: 300 } as const;
export type Priority = keyof typeof priorities;

/** Of a run that somebody asks for: what operators ask for goes before what waits. */
export function priorityFor({ scopes }: Pick<Identity, 'scopes'>): number {
  return scopes.includes('operate') ? priorities.operator : priorities.submission;
}

/** Built-ins and what operators want of them: one share. */
export const houseShare = 'house';

/** What a run is expected to take before anything like it has been measured. */
const unknownSeconds = 60;
/** Runs that an expectation is made of: the last ones. */
const looked = 50;

/** Whose turn it is among equals: a team's, else a person's. */
export function shareOf({ owner, team }: Holder): string {
  if (team !== null) return `team:${team}`;
  return owner === null ? houseShare : `person:${owner}`;
}

/** SQL: the median duration of the last runs that left a record, in seconds; null before the first. */
export const medianSeconds = (where: string): string =>
  `(select percentile_cont(0.5) within group (order by seconds) from (
      select extract(epoch from finished_at - started_at) as seconds from runs
       where state in ('published', 'invalid') and started_at is not null ${where} order by finished_at desc limit ${looked}) as measured)`;

/** Seconds that a run of this task and profile takes: the median of the last ones, else of the last of any, else a guess. */
export async function expectedSeconds(manager: EntityManager, task: string, profile: string): Promise<number> {
  const [row] = await manager.query<{ seconds: number }[]>(
    `select coalesce(${medianSeconds(`and request ->> 'task' = $1 and request ->> 'profile' = $2`)}, ${medianSeconds('')}, ${unknownSeconds})::float8 as seconds`,
    [task, profile],
  );
  return row?.seconds ?? unknownSeconds;
}

/**
 * The place of a new run within its class, by start-time fair queueing (Goyal, Vin & Cheng 1996): a share's runs stand as many seconds apart as they are
 * expected to take, and none before the run that was begun last. So whoever sends many runs waits for them alone, and nobody saves up turns by waiting.
 */
export async function nextTurn(
  manager: EntityManager,
  share: string,
  priority: number,
  seconds: number,
): Promise<number> {
  const [row] = await manager.query<{ turn: number }[]>(
    `with now_at as (select coalesce(max(turn), 0) as turn from runs where priority = $2 and started_at is not null)
     insert into queue_shares (share, priority, finish) select $1, $2, now_at.turn + $3 from now_at
     on conflict (share, priority) do update set finish = greatest(queue_shares.finish, excluded.finish - $3) + $3
     returning finish - $3 as turn`,
    [share, priority, seconds],
  );
  return row!.turn;
}
