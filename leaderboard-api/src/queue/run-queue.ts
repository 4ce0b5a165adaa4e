import type { RunRequest } from '@paretoboard/contract/run-state.js';
import { PgBoss } from 'pg-boss';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { RunEntity } from '../runs/run.entity.js';
import { openStates } from '../runs/run-state.js';

const queueName = 'runs';
/** A worker that has not been heard of for this long is taken for dead, and its run is given to another. */
const heartbeatSeconds = 20;
/**
 * How often the queue itself gives a job out again. Attempts are limited by the run's own count (`maxAttempts`): the queue's would also
 * count every orderly stop of a worker, and leave a run waiting for a job that is gone.
 */
const jobRetryLimit = 1_000;
const enqueueLock = 7_215_003;

/** A run that is to be made. */
export type NewRun = Pick<RunEntity, 'request' | 'builtIn'> &
  Partial<Pick<RunEntity, 'submission' | 'owner' | 'priority' | 'idempotencyKey'>>;

export const runJobSchema = z.object({ run: z.uuid() });

function inTransaction(manager: EntityManager) {
  return {
    executeSql: async (text: string, values?: unknown[]) => ({
      rows: (await manager.query(text, values)) as unknown[],
    }),
  };
}

/** The queue of runs, on the same database: a run and its job are made in one transaction. */
export class RunQueue {
  private constructor(
    private readonly boss: PgBoss,
    private readonly source: DataSource,
  ) {}

  static async open(url: string, source: DataSource, onError: (error: Error) => void): Promise<RunQueue> {
    const boss = new PgBoss({
      connectionString: url,
      schema: 'queue',
      application_name: 'paretoboard-queue',
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
    });
    boss.on('error', onError);
    await boss.start();
    const options = { retryLimit: jobRetryLimit, retryDelay: 1, expireInSeconds: 23 * 3600, heartbeatSeconds };
    await boss.createQueue(queueName, options);
    await boss.updateQueue(queueName, options);
    return new RunQueue(boss, source);
  }

  /** Makes a run and enqueues it, both or neither. @returns its id */
  async enqueue(request: RunRequest, builtIn: boolean): Promise<string> {
    return this.source.transaction((manager) => this.enqueueIn(manager, { request, builtIn }));
  }

  /** The same in the caller's transaction. @returns the run's id */
  async enqueueIn(manager: EntityManager, run: NewRun): Promise<string> {
    const { id, priority } = await manager.save(
      manager.create(RunEntity, { priority: 0, ...run, state: 'queued', reasons: [], attempt: 0 }),
    );
    await this.send({ id, priority }, manager);
    return id;
  }

  /** Workers that start together look and enqueue one after the other, so that nothing is enqueued twice. */
  async whileAlone<Result>(body: () => Promise<Result>): Promise<Result> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.query('select pg_advisory_lock($1)', [enqueueLock]);
      return await body();
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [enqueueLock]);
      await runner.release();
    }
  }

  /** Gives every open run that has no live job a new one: a database that was restored or edited loses no run. @returns how many */
  async requeueLost(): Promise<number> {
    return this.source.transaction(async (manager) => {
      const lost = await manager.query<{ id: string; priority: number }[]>(
        `select id, priority from runs where state = any ($1) and not exists (
           select 1 from queue.job where name = $2 and data ->> 'run' = runs.id::text and state < 'completed') for update`,
        [openStates, queueName],
      );
      for (const run of lost) {
        await this.send(run, manager);
        await manager.update(RunEntity, run.id, { state: 'queued', stage: null, progress: null });
      }
      return lost.length;
    });
  }

  private async send({ id, priority }: Pick<RunEntity, 'id' | 'priority'>, manager: EntityManager): Promise<void> {
    await this.boss.send(queueName, { run: id }, { priority, db: inTransaction(manager) as never });
  }

  /** Takes runs one at a time. The job is done when `handle` resolves, and given out again when it rejects. */
  async work(handle: (run: string, signal: AbortSignal) => Promise<void>): Promise<void> {
    await this.boss.work(
      queueName,
      { batchSize: 1, pollingIntervalSeconds: 1, heartbeatRefreshSeconds: 5 },
      async ([job]) => {
        if (!job) return;
        await handle(runJobSchema.parse(job.data).run, job.signal);
      },
    );
  }

  /** Nest's, where the queue is one of the API's parts. */
  onModuleDestroy(): Promise<void> {
    return this.close();
  }

  async close(): Promise<void> {
    await this.boss.stop({ graceful: false, close: true });
  }
}
