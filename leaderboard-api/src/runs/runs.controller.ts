import { Controller, Get, Param, Query } from '@nestjs/common';
import type { RunState } from '@paretoboard/contract/run-state.js';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity } from '../accounts/identity.js';
import { parseInput } from '../http/parse-query.js';
import { notFound } from '../http/problem.js';
import { listRuns, runsQuerySchema } from './list-runs.js';
import { RunEntity } from './run.entity.js';
import { describeRun } from './run-state.js';

@Controller('api/v1/runs')
export class RunsController {
  constructor(private readonly database: DataSource) {}

  /** Newest first, or those in some state in the order that it suggests. */
  @Get()
  async list(
    @Caller() caller: Identity | null,
    @Query() input: unknown,
  ): Promise<{ items: RunState[]; next: string | null; total: number }> {
    return listRuns(this.database, parseInput(runsQuerySchema, input), caller);
  }

  @Get(':id')
  async one(@Caller() caller: Identity | null, @Param('id') id: string): Promise<RunState> {
    return describeRun(this.database, await this.find(id), caller);
  }

  private async find(id: string): Promise<RunEntity> {
    const run = await this.database.getRepository(RunEntity).findOneBy({ id: parseInput(z.uuid(), id) });
    if (!run) throw notFound(`no run has the id ${id}`);
    return run;
  }
}
