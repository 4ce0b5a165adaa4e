import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { sha256Schema, slugSchema } from '@paretoboard/contract/primitives.js';
import {
  type Submission,
  type Submitted,
  submitRequestSchema,
  withdrawalSchema,
} from '@paretoboard/contract/submission.js';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity, mayWithdraw } from '../accounts/identity.js';
import { RequireScope } from '../accounts/token.guard.js';
import { Anonymity } from '../anonymity/anonymity.js';
import { BundleFiles } from '../bundles/bundle-files.js';
import { decodeCursor, encodeCursor, pageQuerySchema } from '../http/cursor.js';
import { idempotencyKeySchema } from '../http/idempotency.js';
import { parseInput } from '../http/parse-query.js';
import { notFound, ProblemError } from '../http/problem.js';
import { describeSubmission, describeSubmissions } from './describe-submission.js';
import { filesKeptFrom } from './files-access.js';
import { SubmissionEntity } from './submission.entity.js';
import { SubmitService } from './submit.service.js';
import { WithdrawService } from './withdraw.service.js';

/** Query of the list of submissions. */
export const submissionsQuerySchema = pageQuerySchema.extend({
  task: slugSchema.optional(),
  name: slugSchema.optional(),
  owner: slugSchema.optional(),
  digest: sha256Schema.optional(),
});

@Controller('api/v1/submissions')
export class SubmissionsController {
  constructor(
    private readonly database: DataSource,
    private readonly submissions: SubmitService,
    private readonly withdrawals: WithdrawService,
    private readonly bundles: BundleFiles,
  ) {}

  @Post()
  @HttpCode(201)
  @RequireScope('submit')
  submit(
    @Caller() caller: Identity,
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
  ): Promise<Submitted> {
    const wanted = parseInput(submitRequestSchema, body);
    return this.submissions.submit(caller, wanted, parseInput(idempotencyKeySchema, key ?? null));
  }

  /** Newest first. */
  @Get()
  async list(
    @Caller() caller: Identity | null,
    @Query() input: unknown,
  ): Promise<{ items: Submission[]; next: string | null; total: number }> {
    const { cursor, limit, owner, ...filter } = parseInput(submissionsQuerySchema, input);
    const after = decodeCursor(cursor, z.uuid());
    const query = this.database.getRepository(SubmissionEntity).createQueryBuilder('submission');
    for (const [name, value] of Object.entries(filter))
      if (value !== undefined) query.andWhere(`submission.${name} = :${name}`, { [name]: value });
    if (owner !== undefined)
      query.andWhere(
        `coalesce(submission.team, submission.owner) in
           (select id from people where name = :owner union all select id from teams where name = :owner)`,
        { owner },
      );
    const byName = owner !== undefined || filter.name !== undefined;
    const known = byName ? (await Anonymity.now(this.database.manager)).namesKnownTo(caller, 'submission') : null;
    if (known) query.andWhere(...known);
    const total = await query.getCount();
    if (after) query.andWhere('(submission.createdAt, submission.id) < (:at, :id)', { at: after[0], id: after[1] });
    const found = await query
      .orderBy('submission.createdAt', 'DESC')
      .addOrderBy('submission.id', 'DESC')
      .take(limit + 1)
      .getMany();
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const next = found.length > limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null;
    const items = await describeSubmissions(this.database.manager, shown, caller);
    return { items, next, total };
  }

  @Get(':id')
  async one(@Caller() caller: Identity | null, @Param('id') id: string): Promise<Submission> {
    return describeSubmission(this.database.manager, await this.find(id), caller);
  }

  /** Takes it back: its files go, its rows are retracted, its runs stop. That it was there, and every attempt, stays. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @RequireScope('submit')
  async withdraw(@Caller() caller: Identity, @Param('id') id: string, @Body() body: unknown): Promise<Submission> {
    const submission = await this.find(id);
    if (!mayWithdraw(caller, submission))
      throw new ProblemError('forbidden', `submission ${id} is not yours to withdraw: its owner and operators may`);
    await this.withdrawals.withdraw(submission, parseInput(withdrawalSchema, body).reason);
    return describeSubmission(this.database.manager, await this.find(id), caller);
  }

  /** Its files as .tar.gz, to start from or to look at. */
  @Get(':id/bundle')
  async bundle(@Caller() caller: Identity | null, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const submission = await this.find(id);
    const { digest, name, withdrawnAt } = submission;
    const why = await filesKeptFrom(this.database.manager, submission, caller);
    if (why !== null) throw new ProblemError('withheld', `the files of submission ${id} are its owner's alone: ${why}`);
    if (withdrawnAt) throw new ProblemError('withdrawn', `submission ${id} was withdrawn: its files are gone`);
    const archive = await this.bundles.archive(digest);
    if (archive === null) throw notFound(`the files of submission ${id} are not on this server`);
    await reply
      .header('content-type', 'application/gzip')
      .header('content-length', archive.bytes)
      .header('content-disposition', `attachment; filename="${name}.tar.gz"`)
      .header('x-content-type-options', 'nosniff')
      .header('x-bundle-digest', digest)
      .send(archive.body);
  }

  private async find(id: string): Promise<SubmissionEntity> {
    const found = await this.database.getRepository(SubmissionEntity).findOneBy({ id: parseInput(z.uuid(), id) });
    if (!found) throw notFound(`no submission has the id ${id}`);
    return found;
  }
}
