import type { RunEvent } from '@paretoboard/contract/run-state.js';
import type { Renewed } from '@paretoboard/contract/worker-link.js';
import type { DataSource } from 'typeorm';
import { RunEventEntity } from '../runs/run-event.entity.js';
import { RunLogEntity } from '../runs/run-log.entity.js';
import { LeaseLostError, runOfLease } from './end-run.js';
import { leaseSeconds } from './lease-run.js';

/** The worker lives, and goes on. Times are the database's: a clock that is set on a worker's machine ends no lease. @throws LeaseLostError */
export async function renewLease(database: DataSource, lease: string): Promise<Renewed> {
  const [rows] = await database.query<[{ cancelled: boolean; worker: string }[], number]>(
    `update runs set lease_expires_at = now() + make_interval(secs => ${leaseSeconds})
      where lease = $1 and lease_expires_at is not null and finished_at is null
      returning cancel_requested_at is not null as cancelled, worker`,
    [lease],
  );
  const [row] = rows;
  if (!row) throw new LeaseLostError(lease);
  await database.query('update workers set heard_at = now() where id = $1', [row.worker]);
  return { cancelled: row.cancelled, leaseSeconds };
}

/** What happened since the last report, in order. @throws LeaseLostError */
export async function reportEvents(database: DataSource, lease: string, events: readonly RunEvent[]): Promise<void> {
  const last = events.at(-1);
  if (!last) return;
  await database.transaction(async (manager) => {
    const { id } = await runOfLease(manager, lease);
    await manager.insert(
      RunEventEntity,
      events.map((event) => ({ run: id, event })),
    );
    await manager.query('update runs set state = $2, stage = $3, progress = $4 where id = $1', [
      id,
      last.state,
      last.stage,
      last.progress,
    ]);
  });
}

/** What the submission wrote during the attempt. @throws LeaseLostError */
export async function keepLog(database: DataSource, lease: string, body: string): Promise<void> {
  await database.transaction(async (manager) => {
    const { id: run } = await runOfLease(manager, lease);
    await manager.upsert(RunLogEntity, { run, body }, ['run']);
  });
}
