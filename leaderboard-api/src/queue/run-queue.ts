import { Injectable } from '@nestjs/common';
import type { RunRequest } from '@paretoboard/contract/run-state.js';
import { DataSource, type EntityManager } from 'typeorm';
import { RunEntity } from '../runs/run.entity.js';
import { expectedSeconds, houseShare, nextTurn, priorities } from './fair-share.js';
import { laneOf } from './lane.js';

const enqueueLock = 7_215_003;

/** A run that is to be made. */
export type NewRun = Pick<RunEntity, 'request' | 'builtIn'> &
  Partial<
    Pick<
      RunEntity,
      | 'submission'
      | 'owner'
      | 'team'
      | 'charged'
      | 'share'
      | 'priority'
      | 'idempotencyKey'
      | 'challenge'
      | 'challengePhase'
    >
  >;

/** The queue of runs is the table of runs: what is committed there waits, and nothing else can be lost or doubled. */
@Injectable()
export class RunQueue {
  constructor(private readonly database: DataSource) {}

  /** Makes a run that waits. @returns its id */
  async enqueue(request: RunRequest, builtIn: boolean): Promise<string> {
    return this.database.transaction((manager) => this.enqueueIn(manager, { request, builtIn }));
  }

  /** The same in the caller's transaction. @returns the run's id */
  async enqueueIn(manager: EntityManager, run: NewRun): Promise<string> {
    const { request, share = houseShare, priority = priorities.builtIn } = run;
    const seconds = await expectedSeconds(manager, request.task, request.profile);
    const { id } = await manager.save(
      manager.create(RunEntity, {
        ...run,
        share,
        priority,
        lane: laneOf(request),
        expectedSeconds: seconds,
        turn: await nextTurn(manager, share, priority, seconds),
        state: 'queued',
        reasons: [],
        attempt: 0,
      }),
    );
    return id;
  }

  /** Workers that start together look and enqueue one after the other, so that nothing is enqueued twice. */
  async whileAlone<Result>(body: () => Promise<Result>): Promise<Result> {
    const runner = this.database.createQueryRunner();
    try {
      await runner.query('select pg_advisory_lock($1)', [enqueueLock]);
      return await body();
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [enqueueLock]);
      await runner.release();
    }
  }
}
