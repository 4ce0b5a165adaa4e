import { join } from 'node:path';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { curveProbabilities, type LatencyCurves } from '@paretoboard/contract/latency-curves.js';
import { sha256Schema } from '@paretoboard/contract/primitives.js';
import { type Scenario, scenarioSchema } from '@paretoboard/contract/scenario.js';
import { readLatencyCurves } from '@paretoboard/harness/records/latency-curves.js';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { FreshCache, published } from '../board/fresh-cache.js';
import { parseInput } from '../http/parse-query.js';
import { notFound } from '../http/problem.js';
import { RecordEntity } from './record.entity.js';
import { RecordFiles } from './record-files.js';

/** Query of a record's latency curves. */
export const latencyCurvesQuerySchema = z.object({ scenario: scenarioSchema.default('single-stream') });

/** Records whose curves are kept. */
const keptEntries = 256;

@Controller('api/v1/records/:digest/latency')
export class LatencyCurvesController {
  private readonly curves = new FreshCache<LatencyCurves>(keptEntries);

  constructor(
    private readonly database: DataSource,
    private readonly files: RecordFiles,
  ) {}

  @Get()
  async one(@Param('digest') given: string, @Query() input: unknown): Promise<LatencyCurves> {
    const digest = parseInput(sha256Schema, given);
    const { scenario } = parseInput(latencyCurvesQuerySchema, input);
    return this.curves.get(`${digest} ${scenario}`, published, () => this.read(digest, scenario));
  }

  private async read(digest: string, scenario: Scenario): Promise<LatencyCurves> {
    const found = await this.database.getRepository(RecordEntity).findOneBy({ digest });
    if (!found) throw notFound(`no record has the digest ${digest}`);
    const without = (reason: string): LatencyCurves => ({
      record: digest,
      scenario,
      probabilities: [...curveProbabilities],
      starts: [],
      nullModel: null,
      reason,
    });
    const { latencies } = found.body.files;
    if (!latencies) return without('the record keeps no timed queries');
    // Its queries belong to trials of several rates: one curve over them would mean nothing.
    if (scenario === 'server') return without('server: the record shows the search for the rate instead');
    const folder = await this.files.folder(digest, [latencies.path]);
    return readLatencyCurves(join(folder, latencies.path), digest, scenario);
  }
}
