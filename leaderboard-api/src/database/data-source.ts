import { DataSource } from 'typeorm';
import { PersonEntity } from '../accounts/person.entity.js';
import { TokenEntity } from '../accounts/token.entity.js';
import { enterMissing } from '../board/board-rows.js';
import { ChallengeEntity } from '../challenges/challenge.entity.js';
import { LogEntryEntity } from '../log/log-entry.entity.js';
import { RecordEntity } from '../records/record.entity.js';
import { TaskRulesEntity } from '../rules/task-rules.entity.js';
import { RunEntity } from '../runs/run.entity.js';
import { RunEventEntity } from '../runs/run-event.entity.js';
import { RunLogEntity } from '../runs/run-log.entity.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { TeamEntity } from '../teams/team.entity.js';
import { TeamMemberEntity } from '../teams/team-member.entity.js';
import { WorkerEntity } from '../workers/worker.entity.js';
import { RecordsRunsLog1795219200000 } from './migrations/1795219200000-records-runs-log.js';
import { MillisecondTimes1795246200000 } from './migrations/1795246200000-millisecond-times.js';
import { RunLogs1795252200000 } from './migrations/1795252200000-run-logs.js';
import { LogReasons1795253000000 } from './migrations/1795253000000-log-reasons.js';
import { AccountsSubmissions1795270000000 } from './migrations/1795270000000-accounts-submissions.js';
import { TeamsRules1795295300000 } from './migrations/1795295300000-teams-rules.js';
import { News1795305600000 } from './migrations/1795305600000-news.js';
import { RecordTitles1795306000000 } from './migrations/1795306000000-record-titles.js';
import { BoardRows1795309200000 } from './migrations/1795309200000-board-rows.js';
import { QueueLeases1795312800000 } from './migrations/1795312800000-queue-leases.js';
import { SignIn1795316400000 } from './migrations/1795316400000-sign-in.js';
import { Webhooks1795317000000 } from './migrations/1795317000000-webhooks.js';
import { Oidc1795318800000 } from './migrations/1795318800000-oidc.js';
import { Challenges1795320000000 } from './migrations/1795320000000-challenges.js';
import { LanesByRuntime1795321000000 } from './migrations/1795321000000-lanes-by-runtime.js';
import { TeamWebhooks1795322000000 } from './migrations/1795322000000-team-webhooks.js';
import { WithheldRecords1795323000000 } from './migrations/1795323000000-withheld-records.js';
import { CalledOffChallenges1795325000000 } from './migrations/1795325000000-called-off-challenges.js';
import { CountedColumns1795326000000 } from './migrations/1795326000000-counted-columns.js';

const migrationLock = 7_215_001;

/** Each brings the schema forward by one step; in order. */
const migrations = [
  RecordsRunsLog1795219200000,
  MillisecondTimes1795246200000,
  RunLogs1795252200000,
  LogReasons1795253000000,
  AccountsSubmissions1795270000000,
  TeamsRules1795295300000,
  News1795305600000,
  RecordTitles1795306000000,
  BoardRows1795309200000,
  QueueLeases1795312800000,
  SignIn1795316400000,
  Webhooks1795317000000,
  Oidc1795318800000,
  Challenges1795320000000,
  LanesByRuntime1795321000000,
  TeamWebhooks1795322000000,
  WithheldRecords1795323000000,
  CalledOffChallenges1795325000000,
  CountedColumns1795326000000,
];

export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

/**
 * The schema is made by migrations only, never by `synchronize`.
 * @param only names of those that may run; the rest stay for later
 */
export function dataSourceFor(url: string, only: readonly string[] = migrationNames): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: [
      RecordEntity,
      RunEntity,
      RunEventEntity,
      RunLogEntity,
      LogEntryEntity,
      PersonEntity,
      TokenEntity,
      SubmissionEntity,
      TeamEntity,
      TeamMemberEntity,
      TaskRulesEntity,
      WorkerEntity,
      ChallengeEntity,
    ],
    migrations: migrations.filter(({ name }) => only.includes(name)),
    synchronize: false,
    logging: ['error'],
  });
}

/** Connects and brings the schema up to date; processes that start together wait for each other. */
export async function openDatabase(url: string): Promise<DataSource> {
  const source = await dataSourceFor(url).initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [migrationLock]);
    await source.runMigrations({ transaction: 'each' });
    await source.transaction(enterMissing);
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [migrationLock]);
    await runner.release();
  }
  return source;
}
