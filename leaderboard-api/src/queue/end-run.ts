import type { Reason } from '@paretoboard/contract/reason.js';
import type { AttemptEnd } from '@paretoboard/contract/worker-link.js';
import type { DataSource, EntityManager, QueryDeepPartialEntity } from 'typeorm';
import { RunEntity } from '../runs/run.entity.js';
import { WorkerEntity } from '../workers/worker.entity.js';

/** Times that a run is begun before it ends in `error`: our failures and workers that died count, an orderly stop does not. */
export const maxAttempts = 3;
/** So many runs in a row that failed by our doing: it may be the worker, which then rests. */
const failuresBeforeRest = 3;
const restSeconds = { first: 30, most: 900 } as const;

/** The run is somebody else's now, or has ended: nothing that this attempt says counts any more. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor(lease: string) {
    super(`lease ${lease} holds no longer: the run was given to another worker, or has ended`);
  }
}

type Changes = QueryDeepPartialEntity<RunEntity>;

/** By the database's clock, as every time of the queue: those of workers may be wrong. */
const now = (): string => 'now()';

const noLease = { leaseExpiresAt: null, deviceLock: null, stage: null } as const;
const waiting = { ...noLease, state: 'queued', progress: null } as const;

const cancelled: Reason = {
  code: 'cancelled',
  message: 'somebody stopped the run',
  remedy: 'Start it again if it was not meant.',
};

function workersDied(attempts: number): Reason {
  return {
    code: 'infrastructure',
    message: `the worker died, or was not heard of, during each of ${attempts} attempts: the run is not given out again`,
    remedy: 'This is ours: it is not charged. The logs of the workers may have the cause; then run it again.',
  };
}

function ended(state: 'error' | 'failed' | 'cancelled', reason: Reason): Changes {
  return { ...noLease, state, reasons: [reason], finishedAt: now };
}

/** Ends a run that waits although it was begun too often. */
export async function endParked(manager: EntityManager, run: string, attempt: number): Promise<void> {
  await manager.update(RunEntity, run, { ...ended('error', workersDied(attempt)), attempt });
}

/** The run of a lease that holds, locked for the caller's transaction. @throws LeaseLostError */
export async function runOfLease(manager: EntityManager, lease: string): Promise<RunEntity> {
  const run = await manager
    .createQueryBuilder(RunEntity, 'run')
    .setLock('pessimistic_write')
    .where('run.lease = :lease and run.leaseExpiresAt is not null and run.finishedAt is null', { lease })
    .getOne();
  if (!run) throw new LeaseLostError(lease);
  return run;
}

async function noteFailure(manager: EntityManager, worker: string, run: string): Promise<void> {
  await manager.query(
    `update workers set failed_runs = noted.runs,
       resting_until = case when cardinality(noted.runs) >= ${failuresBeforeRest}
         then now() + make_interval(secs => least(${restSeconds.first} * 2 ^ least(cardinality(noted.runs) - ${failuresBeforeRest}, 20), ${restSeconds.most})) end
      from (select array (select unnest(failed_runs) union select $2::uuid) as runs from workers where id = $1) as noted where id = $1`,
    [worker, run],
  );
}

function afterAttempt(run: RunEntity, { outcome, reason }: AttemptEnd): Changes {
  if (outcome === 'cancelled') return ended('cancelled', cancelled);
  if (outcome === 'returned') return { ...waiting, attempt: run.attempt - 1, reasons: [] };
  const why = reason ?? workersDied(run.attempt);
  if (outcome === 'failed') return ended('failed', why);
  if (run.attempt >= maxAttempts) return ended('error', why);
  // Later each time: what failed may come back by itself.
  return { ...waiting, reasons: [why], notBefore: () => `now() + make_interval(secs => ${2 ** (run.attempt - 1)})` };
}

/**
 * Ends an attempt that left no record: the run waits again, or has ended.
 * @throws LeaseLostError
 */
export async function endAttempt(database: DataSource, lease: string, end: AttemptEnd): Promise<void> {
  await database.transaction(async (manager) => {
    const run = await runOfLease(manager, lease);
    await manager.update(RunEntity, run.id, afterAttempt(run, end));
    if (end.outcome === 'infrastructure' && run.worker) await noteFailure(manager, run.worker, run.id);
  });
}

/** Takes a run back from a worker that died. Nothing happens if the lease has ended or was renewed since `expiresAt`. */
export async function takeBack(database: DataSource, lease: string, expiresAt: Date | null): Promise<boolean> {
  return database.transaction(async (manager) => {
    const run = await runOfLease(manager, lease).catch((error: unknown) => {
      if (error instanceof LeaseLostError) return null;
      throw error;
    });
    const wasRenewed = expiresAt !== null && run?.leaseExpiresAt?.getTime() !== expiresAt.getTime();
    if (!run || wasRenewed) return false;
    if (run.cancelRequestedAt) await manager.update(RunEntity, run.id, ended('cancelled', cancelled));
    else if (run.attempt >= maxAttempts) await endParked(manager, run.id, run.attempt);
    else await manager.update(RunEntity, run.id, waiting);
    return true;
  });
}

/** What a run gets that leaves a record, in the transaction that publishes it. @throws LeaseLostError: the record is not published then */
export async function endPublished(manager: EntityManager, lease: string, changes: Changes): Promise<void> {
  const run = await runOfLease(manager, lease);
  await manager.update(RunEntity, run.id, { ...noLease, ...changes, finishedAt: now, progress: 1 });
  if (run.worker) await manager.update(WorkerEntity, run.worker, { failedRuns: [], restingUntil: null });
}
