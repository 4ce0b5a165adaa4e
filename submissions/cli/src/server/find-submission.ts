import { sha256Schema } from '@paretoboard/contract/primitives.js';
import { type BenchmarkRecord, recordSchema } from '@paretoboard/contract/record.js';
import { type Submission, submissionSchema } from '@paretoboard/contract/submission.js';
import { z } from 'zod';
import { UsageError } from '../usage-error.js';
import { callServer } from './call-server.js';
import type { Connection } from './connection.js';
import { submissionsOf } from './pages.js';
import { stateOf } from './watch-run.js';

export function fetchRecord(connection: Connection, digest: string, signal: AbortSignal): Promise<BenchmarkRecord> {
  const params = { path: { digest } };
  return callServer(connection, (api) => api.GET('/api/v1/records/{digest}', { params, signal }), recordSchema, signal);
}

/**
 * The submission whose run published a record; null if it is none that was sent to the server (a built-in).
 * @throws UsageError, ServerError
 */
export async function submissionOfRecord(
  connection: Connection,
  { digest, task, submission: { name, version } }: BenchmarkRecord,
  signal: AbortSignal,
): Promise<Submission | null> {
  const filters = { task: task.id, name };
  for await (const found of submissionsOf(connection, filters, signal)) {
    if (found.version !== version) continue;
    for (const run of found.runs) if ((await stateOf(connection, run, signal)).record === digest) return found;
  }
  return null;
}

/**
 * A submission by its own id, or by the digest of a record of it.
 * @throws UsageError if it is neither, or of a built-in
 */
export async function findSubmission(connection: Connection, id: string, signal: AbortSignal): Promise<Submission> {
  if (z.uuid().safeParse(id).success)
    return callServer(
      connection,
      (api) => api.GET('/api/v1/submissions/{id}', { params: { path: { id } }, signal }),
      submissionSchema,
      signal,
    );
  if (!sha256Schema.safeParse(id).success)
    throw new UsageError(
      `expected the id of a submission or the digest of a record, 64 hexadecimal digits; found "${id}"`,
    );
  const record = await fetchRecord(connection, id, signal);
  const submission = await submissionOfRecord(connection, record, signal);
  if (submission) return submission;
  const { name } = record.submission;
  throw new UsageError(
    `record ${id} is of ${name}, which nobody sent to ${connection.api.origin}. A built-in is run by its name: npx paretoboard run ${record.task.id} --submission ${name}`,
  );
}
