import type { RunState, RunStateName } from '@paretoboard/contract/run-state.js';
import type { DataSource } from 'typeorm';
import type { RunEntity } from './run.entity.js';

/** States in which a run waits or works. */
export const openStates = ['queued', 'leased', 'training', 'evaluating', 'timing', 'checking'] as const;

/** Whether a run waits or works. */
export function isOpen(state: RunStateName): boolean {
  return (openStates as readonly RunStateName[]).includes(state);
}

/** Median duration of the runs that ended, in seconds; null before the first. */
export async function typicalSeconds(database: DataSource): Promise<number | null> {
  const [row] = await database.query<{ seconds: number | null }[]>(
    `select percentile_cont(0.5) within group (order by extract(epoch from finished_at - started_at)) as seconds
       from runs where finished_at is not null and started_at is not null and state in ('published', 'invalid')`,
  );
  return row?.seconds ?? null;
}

type RunSubmission = NonNullable<RunState['submission']>;

/** What was sent, by the run of it. */
async function submissionsOf(database: DataSource, runs: readonly RunEntity[]): Promise<Map<string, RunSubmission>> {
  const ids = runs.flatMap(({ submission }) => submission ?? []);
  if (ids.length === 0) return new Map();
  const found = await database.query<RunSubmission[]>(
    `select submissions.id, submissions.name, people.name as owner
       from submissions join people on people.id = submissions.owner where submissions.id = any ($1)`,
    [ids],
  );
  return new Map(found.map((submission) => [submission.id, submission]));
}

/** How many runs are begun before each of these that wait: those at work, and those whose turn comes first. */
async function aheadOf(database: DataSource, runs: readonly RunEntity[]): Promise<Map<string, number>> {
  const ids = runs.filter(({ state }) => state === 'queued').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const found = await database.query<{ id: string; ahead: number }[]>(
    `select id, ahead from (
       select id, (row_number() over (order by state = 'queued', priority desc, created_at, id) - 1)::int as ahead
         from runs where state = any ($1)) as turns where id = any ($2)`,
    [openStates, ids],
  );
  return new Map(found.map(({ id, ahead }) => [id, ahead]));
}

/** Runs as the API shows them, with their places in the queue. */
export async function describeRuns(database: DataSource, runs: readonly RunEntity[]): Promise<RunState[]> {
  const [submissions, turns] = [await submissionsOf(database, runs), await aheadOf(database, runs)];
  const seconds = turns.size > 0 ? await typicalSeconds(database) : null;
  return runs.map((run) => {
    const ahead = turns.get(run.id) ?? null;
    return {
      id: run.id,
      state: run.state,
      request: run.request,
      submission: (run.submission && submissions.get(run.submission)) || null,
      position: ahead === null ? null : ahead + 1,
      ahead,
      etaSeconds: ahead === null || seconds === null ? null : ahead * seconds,
      stage: run.stage,
      progress: run.progress,
      reasons: run.reasons,
      record: run.record,
      createdAt: run.createdAt.toISOString(),
      finishedAt: run.finishedAt?.toISOString() ?? null,
    };
  });
}

export async function describeRun(database: DataSource, run: RunEntity): Promise<RunState> {
  const [described] = await describeRuns(database, [run]);
  return described!;
}
