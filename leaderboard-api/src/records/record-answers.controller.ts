import { Controller, Get, Param, Res } from '@nestjs/common';
import type { RecordAnswers } from '@paretoboard/contract/answers.js';
import { sha256Schema } from '@paretoboard/contract/primitives.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { parseInput } from '../http/parse-query.js';
import { notFound } from '../http/problem.js';
import { RecordEntity } from './record.entity.js';
import { RecordAnswersService } from './record-answers.service.js';

/** A record never changes, nor do the pictures of its samples. */
const forEver = 'public, max-age=31536000, immutable';

@Controller('api/v1/records/:digest/answers')
export class RecordAnswersController {
  constructor(
    private readonly database: DataSource,
    private readonly answers: RecordAnswersService,
  ) {}

  @Get()
  async all(@Param('digest') digest: string): Promise<RecordAnswers> {
    return this.answers.of(await this.find(digest));
  }

  @Get(':name')
  async picture(
    @Param('digest') digest: string,
    @Param('name') name: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = await this.answers.picture(await this.find(digest), name);
    if (!bytes) throw notFound('no sample of this record has such a picture');
    await reply
      .header('content-type', 'image/png')
      .header('cache-control', forEver)
      .header('x-content-type-options', 'nosniff')
      .send(Buffer.from(bytes));
  }

  private async find(given: string): Promise<BenchmarkRecord> {
    const digest = parseInput(sha256Schema, given);
    const found = await this.database.getRepository(RecordEntity).findOneBy({ digest });
    if (!found) throw notFound(`no record has the digest ${digest}`);
    return found.body;
  }
}
