import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { LogEntry } from '@paretoboard/contract/log-entry.js';
import { publicKeys } from '@paretoboard/harness/records/signing.js';
import { DataSource, MoreThan } from 'typeorm';
import { z } from 'zod';
import { parseInput } from '../http/parse-query.js';
import { homeToken } from '../settings.js';
import { plainEntry } from './append-to-log.js';
import { LogEntryEntity } from './log-entry.entity.js';

const logQuerySchema = z.object({
  cursor: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});

@Controller('api/v1')
export class LogController {
  constructor(
    private readonly database: DataSource,
    @Inject(homeToken) private readonly home: string,
  ) {}

  /** The log from its first entry on; the cursor is the last sequence number seen. */
  @Get('log')
  async log(@Query() input: unknown): Promise<{ items: LogEntry[]; next: string | null; total: number }> {
    const { cursor, limit } = parseInput(logQuerySchema, input);
    const repository = this.database.getRepository(LogEntryEntity);
    const found = await repository.find({
      where: cursor === undefined ? {} : { seq: MoreThan(cursor) },
      order: { seq: 'ASC' },
      take: limit + 1,
    });
    const items = found.slice(0, limit).map(plainEntry);
    return { items, next: found.length > limit ? String(items.at(-1)?.seq) : null, total: await repository.count() };
  }

  @Get('keys')
  keys(): { items: { keyId: string; algorithm: 'Ed25519'; publicKey: string }[]; next: null; total: number } {
    const items = [...publicKeys(this.home)].map(([keyId, publicKey]) => ({
      keyId,
      algorithm: 'Ed25519' as const,
      publicKey,
    }));
    return { items, next: null, total: items.length };
  }
}
