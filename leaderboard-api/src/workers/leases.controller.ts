import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import {
  attemptEndSchema,
  fileQuerySchema,
  keptLogSchema,
  publishRequestSchema,
  type Renewed,
  reportSchema,
} from '@paretoboard/contract/worker-link.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity } from '../accounts/identity.js';
import { RequireScope } from '../accounts/token.guard.js';
import { BundleFiles } from '../bundles/bundle-files.js';
import { parseInput } from '../http/parse-query.js';
import { notFound, ProblemError } from '../http/problem.js';
import { endAttempt, LeaseLostError } from '../queue/end-run.js';
import { keepLog, renewLease, reportEvents } from '../queue/lease-news.js';
import { RecordRefusedError } from '../records/publish-record.js';
import { RecordFiles } from '../records/record-files.js';
import { RunEntity } from '../runs/run.entity.js';
import { homeToken } from '../settings.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { dropIncoming, keepIncoming } from './incoming-files.js';
import { publishIncoming } from './publish-incoming.js';
import { WorkerEntity } from './worker.entity.js';

/** What a worker without the database says of the run that it has leased. */
@Controller('api/v1/leases')
@RequireScope('work')
export class LeasesController {
  constructor(
    private readonly database: DataSource,
    private readonly bundles: BundleFiles,
    private readonly records: RecordFiles,
    @Inject(homeToken) private readonly home: string,
  ) {}

  @Post(':id/renew')
  @HttpCode(200)
  async renew(@Caller() caller: Identity, @Param('id') id: string): Promise<Renewed> {
    return told(renewLease(this.database, await this.find(caller, id)));
  }

  @Post(':id/events')
  @HttpCode(204)
  async events(@Caller() caller: Identity, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    const { events } = parseInput(reportSchema, body);
    await told(reportEvents(this.database, await this.find(caller, id), events));
  }

  /** What the submission wrote. */
  @Put(':id/log')
  @HttpCode(204)
  async log(@Caller() caller: Identity, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    const kept = parseInput(keptLogSchema, body);
    await told(keepLog(this.database, await this.find(caller, id), kept.body));
  }

  /** The files that are to be measured, as .tar.gz. */
  @Get(':id/bundle')
  async bundle(@Caller() caller: Identity, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const run = await this.database.getRepository(RunEntity).findOneByOrFail({ lease: await this.find(caller, id) });
    if (run.submission === null) throw notFound(`run ${run.id} measures a built-in: it has no bundle`);
    const { digest } = await this.database.getRepository(SubmissionEntity).findOneByOrFail({ id: run.submission });
    const archive = await this.bundles.archive(digest);
    if (archive === null) throw notFound(`the files of submission ${run.submission} are not on this server`);
    await reply
      .header('content-type', 'application/gzip')
      .header('content-length', archive.bytes)
      .header('x-bundle-digest', digest)
      .send(archive.body);
  }

  /** A file of the record; again replaces it. */
  @Put(':id/files')
  @HttpCode(204)
  async file(
    @Caller() caller: Identity,
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { path } = parseInput(fileQuerySchema, query);
    await keepIncoming(this.home, await this.find(caller, id), path, request.raw);
  }

  /** Publishes the record that was sent, and ends the run. */
  @Post(':id/publish')
  @HttpCode(204)
  async publish(@Caller() caller: Identity, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    const { digest } = parseInput(publishRequestSchema, body);
    await told(publishIncoming(this.database, this.home, this.records, await this.find(caller, id), digest));
  }

  /** The attempt has ended without a record. */
  @Post(':id/end')
  @HttpCode(204)
  async end(@Caller() caller: Identity, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    const end = parseInput(attemptEndSchema, body);
    const lease = await this.find(caller, id);
    await told(endAttempt(this.database, lease, end));
    dropIncoming(this.home, lease);
  }

  /** @throws ProblemError 404 also for the lease of somebody else's worker */
  private async find({ person: owner }: Identity, id: string): Promise<string> {
    const lease = parseInput(z.uuid(), id);
    const run = await this.database.getRepository(RunEntity).findOneBy({ lease });
    if (!run) throw new ProblemError('lease-lost', new LeaseLostError(lease).message);
    const isOwn = await this.database.getRepository(WorkerEntity).existsBy({ id: run.worker!, owner });
    if (isOwn) return lease;
    throw notFound(`no worker of yours holds the lease ${id}`);
  }
}

/** What ends an attempt, in the words of the API. */
async function told<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof LeaseLostError) throw new ProblemError('lease-lost', error.message);
    if (error instanceof RecordRefusedError) throw new ProblemError('record-refused', error.message);
    throw error;
  }
}
