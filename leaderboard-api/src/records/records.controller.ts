import { extname } from 'node:path';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { sha256Schema, slugSchema } from '@paretoboard/contract/primitives.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity } from '../accounts/identity.js';
import { Anonymity } from '../anonymity/anonymity.js';
import { countRecords } from '../board/board-rows.js';
import { decodeCursor, encodeCursor, pageQuerySchema } from '../http/cursor.js';
import { parseInput } from '../http/parse-query.js';
import { notFound, ProblemError } from '../http/problem.js';
import { RecordEntity } from './record.entity.js';
import { filesOf, RecordFiles } from './record-files.js';

const contentTypes: Readonly<Record<string, string>> = {
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/x-ndjson; charset=utf-8',
  '.log': 'application/x-ndjson; charset=utf-8',
  '.pem': 'application/x-pem-file',
};

/** Query of the search for records. */
export const recordsQuerySchema = pageQuerySchema.extend({
  task: slugSchema.optional(),
  variant: slugSchema.optional(),
  submission: slugSchema.optional(),
  verdict: z.enum(['VALID', 'INVALID']).optional(),
});

@Controller('api/v1/records')
export class RecordsController {
  constructor(
    private readonly database: DataSource,
    private readonly files: RecordFiles,
  ) {}

  @Get()
  async search(
    @Caller() caller: Identity | null,
    @Query() input: unknown,
  ): Promise<{ items: BenchmarkRecord[]; next: string | null; total: number }> {
    const { cursor, limit, ...filter } = parseInput(recordsQuerySchema, input);
    const after = decodeCursor(cursor, sha256Schema);
    const query = this.database.getRepository(RecordEntity).createQueryBuilder('record');
    for (const [name, value] of Object.entries(filter))
      if (value !== undefined) query.andWhere(`record.${name} = :${name}`, { [name]: value });
    const anonymity = await Anonymity.now(this.database.manager);
    const known = filter.submission === undefined ? null : anonymity.namesKnownTo(caller, 'record');
    if (known) query.andWhere(...known);
    const { task, variant, ...narrower } = filter;
    const isAsBoards = Object.values(narrower).every((value) => value === undefined);
    const total = isAsBoards ? await countRecords(this.database.manager, { task, variant }) : await query.getCount();
    if (after)
      query.andWhere('(record.finishedAt, record.digest) < (:at, :digest)', { at: after[0], digest: after[1] });
    const found = await query
      .orderBy('record.finishedAt', 'DESC')
      .addOrderBy('record.digest', 'DESC')
      .take(limit + 1)
      .getMany();
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const next = found.length > limit && last ? encodeCursor([last.finishedAt.toISOString(), last.digest]) : null;
    return { items: items.map((one) => anonymity.record(one.body, one, caller)), next, total };
  }

  @Get(':digest')
  async one(@Caller() caller: Identity | null, @Param('digest') digest: string): Promise<BenchmarkRecord> {
    const found = await this.find(digest);
    return (await Anonymity.now(this.database.manager)).record(found.body, found, caller);
  }

  @Get(':digest/files/:name')
  async file(
    @Caller() caller: Identity | null,
    @Param('digest') digest: string,
    @Param('name') name: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.find(digest);
    const { body } = found;
    const anonymity = await Anonymity.now(this.database.manager);
    if (anonymity.hides(found.task, found, caller)) {
      const until = anonymity.until(found.task, found)!.toISOString();
      throw new ProblemError(
        'withheld',
        `the files of this record say who sent it, which nobody is told before ${until}`,
      );
    }
    // Only the record as it was written, what it lists, and the signer's key: no path of the request reaches the store.
    const names = filesOf(body);
    const file = names.includes(name) ? await this.files.open(body.digest, name) : null;
    if (file === null) throw notFound(`file "${name}": expected one of ${names.join(', ')}`);
    const type = contentTypes[extname(name)] ?? 'application/octet-stream';
    await reply
      .header('content-type', type)
      .header('content-length', file.bytes)
      .header('x-content-type-options', 'nosniff')
      .send(file.body);
  }

  private async find(digest: string): Promise<RecordEntity> {
    const found = await this.database
      .getRepository(RecordEntity)
      .findOneBy({ digest: parseInput(sha256Schema, digest) });
    if (!found) throw notFound(`no record has the digest ${digest}`);
    return found;
  }
}
