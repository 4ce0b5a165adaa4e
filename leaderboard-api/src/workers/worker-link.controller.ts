import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { type LeaseAnswer, type Registered, signedAnnouncementSchema } from '@paretoboard/contract/worker-link.js';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity } from '../accounts/identity.js';
import { RequireScope } from '../accounts/token.guard.js';
import { parseInput } from '../http/parse-query.js';
import { notFound, ProblemError } from '../http/problem.js';
import { leaseRun } from '../queue/lease-run.js';
import { leaveWorker, RegistrationRefusedError, registerWorker } from './register-worker.js';
import { WorkerEntity } from './worker.entity.js';

/** For workers that reach the API alone: they register, ask for runs, and leave. */
@Controller('api/v1/workers')
@RequireScope('work')
export class WorkerLinkController {
  constructor(private readonly database: DataSource) {}

  @Post()
  @HttpCode(200)
  async register(@Caller() caller: Identity, @Body() body: unknown): Promise<Registered> {
    const signed = parseInput(signedAnnouncementSchema, body);
    try {
      return await registerWorker(this.database, signed, { link: 'https', owner: caller.person });
    } catch (error) {
      if (error instanceof RegistrationRefusedError) throw new ProblemError('registration-refused', error.message);
      throw error;
    }
  }

  /** A run for this worker, or why there is none now. */
  @Post(':id/lease')
  @HttpCode(200)
  async lease(@Caller() caller: Identity, @Param('id') id: string): Promise<LeaseAnswer> {
    return leaseRun(this.database, await this.find(caller, id));
  }

  /** The worker has stopped in order. */
  @Delete(':id')
  @HttpCode(204)
  async leave(@Caller() caller: Identity, @Param('id') id: string): Promise<void> {
    await leaveWorker(this.database, await this.find(caller, id));
  }

  /** @throws ProblemError 404 also for a worker of somebody else */
  private async find({ person: owner }: Identity, id: string): Promise<string> {
    const worker = parseInput(z.uuid(), id);
    if (await this.database.getRepository(WorkerEntity).existsBy({ id: worker, owner })) return worker;
    throw notFound(`no worker of yours has the id ${id}: register it by POST /api/v1/workers`);
  }
}
