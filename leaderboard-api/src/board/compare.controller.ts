import { Controller, Get, Query } from '@nestjs/common';
import type { Comparison } from '@paretoboard/contract/comparison.js';
import type { ItemComparison } from '@paretoboard/contract/item-comparison.js';
import { sha256Schema } from '@paretoboard/contract/primitives.js';
import { compareItems } from '@paretoboard/harness/records/compare-items.js';
import { type ComparedRecord, comparedSide, compareRecords } from '@paretoboard/harness/records/compare-records.js';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Caller, type Identity } from '../accounts/identity.js';
import { Anonymity } from '../anonymity/anonymity.js';
import { parseInput } from '../http/parse-query.js';
import { notFound } from '../http/problem.js';
import { RecordEntity } from '../records/record.entity.js';
import { RecordFiles } from '../records/record-files.js';
import { storedItemOutcomes } from '../records/stored-item-outcomes.js';
import { FreshCache, published } from './fresh-cache.js';

/** Query of a comparison: digests of two records. */
export const compareQuerySchema = z.object({ a: sha256Schema, b: sha256Schema });

/** Comparisons that are kept. */
const keptEntries = 512;

@Controller('api/v1/compare')
export class CompareController {
  private readonly comparisons = new FreshCache<Comparison>(keptEntries);
  private readonly itemComparisons = new FreshCache<ItemComparison>(keptEntries);

  constructor(
    private readonly database: DataSource,
    private readonly files: RecordFiles,
  ) {}

  @Get()
  async compare(@Caller() caller: Identity | null, @Query() input: unknown): Promise<Comparison> {
    const [first, second] = await this.find(parseInput(compareQuerySchema, input));
    const anonymity = await Anonymity.now(this.database.manager);
    const make = async () => compareRecords(...(await this.withItems([first, second])));
    const comparison = await this.comparisons.get(`${first.digest} ${second.digest}`, published, make);
    const side = (found: RecordEntity) => comparedSide(anonymity.record(found.body, found, caller));
    return { ...comparison, a: side(first), b: side(second) };
  }

  @Get('items')
  async items(@Query() input: unknown): Promise<ItemComparison> {
    const [first, second] = await this.find(parseInput(compareQuerySchema, input));
    const make = async () => compareItems(...(await this.withItems([first, second])));
    return this.itemComparisons.get(`${first.digest} ${second.digest}`, published, make);
  }

  private async find({ a, b }: z.infer<typeof compareQuerySchema>): Promise<[RecordEntity, RecordEntity]> {
    return Promise.all([this.one(a), this.one(b)]);
  }

  private async one(digest: string): Promise<RecordEntity> {
    const found = await this.database.getRepository(RecordEntity).findOneBy({ digest });
    if (!found) throw notFound(`no record has the digest ${digest}`);
    return found;
  }

  private async withItems([a, b]: readonly [RecordEntity, RecordEntity]): Promise<[ComparedRecord, ComparedRecord]> {
    const of = async ({ body }: RecordEntity) => ({ record: body, items: await storedItemOutcomes(this.files, body) });
    return [await of(a), await of(b)];
  }
}
