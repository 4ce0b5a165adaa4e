import { type Worker, type WorkerState } from '@paretoboard/contract/queue.js';
import { idleReasons } from '@paretoboard/contract/worker-link.js';
import type { DataSource } from 'typeorm';
import { workerIsHere } from '../queue/describe-queue.js';
import type { WorkerEntity } from './worker.entity.js';

/** One that has not been heard of is shown as lost for so long. */
const lostHours = 24;

type Seen = WorkerEntity & { readonly here: boolean; readonly resting: boolean; readonly run: string | null };

function stateOf({ here, resting, run, refused, drainRequestedAt }: Seen): WorkerState {
  if (!here) return 'lost';
  if (refused !== null) return 'refused';
  if (run !== null) return 'busy';
  if (drainRequestedAt !== null) return 'draining';
  return resting ? 'resting' : 'idle';
}

function reasonOf(worker: Seen, state: WorkerState): string | null {
  if (state === 'lost') return 'not heard of';
  if (state === 'refused') return worker.refused;
  if (worker.drainRequestedAt !== null) return idleReasons.draining;
  return state === 'resting' ? idleReasons.resting : null;
}

function describe(worker: Seen): Worker {
  const { id, name, run, link, deviceClass, device, sandboxes, release, facts } = worker;
  const state = stateOf(worker);
  return {
    id,
    connectedSince: worker.registeredAt.toISOString(),
    heardOf: worker.heardAt.toISOString(),
    name,
    state,
    reason: reasonOf(worker, state),
    run,
    link,
    deviceClass,
    device,
    sandboxes,
    software: release.software,
    facts,
  };
}

/** Workers that have not left, the longest there first. */
export async function describeWorkers(database: DataSource): Promise<Worker[]> {
  const rows = await database.query<Seen[]>(
    `select workers.id, name, link, device_class as "deviceClass", device, sandboxes, release, facts, refused,
            drain_requested_at as "drainRequestedAt", registered_at as "registeredAt", heard_at as "heardAt",
            (${workerIsHere}) as here, coalesce(resting_until > now(), false) as resting, runs.id as run
       from workers left join runs on runs.worker = workers.id and runs.lease_expires_at is not null
      where left_at is null and heard_at > now() - make_interval(hours => ${lostHours}) order by registered_at, workers.id limit 1000`,
  );
  return rows.map(describe);
}

/** How many workers are there. */
export async function workersHere(database: DataSource): Promise<number> {
  const [row] = await database.query<{ here: number }[]>(
    `select count(*)::int as here from workers where ${workerIsHere} and refused is null`,
  );
  return row?.here ?? 0;
}
