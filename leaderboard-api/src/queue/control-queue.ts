import type { DataSource } from 'typeorm';

/** Nothing is given out any more; what is measured goes on. */
export async function pauseQueue(database: DataSource, reason: string): Promise<void> {
  await database.query('update queue_control set paused_at = coalesce(paused_at, now()), pause_reason = $1', [reason]);
}

export async function resumeQueue(database: DataSource): Promise<void> {
  await database.query('update queue_control set paused_at = null, pause_reason = null');
}

/** The worker gets no more runs; the one that it measures goes on. @returns whether there is such a worker */
export async function drainWorker(database: DataSource, id: string): Promise<boolean> {
  const [, changed] = await database.query<[unknown, number]>(
    'update workers set drain_requested_at = coalesce(drain_requested_at, now()) where id = $1 and left_at is null',
    [id],
  );
  return changed > 0;
}

/** The worker gets runs again, whether it was drained or rested. @returns whether there is such a worker */
export async function resumeWorker(database: DataSource, id: string): Promise<boolean> {
  const [, changed] = await database.query<[unknown, number]>(
    `update workers set drain_requested_at = null, resting_until = null, failed_runs = '{}' where id = $1 and left_at is null`,
    [id],
  );
  return changed > 0;
}
