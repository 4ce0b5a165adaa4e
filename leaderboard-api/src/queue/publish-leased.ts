import { isInfrastructure } from '@paretoboard/contract/reason.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { Signature } from '@paretoboard/harness/records/signing.js';
import type { DataSource, EntityManager } from 'typeorm';
import { sealRecord } from '../challenges/seal-record.js';
import { type PublishOptions, publishRecord } from '../records/publish-record.js';
import { RunEntity } from '../runs/run.entity.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { endPublished, LeaseLostError } from './end-run.js';

/** Whether this very record is what the run of the lease ended with: the answer to an earlier call was lost. */
export async function isPublished(database: DataSource, lease: string, digest: string): Promise<boolean> {
  const [found] = await database.query<{ is: boolean }[]>(
    `select exists (select 1 from runs where lease = $1 and (record = $2
         or exists (select 1 from sealed_records where run = runs.id and digest = $2))) as is`,
    [lease, digest],
  );
  return found!.is;
}

/** Whether nothing but the machine speaks against a record. */
function isOurs({ reasons }: BenchmarkRecord): boolean {
  return reasons.length > 0 && reasons.every(({ code }) => isInfrastructure(code));
}

/**
 * Publishes the record of a leased run, or seals it where the run is within a challenge, and ends the run, both or neither. Again changes nothing.
 * @param workerSignature of a worker without a key of this house
 * @throws LeaseLostError, and RecordRefusedError for a record that does not verify
 */
export async function publishLeased(
  database: DataSource,
  keeping: Pick<PublishOptions, 'home' | 'files'>,
  lease: string,
  record: BenchmarkRecord,
  folder: string,
  workerSignature: Signature | null = null,
): Promise<void> {
  const run = await database.getRepository(RunEntity).findOneBy({ lease });
  if (!run) throw new LeaseLostError(lease);
  if (await isPublished(database, lease, record.digest)) return;
  const sent =
    run.submission === null
      ? null
      : await database.getRepository(SubmissionEntity).findOneByOrFail({ id: run.submission });
  // The row belongs to who sent the submission first, whoever had it run.
  const options = { ...keeping, builtIn: run.builtIn, owner: sent?.owner ?? null, team: sent?.team ?? null };
  const end = (manager: EntityManager): Promise<void> =>
    endPublished(manager, lease, {
      state: record.verdict === 'VALID' ? 'published' : 'invalid',
      // Of a run within a challenge, the reveal names it.
      record: run.challenge === null ? record.digest : null,
      reasons: record.reasons,
      workerSignature,
      ...(isOurs(record) && { charged: false }),
    });
  const publish = (): Promise<void> =>
    run.challenge === null
      ? publishRecord(database, record, folder, options, end)
      : sealRecord(database, record, folder, keeping, run, options, end);
  await publish().catch(async (error: unknown) => {
    // Another call of ours was first: the answer to it was lost.
    if (!(error instanceof LeaseLostError) || !(await isPublished(database, lease, record.digest))) throw error;
  });
}
