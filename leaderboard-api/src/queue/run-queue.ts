import type { RunRequest } from '@paretoboard/contract/run-state.js';
import { PgBoss } from 'pg-boss';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { RunEntity } from '../runs/run.entity.js';

const queueName = 'runs';
/** A worker that has not been heard of for this long is taken for dead, and its run is given to another. */
const heartbeatSeconds = 20;
/** Attempts after the first; only our own failures use them up. */
export const retryLimit = 2;

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
    const options = { retryLimit, retryDelay: 1, expireInSeconds: 23 * 3600, heartbeatSeconds };
    await boss.createQueue(queueName, options);
    await boss.updateQueue(queueName, options);
    return new RunQueue(boss, source);
  }

  /** Makes a run and enqueues it, both or neither. @returns its id */
  async enqueue(request: RunRequest, builtIn: boolean): Promise<string> {
    return this.source.transaction(async (manager) => {
      const run = await manager.save(
        manager.create(RunEntity, { request, builtIn, state: 'queued', reasons: [], attempt: 0 }),
      );
      await this.boss.send(queueName, { run: run.id }, { db: inTransaction(manager) as never });
      return run.id;
    });
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

  async close(): Promise<void> {
    await this.boss.stop({ graceful: false, close: true });
  }
}
