import type { HiddenData } from '@paretoboard/contract/challenge-phase.js';
import { type IdleReason, idleReasons, type LeaseAnswer, type LeasedRun } from '@paretoboard/contract/worker-link.js';
import type { DataSource, EntityManager } from 'typeorm';
import { isTwice } from '../database/unique-violation.js';
import { WorkerEntity } from '../workers/worker.entity.js';
import { endParked, maxAttempts } from './end-run.js';

/** A worker that has not renewed its lease for this long is taken for dead, and its run is given to another. */
export const leaseSeconds = 20;
/** Of each lane, so many runs are looked at: first few, then more where others lock those at the same moment. */
const headsOfLane = [2, 32] as const;

interface Standing extends Pick<WorkerEntity, 'lanes' | 'machine' | 'device'> {
  readonly left: boolean;
  readonly refused: string | null;
  readonly outdated: boolean;
  readonly draining: boolean;
  readonly resting: boolean;
  readonly pauseReason: string | null;
  readonly holder: string | null;
}

/** What a worker may take now; its news are noted. */
async function standingOf(manager: EntityManager, worker: string): Promise<Standing | null> {
  const [rows] = await manager.query<[Standing[], number]>(
    `update workers set heard_at = now() from queue_control control where workers.id = $1
     returning lanes, machine, device, left_at is not null as left, refused,
       coalesce(workers.release <> control.release, false) as outdated, drain_requested_at is not null as draining,
       coalesce(resting_until > now(), false) as resting,
       case when control.paused_at is not null then control.pause_reason end as "pauseReason",
       (select other.name || ' (' || other.id || ')' from runs join workers other on other.id = runs.worker
         where runs.device_lock = workers.machine || ' ' || workers.device and runs.lease_expires_at is not null) as holder`,
    [worker],
  );
  return rows[0] ?? null;
}

function whyIdle(standing: Standing | null): { reason: IdleReason; detail: string } | null {
  const idle = (reason: IdleReason, detail: string = idleReasons[reason]) => ({ reason, detail });
  if (standing === null || standing.left) return idle('unknown-worker');
  if (standing.refused !== null) return idle('refused', standing.refused);
  if (standing.outdated) return idle('outdated');
  if (standing.draining) return idle('draining');
  if (standing.pauseReason !== null) return idle('paused', standing.pauseReason);
  if (standing.resting) return idle('resting');
  if (standing.holder !== null) return idle('device-busy', `the device is held by ${standing.holder}`);
  return null;
}

/** Takes the run whose turn it is in the worker's lanes; those that others lock are passed over. */
async function takeNext(
  manager: EntityManager,
  worker: string,
  { lanes, machine, device }: Standing,
  heads: number,
): Promise<LeasedRun | null> {
  const [rows] = await manager.query<[(Omit<LeasedRun, 'hidden'> & { hidden: HiddenData | null })[], number]>(
    `with heads as (
       select head.* from unnest($1::text[]) as wanted (lane) cross join lateral (
         select id, priority, turn, created_at from runs
          where state = 'queued' and runs.lane = wanted.lane and (not_before is null or not_before <= now())
          order by priority desc, turn, created_at, id limit $4) as head),
     next as (
       select runs.id from heads join runs on runs.id = heads.id where runs.state = 'queued'
        order by heads.priority desc, heads.turn, heads.created_at, heads.id limit 1 for update of runs skip locked)
     update runs set state = 'leased', lease = gen_random_uuid(), worker = $2, device_lock = $3, attempt = attempt + 1, reasons = '[]',
            lease_expires_at = now() + make_interval(secs => ${leaseSeconds}), started_at = now(), stage = null, progress = null, not_before = null
       from next where runs.id = next.id
     returning runs.id as run, lease, attempt, request, built_in as "builtIn",
       (select digest from submissions where submissions.id = runs.submission) as "submissionDigest",
       (select json_build_object('challenge', slug, 'phase', phase, 'secret', secret, 'commitment', commitment,
                                 'variant', slug || case phase when 'final' then '-final' else '' end)
          from challenge_seeds seed join challenges on challenges.id = seed.challenge
         where seed.challenge = runs.challenge and phase = runs.challenge_phase) as hidden`,
    [lanes, worker, `${machine} ${device}`, heads],
  );
  if (!rows[0]) return null;
  const { hidden, ...leased } = rows[0];
  return hidden === null ? leased : { ...leased, hidden };
}

async function leaseIn(manager: EntityManager, worker: string): Promise<LeaseAnswer> {
  const standing = await standingOf(manager, worker);
  const idle = whyIdle(standing);
  if (idle || standing === null) return { leased: null, idle: idle! };
  for (const heads of headsOfLane) {
    for (;;) {
      const leased = await takeNext(manager, worker, standing, heads);
      if (leased === null) break;
      if (leased.attempt <= maxAttempts) return { leased, idle: null };
      await endParked(manager, leased.run, leased.attempt - 1);
    }
  }
  return { leased: null, idle: { reason: 'empty', detail: idleReasons.empty } };
}

/** Gives a worker the run whose turn it is, or says why it gets none. One lease for each worker and each device: the database sees to it. */
export async function leaseRun(database: DataSource, worker: string): Promise<LeaseAnswer> {
  try {
    return await database.transaction((manager) => leaseIn(manager, worker));
  } catch (error) {
    // Two workers of one device asked at the same time: the other one was first.
    if (isTwice(error)) return { leased: null, idle: { reason: 'device-busy', detail: idleReasons['device-busy'] } };
    throw error;
  }
}
