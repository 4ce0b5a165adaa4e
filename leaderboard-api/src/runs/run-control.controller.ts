import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { RunState } from '@paretoboard/contract/run-state.js';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity, maySteer } from '../accounts/identity.js';
import { RequireScope } from '../accounts/token.guard.js';
import { Idempotent } from '../http/idempotency.js';
import { parseInput } from '../http/parse-query.js';
import { notFound, ProblemError } from '../http/problem.js';
import { priorities, shareOf } from '../queue/fair-share.js';
import { RunQueue } from '../queue/run-queue.js';
import { RunEntity } from './run.entity.js';
import { describeRun } from './run-state.js';
import { checkOpenRuns } from './turns.js';

@Controller('api/v1/runs')
@RequireScope('submit')
export class RunControlController {
  constructor(
    private readonly database: DataSource,
    private readonly queue: RunQueue,
  ) {}

  /** A run that waits ends at once; one that is measured, within seconds. */
  @Post(':id/cancel')
  @Idempotent()
  @HttpCode(202)
  async cancel(@Caller() caller: Identity, @Param('id') id: string): Promise<RunState> {
    const run = await this.find(id, caller);
    const reason = {
      code: 'cancelled',
      message: `${caller.name} stopped the run`,
      remedy: 'Start it again if it was not meant.',
    };
    const [, changed] = await this.database.query<[unknown, number]>(
      `update runs set cancel_requested_at = now(),
              state = case when state = 'queued' then 'cancelled' else state end,
              finished_at = case when state = 'queued' then now() end,
              reasons = case when state = 'queued' then $2::jsonb else reasons end
        where id = $1 and finished_at is null`,
      [run.id, JSON.stringify([reason])],
    );
    if (changed === 0) throw new ProblemError('run-ended', `run ${id} has ended already: it is "${run.state}"`);
    return describeRun(this.database, await this.find(id, caller));
  }

  /** A new run of the same submission by the same request. */
  @Post(':id/rerun')
  @Idempotent()
  @HttpCode(201)
  async rerun(@Caller() caller: Identity, @Param('id') id: string): Promise<RunState> {
    const run = await this.find(id, caller);
    if (!run.finishedAt) throw new ProblemError('run-open', `run ${id} has not ended: it is "${run.state}"`);
    await checkOpenRuns(this.database.manager, caller);
    const made = await this.database.transaction(async (manager) => {
      const { request, builtIn, submission } = run;
      if (submission === null) return this.queue.enqueueIn(manager, { request, builtIn });
      const whose = { submission, owner: caller.person, share: shareOf(caller.person) };
      return this.queue.enqueueIn(manager, { request, builtIn, ...whose, priority: priorities.submission });
    });
    return describeRun(this.database, await this.find(made, caller));
  }

  /** @throws ProblemError 404, and 403 for a run that the caller may not steer */
  private async find(id: string, caller: Identity): Promise<RunEntity> {
    const run = await this.database.getRepository(RunEntity).findOneBy({ id: parseInput(z.uuid(), id) });
    if (!run) throw notFound(`no run has the id ${id}`);
    if (maySteer(caller, run.owner, 'submit')) return run;
    throw new ProblemError('forbidden', `run ${id} is not yours: its owner and operators may steer it`);
  }
}
