import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { LogEntry, PublishedKey } from '@paretoboard/contract/log-entry.js';
import { sha256Schema } from '@paretoboard/contract/primitives.js';
import { canonicalJson } from '@paretoboard/harness/records/digest.js';
import { publishedKeys } from '@paretoboard/harness/records/key-ring.js';
import type { FastifyReply } from 'fastify';
import { DataSource, MoreThan } from 'typeorm';
import { z } from 'zod';
import { parseInput } from '../http/parse-query.js';
import { queryInteger } from '../http/query-number.js';
import { homeToken } from '../settings.js';
import { lastEntry, plainEntry } from './append-to-log.js';
import { LogEntryEntity } from './log-entry.entity.js';
import { readLog } from './read-log.js';

/** Sequence numbers are PostgreSQL's integers. */
const largestSeq = 2 ** 31 - 1;

/** Query of the log. */
export const logQuerySchema = z.object({
  /** The last sequence number seen. */
  cursor: queryInteger(0, largestSeq).optional(),
  limit: queryInteger(1, 1_000).default(200),
});

interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
  readonly total: number;
}

@Controller('api/v1')
export class LogController {
  constructor(
    private readonly database: DataSource,
    @Inject(homeToken) private readonly home: string,
  ) {}

  /** The log from its first entry on; the cursor is the last sequence number seen. */
  @Get('log')
  async log(@Query() input: unknown): Promise<Page<LogEntry>> {
    const { cursor, limit } = parseInput(logQuerySchema, input);
    const repository = this.database.getRepository(LogEntryEntity);
    const found = await repository.find({
      where: cursor === undefined ? {} : { seq: MoreThan(cursor) },
      order: { seq: 'ASC' },
      take: limit + 1,
    });
    const items = found.slice(0, limit).map(plainEntry);
    const next = found.length > limit ? String(items.at(-1)?.seq) : null;
    // Numbered without gaps from 0 on: counting a million entries takes longer than to read a page of them.
    const last = await lastEntry(this.database.manager);
    return { items, next, total: last ? last.seq + 1 : 0 };
  }

  /** Log and keys in one file, for `paretoboard verify --log`. */
  @Get('log.json')
  async whole(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(canonicalJson(await readLog(this.database, this.home)));
  }

  /** What the log says of one record: its publication, then errata and retraction. */
  @Get('records/:digest/log')
  async ofRecord(@Param('digest') digest: string): Promise<Page<LogEntry>> {
    const where = { recordDigest: parseInput(sha256Schema, digest) };
    const found = await this.database.getRepository(LogEntryEntity).find({ where, order: { seq: 'ASC' } });
    return { items: found.map(plainEntry), next: null, total: found.length };
  }

  @Get('keys')
  keys(): Page<PublishedKey> {
    const items = publishedKeys(this.home);
    return { items, next: null, total: items.length };
  }
}
