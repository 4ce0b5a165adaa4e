import type { Lane, Queue } from '@paretoboard/contract/queue.js';
import type { DataSource } from 'typeorm';
import { openStates, typicalSeconds } from '../runs/run-state.js';
import { secondsUntilEmpty } from './places.js';

/** A worker that has not been heard of for this long counts as gone. */
export const workerNewsSeconds = 30;

export const workerIsHere = `left_at is null and heard_at > now() - make_interval(secs => ${workerNewsSeconds})`;

async function lanesWithoutWorker(database: DataSource): Promise<Lane[]> {
  const rows = await database.query<
    { request: Record<string, string | undefined> & { runtime: string | null }; device: string; waiting: number }[]
  >(
    `select (array_agg(request))[1] as request, count(*)::int as waiting from runs where state = 'queued'
        and lane not in (select unnest(lanes) from workers where ${workerIsHere} and refused is null) group by lane order by lane limit 200`,
  );
  return rows.map(({ request, waiting }) => {
    const { device = 'any', sandbox, task, variant, runtime } = request;
    return {
      device,
      sandbox: sandbox as Lane['sandbox'],
      task: task!,
      variant: variant!,
      runtime: runtime ?? null,
      waiting,
    };
  });
}

type Figures = Pick<Queue, 'waiting' | 'running'> & {
  readonly oldest: number | null;
  readonly here: number;
  readonly busy: number;
  readonly pausedAt: Date | null;
  readonly pauseReason: string | null;
};

/** The queue as anybody may see it. */
export async function describeQueue(database: DataSource): Promise<Queue> {
  const [row] = await database.query<Figures[]>(
    `select (count(*) filter (where state = 'queued'))::int as waiting, (count(*) filter (where state <> 'queued'))::int as running,
            extract(epoch from now() - min(created_at) filter (where state = 'queued'))::float8 as oldest,
            (select count(*)::int from workers where ${workerIsHere}) as here,
            (count(distinct worker) filter (where lease_expires_at is not null))::int as busy,
            (select paused_at from queue_control) as "pausedAt", (select pause_reason from queue_control) as "pauseReason"
       from runs where state = any ($1)`,
    [openStates],
  );
  const { waiting, running, oldest, here, busy, pausedAt, pauseReason } = row!;
  const typical = await typicalSeconds(database);
  return {
    waiting,
    running,
    typicalSeconds: typical,
    etaSeconds: typical === null ? null : await secondsUntilEmpty(database),
    oldestWaitingSeconds: oldest === null ? null : Math.max(0, oldest),
    workers: { here, busy },
    paused: pausedAt && { since: pausedAt.toISOString(), reason: pauseReason ?? '' },
    withoutWorker: await lanesWithoutWorker(database),
  };
}
