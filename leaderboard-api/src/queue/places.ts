import type { DataSource } from 'typeorm';

/** Where a run stands that waits. */
export interface Place {
  /** Runs that are begun before it, those at work included. */
  readonly ahead: number;
  /** Until it is begun, if every worker that is there could take every run before it; null: there is none that could take this one. */
  readonly etaSeconds: number | null;
}

const takesRuns = `left_at is null and refused is null and drain_requested_at is null and heard_at > now() - interval '30 seconds'`;

/** Runs that may be worked on at the same time: workers that are there and take runs. */
const workersHere = `(select count(*)::int from workers where ${takesRuns})`;

/** What those at work still take: what they are expected to, less what has passed, and never less than nothing. */
const workLeft = `select count(*)::int as runs, coalesce(sum(greatest(0, expected_seconds - coalesce(extract(epoch from now() - started_at), 0))), 0)::float8 as seconds
  from runs where state in ('leased', 'training', 'evaluating', 'timing', 'checking')`;

/** Places of runs that wait; of others nothing. */
export async function placesOf(database: DataSource, ids: readonly string[]): Promise<Map<string, Place>> {
  if (ids.length === 0) return new Map();
  const found = await database.query<({ id: string } & Place)[]>(
    `with at_work as (${workLeft}), turns as (
       select id, lane, row_number() over in_turn - 1 as before, sum(expected_seconds) over in_turn - expected_seconds as seconds
         from runs where state = 'queued' window in_turn as (order by priority desc, turn, created_at, id))
     select id, (before + at_work.runs)::int as ahead,
            case when exists (select 1 from workers where ${takesRuns} and lane = any (lanes))
              then (turns.seconds + at_work.seconds)::float8 / nullif(${workersHere}, 0) end as "etaSeconds"
       from turns cross join at_work where id = any ($1)`,
    [ids],
  );
  return new Map(found.map(({ id, ahead, etaSeconds }) => [id, { ahead, etaSeconds }]));
}

/** Until nothing waits or works any more; null without a worker. */
export async function secondsUntilEmpty(database: DataSource): Promise<number | null> {
  const [row] = await database.query<{ seconds: number | null }[]>(
    `with at_work as (${workLeft}), waiting as (select coalesce(sum(expected_seconds), 0)::float8 as seconds from runs where state = 'queued')
     select (at_work.seconds + waiting.seconds) / nullif(${workersHere}, 0) as seconds from at_work cross join waiting`,
  );
  return row?.seconds ?? null;
}
