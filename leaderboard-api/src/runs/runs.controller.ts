import { Controller, Get, type MessageEvent, Param, Query, Sse } from '@nestjs/common';
import type { RunState } from '@paretoboard/contract/run-state.js';
import { Observable } from 'rxjs';
import { DataSource, MoreThan } from 'typeorm';
import { z } from 'zod';
import { parseInput } from '../http/parse-query.js';
import { notFound } from '../http/problem.js';
import { listRuns, runsQuerySchema } from './list-runs.js';
import { RunEntity } from './run.entity.js';
import { RunEventEntity } from './run-event.entity.js';
import { describeRun, openStates } from './run-state.js';

const pollMs = 500;

@Controller('api/v1/runs')
export class RunsController {
  constructor(private readonly database: DataSource) {}

  /** Newest first, or those in some state in the order that it suggests. */
  @Get()
  async list(@Query() input: unknown): Promise<{ items: RunState[]; next: string | null; total: number }> {
    return listRuns(this.database, parseInput(runsQuerySchema, input));
  }

  @Get(':id')
  async one(@Param('id') id: string): Promise<RunState> {
    return describeRun(this.database, await this.find(id));
  }

  /** Everything that has happened so far, then what happens until the run ends. */
  @Sse(':id/events')
  async events(@Param('id') id: string): Promise<Observable<MessageEvent>> {
    const { id: run } = await this.find(id);
    return new Observable((subscriber) => {
      let last = '0';
      let isOver = false;
      const poll = async (): Promise<void> => {
        // The state is read first: what happened before it ended is then among the events.
        const { state } = await this.find(run);
        const events = await this.database
          .getRepository(RunEventEntity)
          .find({ where: { run, seq: MoreThan(last) }, order: { seq: 'ASC' } });
        for (const { seq, event } of events) subscriber.next({ id: seq, type: 'progress', data: event });
        last = events.at(-1)?.seq ?? last;
        if (isOver) return;
        if (openStates.includes(state as (typeof openStates)[number])) {
          setTimeout(() => void poll().catch((error) => subscriber.error(error)), pollMs);
          return;
        }
        subscriber.next({ type: 'end', data: { state } });
        subscriber.complete();
      };
      void poll().catch((error) => subscriber.error(error));
      return () => {
        isOver = true;
      };
    });
  }

  private async find(id: string): Promise<RunEntity> {
    const run = await this.database.getRepository(RunEntity).findOneBy({ id: parseInput(z.uuid(), id) });
    if (!run) throw notFound(`no run has the id ${id}`);
    return run;
  }
}
