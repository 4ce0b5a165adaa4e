import { createWriteStream, existsSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Submission } from '@paretoboard/contract/submission.js';
import { bundleLimits } from '@paretoboard/contract/submission.js';
import { BundleError } from '@paretoboard/harness/submission/archive/bundle-error.js';
import { unpackBundle } from '@paretoboard/harness/submission/unpack-bundle.js';
import { UsageError } from '../usage-error.js';
import { requestServer } from './call-server.js';
import type { Connection } from './connection.js';
import { ServerError } from './server-error.js';

/** @throws UsageError if something lies there */
function requireFree(folder: string): void {
  if (!existsSync(folder)) return;
  if (readdirSync(folder).length > 0)
    throw new UsageError(`expected a new or an empty folder, found files in ${folder}. Name another one.`);
  rmdirSync(folder);
}

/** Ends what sends more than any bundle may have. */
function atMost(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      seen += chunk.length;
      done(
        seen > bytes ? new ServerError(`the server sends more than the ${bytes} bytes that a bundle may have`) : null,
        chunk,
      );
    },
  });
}

async function unpacked(archive: string, folder: string): Promise<string> {
  try {
    return (await unpackBundle(archive, folder)).digest;
  } catch (error) {
    if (error instanceof BundleError) throw new ServerError(`what the server sent is no bundle: ${error.message}`);
    throw error;
  }
}

/** @throws ServerError if it sends more than a bundle may have; UsageError if the files are somebody's own */
export async function downloadBundle(
  connection: Connection,
  id: string,
  archive: string,
  signal: AbortSignal,
): Promise<void> {
  const params = { path: { id } };
  const { response } = await requestServer(
    connection,
    (api) => api.GET('/api/v1/submissions/{id}/bundle', { params, parseAs: 'stream', signal }),
    signal,
  );
  const { body } = response;
  if (!body) throw new ServerError(`${connection.api.origin} sent no bundle`);
  await pipeline(Readable.fromWeb(body as never), atMost(bundleLimits.packedBytes), createWriteStream(archive), {
    signal,
  });
}

/**
 * Fetches a submission's files. The archive is hostile until shown otherwise: it is unpacked as the server unpacks one, and its content must have the digest that
 * was asked for.
 * @param folder absolute path, new or empty
 */
export async function cloneSubmission(
  connection: Connection,
  { id, digest }: Pick<Submission, 'id' | 'digest'>,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  requireFree(folder);
  const scratch = mkdtempSync(join(tmpdir(), 'paretoboard-clone-'));
  try {
    const archive = join(scratch, 'bundle');
    await downloadBundle(connection, id, archive, signal);
    const found = await unpacked(archive, folder);
    if (found === digest) return;
    rmSync(folder, { recursive: true, force: true });
    throw new ServerError(`expected files of digest ${digest}, found ${found}: nothing was kept`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
