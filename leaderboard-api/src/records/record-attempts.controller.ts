import { Controller, Get, Param } from '@nestjs/common';
import { sha256Schema } from '@paretoboard/contract/primitives.js';
import type { RecordAttempts } from '@paretoboard/contract/record-attempts.js';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { Caller, type Identity } from '../accounts/identity.js';
import { parseInput } from '../http/parse-query.js';
import { notFound } from '../http/problem.js';
import { RunEntity } from '../runs/run.entity.js';
import { describeRuns } from '../runs/run-state.js';
import { RecordEntity } from './record.entity.js';

const none: RecordAttempts['ended'] = { published: 0, invalid: 0, failed: 0, error: 0, cancelled: 0 };
const states = Object.keys(none);
const withoutRecord = ['failed', 'error', 'cancelled'];
const mostListed = 20;

@Controller('api/v1/records/:digest/attempts')
export class RecordAttemptsController {
  constructor(private readonly database: DataSource) {}

  /** Names are not told here: a record that is anonymous now stays so. */
  @Get()
  async all(@Caller() caller: Identity | null, @Param('digest') given: string): Promise<RecordAttempts> {
    const digest = parseInput(sha256Schema, given);
    const record = await this.database.getRepository(RecordEntity).findOneBy({ digest });
    if (!record) throw notFound(`no record has the digest ${digest}`);
    const counts = await this.runsOf(record, states)
      .select('run.state', 'state')
      .addSelect('count(*)::int', 'count')
      .groupBy('run.state')
      .getRawMany<{ state: string; count: number }>();
    const listed = await this.runsOf(record, withoutRecord)
      .orderBy('run.finishedAt', 'DESC')
      .addOrderBy('run.id', 'DESC')
      .take(mostListed)
      .getMany();
    return {
      record: digest,
      ended: { ...none, ...Object.fromEntries(counts.map(({ state, count }) => [state, count])) },
      withoutRecord: await describeRuns(this.database, listed, caller),
    };
  }

  /** Runs outside challenges that ended in one of these states, of the same name and holder as the record. */
  private runsOf(record: RecordEntity, ended: readonly string[]): SelectQueryBuilder<RunEntity> {
    const { task, variant, submission, owner, team } = record;
    const query = this.database
      .getRepository(RunEntity)
      .createQueryBuilder('run')
      .where('run.state in (:...ended) and run.challenge is null', { ended })
      .andWhere(`run.request ->> 'task' = :task and run.request ->> 'variant' = :variant`, { task, variant });
    if (owner === null && team === null)
      return query.andWhere(`run.submission is null and run.request ->> 'submission' = :submission`, { submission });
    return query.andWhere(
      `run.submission in (select s.id from submissions s
         where s.name = :submission and s.owner is not distinct from :owner and s.team is not distinct from :team)`,
      { submission, owner, team },
    );
  }
}
