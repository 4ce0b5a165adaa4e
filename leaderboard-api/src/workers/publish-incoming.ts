import { existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BenchmarkRecord, recordSchema } from '@paretoboard/contract/record.js';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { signDigest } from '@paretoboard/harness/records/signing.js';
import { verifyRecord } from '@paretoboard/harness/records/verify-record.js';
import { writeAtomically } from '@paretoboard/harness/records/write-atomically.js';
import { publicKeyFileName, recordFileName, recordText } from '@paretoboard/harness/records/write-record.js';
import type { DataSource } from 'typeorm';
import { LeaseLostError } from '../queue/end-run.js';
import { isPublished, publishLeased } from '../queue/publish-leased.js';
import { RecordRefusedError } from '../records/publish-record.js';
import type { RecordFiles } from '../records/record-files.js';
import { RunEntity } from '../runs/run.entity.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { dropIncoming, incomingFolder } from './incoming-files.js';
import { WorkerEntity } from './worker.entity.js';

/** @throws RecordRefusedError for a record of something else than the run asks for */
async function checkFit(database: DataSource, { request, submission, challenge }: RunEntity, record: BenchmarkRecord) {
  // Which data a challenge hides is checked where its records are sealed.
  const variant = challenge === null ? record.variant.id : request.variant;
  const expected = { task: request.task, variant: request.variant, profile: request.profile };
  const found = { task: record.task.id, variant, profile: record.profile };
  if (JSON.stringify(expected) !== JSON.stringify(found))
    throw new RecordRefusedError(`expected a record of ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
  if (submission === null) return;
  const { digest } = await database.getRepository(SubmissionEntity).findOneByOrFail({ id: submission });
  if (record.submission.digest !== digest)
    throw new RecordRefusedError(`expected the submission ${digest}, found ${record.submission.digest}`);
}

function readRecord(folder: string): BenchmarkRecord {
  const path = join(folder, recordFileName);
  if (!existsSync(path)) throw new RecordRefusedError(`${recordFileName} was not sent`);
  return recordSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** @throws RecordRefusedError unless it verifies with the worker's own key */
async function checkSigned(folder: string, digest: string, { keyId, publicKey }: WorkerEntity): Promise<void> {
  const { ok, checks } = await verifyRecord(folder, { trustedKeys: new Map([[keyId, publicKey]]) });
  if (ok) return;
  const failed = checks.filter((check) => !check.ok).map(({ id, message }) => `${id}: ${message}`);
  throw new RecordRefusedError(`record ${digest} does not verify: ${failed.join('; ')}`);
}

/** What was sent so far, in a folder of its own: the worker may replace a file while it is looked at, but not the one that was looked at. */
function ownCopy(folder: string): string {
  const { files } = readRecord(folder);
  const copy = mkdtempSync(`${folder}.`);
  const named = Object.values(files).flatMap((file) => (file ? [file.path] : []));
  for (const path of new Set([recordFileName, publicKeyFileName, ...named])) {
    if (!existsSync(join(folder, path))) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    linkSync(join(folder, path), join(copy, path));
  }
  return copy;
}

/** The house's signature over the same digest. */
function countersign(home: string, folder: string, record: BenchmarkRecord): BenchmarkRecord {
  const key = signingKey(home);
  const signed = { ...record, signature: signDigest(record.digest, key) };
  writeAtomically(join(folder, publicKeyFileName), key.publicPem);
  writeAtomically(join(folder, recordFileName), recordText(signed));
  return signed;
}

/**
 * Publishes what a worker sent: its own signature is checked, kept with the run, and the house signs the same digest, so that a reader needs the house's keys
 * alone. Again after a lost answer changes nothing.
 * @throws RecordRefusedError, LeaseLostError
 */
export async function publishIncoming(
  database: DataSource,
  home: string,
  files: RecordFiles,
  lease: string,
  digest: string,
): Promise<void> {
  const run = await database.getRepository(RunEntity).findOneBy({ lease });
  if (run?.worker == null) throw new LeaseLostError(lease);
  if (await isPublished(database, lease, digest)) return;
  const folder = ownCopy(incomingFolder(home, lease));
  try {
    const record = readRecord(folder);
    if (record.digest !== digest) throw new RecordRefusedError(`expected record ${digest}, found ${record.digest}`);
    await checkFit(database, run, record);
    const worker = await database.getRepository(WorkerEntity).findOneByOrFail({ id: run.worker });
    await checkSigned(folder, digest, worker);
    const signed = countersign(home, folder, record);
    await publishLeased(database, { home, files }, lease, signed, folder, record.signature);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  dropIncoming(home, lease);
}
