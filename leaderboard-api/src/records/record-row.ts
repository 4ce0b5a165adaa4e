import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { Holder } from '../accounts/identity.js';
import { boardKeys } from '../board/board-rows.js';
import type { RecordEntity } from './record.entity.js';

/** A record as a row of the table: its body, and the columns that boards are queried by. @param holder whose submission it is of */
export function recordRow(record: BenchmarkRecord, builtIn: boolean, holder: Holder): RecordEntity {
  return {
    digest: record.digest,
    body: record,
    task: record.task.id,
    taskVersion: record.task.version,
    variant: record.variant.id,
    track: record.track,
    division: record.division,
    profile: record.profile,
    deviceClass: record.machine.deviceClass,
    submission: record.submission.name,
    title: record.submission.title,
    authors: record.submission.authors,
    submissionDigest: record.submission.digest,
    verdict: record.verdict,
    builtIn,
    owner: holder.owner,
    team: holder.team,
    finishedAt: new Date(record.finishedAt),
    ...boardKeys(record, builtIn, holder),
  };
}
