import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { builtInsOf } from '@paretoboard/baselines/registry.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { manifestFileName } from '@paretoboard/contract/submission-manifest.js';
import { cloneSubmission } from '../server/clone-submission.js';
import type { Connection } from '../server/connection.js';
import { submissionOfRecord } from '../server/find-submission.js';
import { UsageError } from '../usage-error.js';

function isBuiltIn({ task, submission }: BenchmarkRecord): boolean {
  return builtInsOf(task.id).some(
    ({ manifest }) => manifest.name === submission.name && manifest.version === submission.version,
  );
}

function givenFolder(path: string): string {
  const folder = resolve(path);
  if (existsSync(join(folder, manifestFileName))) return folder;
  throw new UsageError(`--submission: expected a folder with ${manifestFileName}; found none in ${folder}`);
}

/**
 * What is to be run again: the folder that was named, else what was sent to the server, else the built-in of that name.
 * @param scratch where a clone may go
 * @returns a name, or the absolute path of a folder
 * @throws UsageError if it can be had nowhere
 */
export async function publishedSubmission(
  connection: Connection | null,
  record: BenchmarkRecord,
  given: string | undefined,
  scratch: string,
  signal: AbortSignal,
): Promise<string> {
  if (given !== undefined) return givenFolder(given);
  const sent = connection && (await submissionOfRecord(connection, record, signal));
  if (connection && sent) {
    const folder = join(scratch, 'submission');
    await cloneSubmission(connection, sent, folder, signal);
    return folder;
  }
  if (isBuiltIn(record)) return record.submission.name;
  throw new UsageError(
    `expected where the submission of this record is: ${record.submission.name} ${record.submission.version} is no built-in here. Name its folder with --submission, or the record by its digest on the server it was sent to.`,
  );
}
