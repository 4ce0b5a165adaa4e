import type { EntityManager } from 'typeorm';

/**
 * Stops the run of an id, or every run of a submission or challenge: one that waits ends at once, one that is measured is told to.
 * @param why ends in the run's reasons, which anybody may read: it names nobody
 * @returns how many were open
 */
export async function cancelOpenRuns(
  manager: EntityManager,
  by: 'id' | 'submission' | 'challenge',
  id: string,
  why: string,
): Promise<number> {
  const reason = { code: 'cancelled', message: why, remedy: 'Start it again if it was not meant.' };
  const [, changed] = await manager.query<[unknown, number]>(
    `update runs set cancel_requested_at = now(),
            state = case when state = 'queued' then 'cancelled' else state end,
            finished_at = case when state = 'queued' then now() end,
            reasons = case when state = 'queued' then $2::jsonb else reasons end
      where ${by} = $1 and finished_at is null`,
    [id, JSON.stringify([reason])],
  );
  return changed;
}
