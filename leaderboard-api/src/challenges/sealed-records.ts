import type { ChallengePhase } from '@paretoboard/contract/challenge-phase.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { EntityManager } from 'typeorm';
import type { Holder } from '../accounts/identity.js';

/** A record under embargo. */
export interface SealedRecord extends Holder {
  readonly digest: string;
  readonly phase: ChallengePhase;
  readonly run: string;
  readonly submission: string;
  readonly body: BenchmarkRecord;
  /** Why it will be retracted as it is entered; null: it stands. */
  readonly withdrawn: string | null;
}

/** In the order in which they were measured. */
export function sealedRecords(manager: EntityManager, challenge: string): Promise<SealedRecord[]> {
  return manager.query(
    `select sealed.digest, sealed.phase, sealed.run, sealed.body, sealed.owner, sealed.team, runs.submission,
            case when submissions.withdrawn_at is not null then coalesce(submissions.withdrawn_reason, 'withdrawn') end as withdrawn
       from sealed_records sealed join runs on runs.id = sealed.run join submissions on submissions.id = runs.submission
      where sealed.challenge = $1 order by sealed.body ->> 'finishedAt', sealed.digest`,
    [challenge],
  );
}
