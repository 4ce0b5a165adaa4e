import { Controller, Get, Query } from '@nestjs/common';
import type { Comparison } from '@paretoboard/contract/comparison.js';
import type { ItemComparison } from '@paretoboard/contract/item-comparison.js';
import { sha256Schema } from '@paretoboard/contract/primitives.js';
import { compareItems } from '@paretoboard/harness/records/compare-items.js';
import { type ComparedRecord, compareRecords } from '@paretoboard/harness/records/compare-records.js';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { parseInput } from '../http/parse-query.js';
import { notFound } from '../http/problem.js';
import { RecordEntity } from '../records/record.entity.js';
import { RecordFiles } from '../records/record-files.js';
import { storedItemOutcomes } from '../records/stored-item-outcomes.js';

/** Query of a comparison: digests of two records. */
export const compareQuerySchema = z.object({ a: sha256Schema, b: sha256Schema });

@Controller('api/v1/compare')
export class CompareController {
  constructor(
    private readonly database: DataSource,
    private readonly files: RecordFiles,
  ) {}

  @Get()
  async compare(@Query() input: unknown): Promise<Comparison> {
    const { a, b } = parseInput(compareQuerySchema, input);
    const [first, second] = [await this.find(a), await this.find(b)];
    return compareRecords(first, second);
  }

  @Get('items')
  async items(@Query() input: unknown): Promise<ItemComparison> {
    const { a, b } = parseInput(compareQuerySchema, input);
    return compareItems(await this.find(a), await this.find(b));
  }

  private async find(digest: string): Promise<ComparedRecord> {
    const found = await this.database.getRepository(RecordEntity).findOneBy({ digest });
    if (!found) throw notFound(`no record has the digest ${digest}`);
    return { record: found.body, items: await storedItemOutcomes(this.files, found.body) };
  }
}
