import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { Worker } from '@paretoboard/contract/queue.js';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { RequireScope } from '../accounts/token.guard.js';
import { AskedTogether } from '../http/asked-together.js';
import { parseInput } from '../http/parse-query.js';
import { notFound } from '../http/problem.js';
import { drainWorker, resumeWorker } from '../queue/control-queue.js';
import { describeWorkers } from './describe-workers.js';

@Controller('api/v1/workers')
export class WorkersController {
  private readonly described = new AskedTogether(() => describeWorkers(this.database));

  constructor(private readonly database: DataSource) {}

  @Get()
  async list(): Promise<{ items: Worker[]; next: null; total: number }> {
    const items = await this.described.ask();
    return { items, next: null, total: items.length };
  }

  /** No more runs for this worker; the one that it measures goes on. */
  @Post(':id/drain')
  @HttpCode(200)
  @RequireScope('operate')
  drain(@Param('id') id: string): Promise<Worker> {
    return this.change(id, drainWorker);
  }

  /** Runs again, for one that was drained or rests. */
  @Post(':id/resume')
  @HttpCode(200)
  @RequireScope('operate')
  resume(@Param('id') id: string): Promise<Worker> {
    return this.change(id, resumeWorker);
  }

  private async change(id: string, how: typeof drainWorker): Promise<Worker> {
    const known = await how(this.database, parseInput(z.uuid(), id));
    const found = known && (await describeWorkers(this.database)).find((worker) => worker.id === id);
    if (found) return found;
    throw notFound(`no worker that is here has the id ${id}: GET /api/v1/workers lists them`);
  }
}
