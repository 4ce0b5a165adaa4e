import type { RunState } from '@paretoboard/contract/run-state.js';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import type { Identity } from '../accounts/identity.js';
import { decodeCursor, encodeCursor, pageQuerySchema } from '../http/cursor.js';
import { RunEntity } from './run.entity.js';
import { describeRuns, openStates } from './run-state.js';

export const runsQuerySchema = pageQuerySchema.extend({ state: z.enum(['working', 'waiting', 'ended']).optional() });

/** Which runs, in which order, and what comes after a page. */
interface Order {
  restrict(query: SelectQueryBuilder<RunEntity>): void;
  sort(query: SelectQueryBuilder<RunEntity>): void;
  continueAfter(query: SelectQueryBuilder<RunEntity>, at: string, id: string): void;
  cursorOf(run: RunEntity): Date;
}

const newest: Order = {
  restrict: () => undefined,
  sort: (query) => void query.orderBy('run.createdAt', 'DESC').addOrderBy('run.id', 'DESC'),
  continueAfter: (query, at, id) => void query.andWhere('(run.createdAt, run.id) < (:at, :id)', { at, id }),
  cursorOf: ({ createdAt }) => createdAt,
};

const orders: Record<'working' | 'waiting' | 'ended', Order> = {
  working: {
    ...newest,
    restrict: (query) =>
      void query.where('run.state in (:...states)', { states: openStates.filter((state) => state !== 'queued') }),
  },
  /** In the order of their turns. */
  waiting: {
    ...newest,
    restrict: (query) => void query.where(`run.state = 'queued'`),
    sort: (query) =>
      void query
        .orderBy('run.priority', 'DESC')
        .addOrderBy('run.turn', 'ASC')
        .addOrderBy('run.createdAt', 'ASC')
        .addOrderBy('run.id', 'ASC'),
    // The last one of a page may have had its turn meanwhile: it is still there to go on from.
    continueAfter: (query, _, id) =>
      void query.andWhere(
        '(-run.priority, run.turn, run.createdAt, run.id) > (select -last.priority, last.turn, last.created_at, last.id from runs last where last.id = :id)',
        { id },
      ),
  },
  /** The last to end first. */
  ended: {
    restrict: (query) => void query.where('run.finishedAt is not null'),
    sort: (query) => void query.orderBy('run.finishedAt', 'DESC').addOrderBy('run.id', 'DESC'),
    continueAfter: (query, at, id) => void query.andWhere('(run.finishedAt, run.id) < (:at, :id)', { at, id }),
    cursorOf: ({ finishedAt }) => finishedAt!,
  },
};

/** A page of runs. @throws ProblemError 400 for a cursor that is none of ours */
export async function listRuns(
  database: DataSource,
  { cursor, limit, state }: z.infer<typeof runsQuerySchema>,
  reader: Identity | null,
): Promise<{ items: RunState[]; next: string | null; total: number }> {
  const after = decodeCursor(cursor, z.uuid());
  const order = state ? orders[state] : newest;
  const query = database.getRepository(RunEntity).createQueryBuilder('run');
  order.restrict(query);
  const total = await query.getCount();
  if (after) order.continueAfter(query, ...after);
  order.sort(query);
  const found = await query.take(limit + 1).getMany();
  const runs = found.slice(0, limit);
  const last = runs.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return {
    items: await describeRuns(database, runs, reader),
    next: isMore ? encodeCursor([order.cursorOf(last).toISOString(), last.id]) : null,
    total,
  };
}
