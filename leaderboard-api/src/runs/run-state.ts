import type { RunState } from '@paretoboard/contract/run-state.js';
import type { DataSource } from 'typeorm';
import { RunEntity } from './run.entity.js';

/** States in which a run waits or works. */
export const openStates = ['queued', 'leased', 'training', 'evaluating', 'timing', 'checking'] as const;

/** Median duration of the runs that ended, in seconds; null before the first. */
export async function typicalSeconds(database: DataSource): Promise<number | null> {
  const [row] = await database.query<{ seconds: number | null }[]>(
    `select percentile_cont(0.5) within group (order by extract(epoch from finished_at - started_at)) as seconds
       from runs where finished_at is not null and started_at is not null and state in ('published', 'invalid')`,
  );
  return row?.seconds ?? null;
}

async function submissionOf(database: DataSource, run: RunEntity): Promise<RunState['submission']> {
  if (run.submission === null) return null;
  const [found] = await database.query<NonNullable<RunState['submission']>[]>(
    `select submissions.id, submissions.name, people.name as owner
       from submissions join people on people.id = submissions.owner where submissions.id = $1`,
    [run.submission],
  );
  return found ?? null;
}

/** A run as the API shows it, with its place in the queue. */
export async function describeRun(database: DataSource, run: RunEntity): Promise<RunState> {
  const isQueued = run.state === 'queued';
  const ahead = isQueued
    ? await database
        .getRepository(RunEntity)
        .createQueryBuilder('run')
        .where('run.state in (:...states)', { states: openStates })
        .andWhere(
          `(run.state <> 'queued' or run.priority > :priority or (run.priority = :priority and run.createdAt < :at))`,
          { priority: run.priority, at: run.createdAt },
        )
        .getCount()
    : null;
  const seconds = ahead === null ? null : await typicalSeconds(database);
  return {
    id: run.id,
    state: run.state,
    request: run.request,
    submission: await submissionOf(database, run),
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
}
