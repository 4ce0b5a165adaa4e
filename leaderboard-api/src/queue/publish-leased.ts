import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { Signature } from '@paretoboard/harness/records/signing.js';
import type { DataSource, EntityManager } from 'typeorm';
import { type PublishOptions, publishRecord } from '../records/publish-record.js';
import { RunEntity } from '../runs/run.entity.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { endPublished, LeaseLostError } from './end-run.js';

/** Whether this very record is what the run of the lease ended with: the answer to an earlier call was lost. */
async function isPublished(database: DataSource, lease: string, digest: string): Promise<boolean> {
  return database.getRepository(RunEntity).existsBy({ lease, record: digest });
}

/**
 * Publishes the record of a leased run and ends the run, both or neither. Again changes nothing.
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
      record: record.digest,
      reasons: record.reasons,
      workerSignature,
    });
  await publishRecord(database, record, folder, options, end).catch(async (error: unknown) => {
    // Another call of ours was first: the answer to it was lost.
    if (!(error instanceof LeaseLostError) || !(await isPublished(database, lease, record.digest))) throw error;
  });
}
