import { join } from 'node:path';
import { homeFolder } from '@paretoboard/harness/places.js';
import { DefaultHttpStack, DetailedError, Upload, type UploadOptions } from 'tus-js-client';
import { UsageError } from '../usage-error.js';
import { begunUploads } from './begun-uploads.js';
import type { Connection } from './connection.js';
import { FileSource } from './file-source.js';
import { agentFor } from './proxy.js';
import { NoServerError, ServerError } from './server-error.js';

/** What a lost connection costs at most to send again; also the memory that a proxy in between may hold. */
const chunkBytes = 16 * 2 ** 20;
const retryDelaysMs = [300, 1_000, 3_000, 5_000, 10_000];

export interface UploadRequest {
  /** The packed bundle. */
  readonly archive: string;
  readonly bytes: number;
  /** Of its content: an upload that was begun with the same content goes on where it stopped. */
  readonly digest: string;
  readonly signal: AbortSignal;
  onProgress(sent: number, total: number): void;
}

/** A token goes to nobody but the server that it is for, whatever address an answer or a file names. */
function requireSameServer(url: string, { api }: Connection): void {
  if (new URL(url, api).origin !== api.origin)
    throw new ServerError(`${api.origin} names an upload on another server, ${url}: nothing is sent there`);
}

/** Lost connections, failures of the server's and another writer's lock pass; a refusal stays one. */
function mayPass({ causingError, originalResponse }: DetailedError): boolean {
  if (causingError instanceof ServerError) return false;
  const status = originalResponse?.getStatus() ?? 0;
  return status < 400 || status >= 500 || status === 409 || status === 423;
}

/** The server's own word, where it gave one. */
function failureOf(error: Error, { api }: Connection): Error {
  if (!(error instanceof DetailedError)) return error;
  if (error.causingError instanceof ServerError) return error.causingError;
  const response = error.originalResponse;
  if (!response) {
    const cause = (error.causingError as NodeJS.ErrnoException | null)?.code;
    return new NoServerError(api.origin, cause);
  }
  const status = response.getStatus();
  const detail = `the upload was refused with status ${status}: ${response.getBody().trim().slice(0, 300)}`;
  if (status === 401) return new UsageError(`${detail}. Log in: npx paretoboard login --api ${api.origin}`);
  return status < 500 ? new UsageError(detail) : new ServerError(detail);
}

async function begun(upload: Upload, connection: Connection): Promise<void> {
  const [last] = (await upload.findPreviousUploads()).sort((a, b) => (a.creationTime < b.creationTime ? 1 : -1));
  if (!last?.uploadUrl) return;
  requireSameServer(last.uploadUrl, connection);
  upload.resumeFromPreviousUpload(last);
}

/**
 * Sends a bundle by the tus protocol: what arrived before a lost connection, a Ctrl-C or a crash is not sent again.
 * @returns id of the upload
 * @throws UsageError if the server refuses it; NoServerError, ServerError; AbortError
 */
export async function uploadBundle(connection: Connection, request: UploadRequest): Promise<string> {
  const { archive, bytes, digest, signal, onProgress } = request;
  signal.throwIfAborted();
  const { api, token } = connection;
  const agent = agentFor(api);
  let upload: Upload;
  const source = await FileSource.open(archive);
  await new Promise<void>((fulfil, reject) => {
    const options: UploadOptions = {
      endpoint: new URL('/api/v1/uploads', api).href,
      ...(agent && { httpStack: new DefaultHttpStack({ agent }) }),
      uploadSize: bytes,
      chunkSize: chunkBytes,
      fileReader: { openFile: async () => source },
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      metadata: { filename: 'bundle.tar.gz', digest },
      retryDelays: retryDelaysMs,
      onShouldRetry: mayPass,
      urlStorage: begunUploads(join(homeFolder(), 'uploads.json')),
      fingerprint: async () => `${api.origin} ${digest} ${bytes}`,
      removeFingerprintOnSuccess: true,
      onBeforeRequest: (sent) => requireSameServer(sent.getURL(), connection),
      onProgress,
      onSuccess: () => fulfil(),
      onError: (error) => reject(failureOf(error, connection)),
    };
    // What it is given, our own reader does not look at.
    upload = new Upload(archive as never, options);
    const stop = (): void => {
      void upload.abort().catch(() => undefined);
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    begun(upload, connection).then(() => upload.start(), reject);
  }).finally(() => source.release());
  return new URL(upload!.url!, api).pathname.split('/').at(-1)!;
}
