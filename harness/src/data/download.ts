import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { hashFile } from './checksum-list.js';
import { DownloadError } from './download-error.js';
import { requestFollowing } from './follow-redirects.js';

export interface DownloadRequest {
  readonly url: string;
  /** Where the whole file ends up. Until then `<target>.part` grows beside it. */
  readonly target: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly md5: string | null;
}

export interface DownloadOptions {
  onProgress?(doneBytes: number, totalBytes: number | null): void;
  readonly signal?: AbortSignal;
  /** Tries in a row that bring no byte before it gives up. */
  readonly attempts?: number;
  /** Pause before the second try; doubled for each further one, up to 30 s. */
  readonly backoffMs?: number;
  /** Longest time without a byte. */
  readonly stallMs?: number;
}

const maximumBackoffMs = 30_000;

/** Says which version of the file the part belongs to, so that it is never continued with another one. */
const partStateSchema = z.object({ url: z.string(), validator: z.string().nullable() });
type PartState = z.infer<typeof partStateSchema>;

/** Worth another try. */
class Interruption extends Error {}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}

function readPartState(path: string): PartState | null {
  if (!existsSync(path)) return null;
  try {
    return partStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null; // Written half by a killed process: start from the beginning.
  }
}

/** A weak entity tag does not promise equal bytes and must not be sent in If-Range (RFC 9110 §13.1.5). */
function validatorOf(headers: Headers): string | null {
  const tag = headers.get('etag');
  return tag && !tag.startsWith('W/') ? tag : headers.get('last-modified');
}

function isTransient(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

/** `bytes 5-9/10` → start 5, total 10. */
function contentRange(headers: Headers): { start: number | null; total: number | null } {
  const [, start, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? [];
  return { start: start ? Number(start) : null, total: total && total !== '*' ? Number(total) : null };
}

async function discard(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(`${part}.json`, { force: true });
}

async function writeBody(
  response: Response,
  part: string,
  offset: number,
  total: number | null,
  options: DownloadOptions,
  keepAlive: () => void,
): Promise<void> {
  const file = await open(part, offset > 0 ? 'a' : 'w');
  let done = offset;
  try {
    for await (const chunk of response.body ?? []) {
      keepAlive();
      await file.write(chunk as Uint8Array);
      done += (chunk as Uint8Array).byteLength;
      options.onProgress?.(done, total);
    }
  } finally {
    await file.close();
  }
  if (total !== null && done < total) throw new Interruption(`broke off after ${done} of ${total} bytes`);
}

/** One request: continues the part where server and validator allow it. @throws Interruption, DownloadError */
async function attempt(request: DownloadRequest, part: string, options: DownloadOptions): Promise<void> {
  const state = readPartState(`${part}.json`);
  const resumable = state?.url === request.url && state.validator !== null;
  if (!resumable) await discard(part);
  const offset = sizeOf(part);
  const stalled = new AbortController();
  const stallMs = options.stallMs ?? 60_000;
  let timer = setTimeout(() => stalled.abort(), stallMs);
  const keepAlive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), stallMs);
  };
  try {
    const response = await requestFollowing(
      request.url,
      {
        // Compressed on the way, neither length nor offset would be the file's.
        'accept-encoding': 'identity',
        ...(offset > 0 ? { range: `bytes=${offset}-`, 'if-range': state?.validator ?? '' } : {}),
      },
      options.signal ? AbortSignal.any([stalled.signal, options.signal]) : stalled.signal,
    );
    await receive(response, request, part, offset, options, keepAlive);
  } finally {
    clearTimeout(timer);
    stalled.abort(); // Lets go of a body that nobody reads on.
  }
}

async function receive(
  response: Response,
  request: DownloadRequest,
  part: string,
  offset: number,
  options: DownloadOptions,
  keepAlive: () => void,
): Promise<void> {
  const { status, headers } = response;
  const range = contentRange(headers);
  if (status === 416) {
    if (offset > 0 && range.total === offset) return; // Everything was here already.
    await discard(part);
    throw new Interruption('the part here does not fit the file there (416)');
  }
  if (status === 206) {
    if (range.start === offset) return writeBody(response, part, offset, range.total, options, keepAlive);
    await discard(part);
    throw new Interruption(`asked for byte ${offset}, was sent byte ${range.start ?? 'unknown'}`);
  }
  if (status === 200) {
    await writeFile(`${part}.json`, JSON.stringify({ url: request.url, validator: validatorOf(headers) }));
    const length = headers.get('content-length');
    return writeBody(response, part, 0, length === null ? request.bytes : Number(length), options, keepAlive);
  }
  if (isTransient(status)) throw new Interruption(`the server answered ${status}`);
  throw new DownloadError('refused', request.url, `the server answered ${status} ${response.statusText}`.trim());
}

/** @throws DownloadError wrong-bytes, after removing the part: it is not worth continuing */
async function check(request: DownloadRequest, part: string): Promise<void> {
  const found = {
    bytes: sizeOf(part),
    sha256: request.sha256 === null ? null : await hashFile(part, 'sha256'),
    md5: request.md5 === null ? null : await hashFile(part, 'md5'),
  };
  for (const key of ['bytes', 'sha256', 'md5'] as const) {
    if (request[key] === null || request[key] === found[key]) continue;
    await discard(part);
    throw new DownloadError('wrong-bytes', request.url, `expected ${key} ${request[key]}, got ${found[key]}`);
  }
}

/**
 * Downloads a file, continuing what an earlier call left. The target appears only when it is whole and has the named digests.
 * @throws DownloadError; the signal's reason when aborted (the part stays for the next call)
 */
export async function download(request: DownloadRequest, options: DownloadOptions = {}): Promise<void> {
  // A target is whole by construction; only what became of it since is checked.
  if (existsSync(request.target)) return check(request, request.target);
  const part = `${request.target}.part`;
  await mkdir(dirname(part), { recursive: true });
  const attempts = options.attempts ?? 5;
  let pauseMs = options.backoffMs ?? 500;
  for (let failures = 0; ; ) {
    const before = sizeOf(part);
    try {
      await attempt(request, part, options);
      break;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (error instanceof DownloadError) throw error;
      failures = sizeOf(part) > before ? 1 : failures + 1;
      if (failures >= attempts) {
        const why = error instanceof Error ? error.message : String(error);
        throw new DownloadError('unreachable', request.url, `gave up after ${attempts} tries: ${why}`, {
          cause: error,
        });
      }
      await sleep(pauseMs, undefined, options.signal ? { signal: options.signal } : {});
      pauseMs = Math.min(pauseMs * 2, maximumBackoffMs);
    }
  }
  await check(request, part);
  await rename(part, request.target);
  await rm(`${part}.json`, { force: true });
}
