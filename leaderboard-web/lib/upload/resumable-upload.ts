/** Sent at once: small enough that a lost connection loses little. */
const chunkBytes = 8 * 2 ** 20;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
const protocol = { 'Tus-Resumable': '1.0.0' };

export interface UploadOptions {
  readonly name: string;
  /** The same for the same bytes: what was begun is gone on with only then. */
  readonly fingerprint: string;
  readonly signal: AbortSignal;
  onProgress(bytesSent: number): void;
  /** The connection is lost; it is tried again in so many milliseconds. */
  onLost(pauseMs: number): void;
  /** The server limits how often it is asked; it goes on in so many milliseconds. */
  onBusy(pauseMs: number): void;
}

/** The server refuses the upload: trying again would not help. */
export class UploadRefusedError extends Error {
  override readonly name = 'UploadRefusedError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

async function refusal(response: Response): Promise<UploadRefusedError> {
  const text = await response.text();
  try {
    const { detail } = JSON.parse(text) as { detail?: string };
    return new UploadRefusedError(response.status, detail ?? text);
  } catch {
    return new UploadRefusedError(response.status, text || `status ${response.status}`);
  }
}

/** The server asks for patience: nothing is lost. */
class BusyServerError extends Error {
  override readonly name = 'BusyServerError';

  constructor(readonly retryAfterMs: number) {
    super(`asked to wait for ${retryAfterMs} ms`);
  }
}

/** A conflict is an offset that is not the server's, 423 a chunk that it is still writing: both are asked again. */
const retried = new Set([409, 423, 408, 500, 502, 503, 504]);
/** A limit that frees later than this, such as a day's quota, is a refusal. */
const longestWaitSeconds = 60;

/** @returns null where the server names no time, or one that nobody waits for */
function waitOf(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return response.status === 429 && seconds <= longestWaitSeconds ? seconds * 1_000 : null;
}

async function answered(response: Response): Promise<Response> {
  if (response.ok) return response;
  const wait = waitOf(response);
  if (wait !== null) throw new BusyServerError(wait);
  if (retried.has(response.status)) throw new TypeError(`status ${response.status}`);
  throw await refusal(response);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** Repeats until it is done, the server refuses, or the reader stops: waits longer each time that nothing went through. */
async function untilDone<Result>(
  options: UploadOptions,
  attempt: (progressed: () => void) => Promise<Result>,
): Promise<Result> {
  let pauseMs = firstPauseMs;
  for (;;) {
    try {
      return await attempt(() => {
        pauseMs = firstPauseMs;
      });
    } catch (error) {
      options.signal.throwIfAborted();
      if (error instanceof BusyServerError) {
        options.onBusy(error.retryAfterMs);
        await pause(error.retryAfterMs, options.signal);
        continue;
      }
      if (!(error instanceof TypeError)) throw error; // `fetch` throws this where there is no connection.
      options.onLost(pauseMs);
      await pause(pauseMs, options.signal);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
  }
}

/** Chosen again after the page was closed, it goes on where it ended. */
function memoryKey(fingerprint: string): string {
  return `upload ${fingerprint}`;
}

async function begin(archive: Blob, { name, fingerprint, signal }: UploadOptions): Promise<string> {
  const key = memoryKey(fingerprint);
  const known = localStorage.getItem(key);
  if (known && (await fetch(known, { method: 'HEAD', headers: protocol, signal })).ok) return known;
  const metadata = `filename ${btoa(String.fromCharCode(...new TextEncoder().encode(name)))}`;
  const headers = { ...protocol, 'Upload-Length': String(archive.size), 'Upload-Metadata': metadata };
  const response = await answered(await fetch('/api/v1/uploads', { method: 'POST', headers, signal }));
  // Through this site, whatever name the API has for itself.
  const place = new URL(response.headers.get('location') ?? '', location.href).pathname;
  localStorage.setItem(key, place);
  return place;
}

async function sendRest(archive: Blob, place: string, options: UploadOptions, progressed: () => void): Promise<void> {
  const { signal } = options;
  const head = await answered(await fetch(place, { method: 'HEAD', headers: protocol, signal }));
  for (let offset = Number(head.headers.get('upload-offset')); offset < archive.size; ) {
    options.onProgress(offset);
    const headers = { ...protocol, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
    const body = archive.slice(offset, offset + chunkBytes);
    const response = await answered(await fetch(place, { method: 'PATCH', headers, body, signal }));
    offset = Number(response.headers.get('upload-offset'));
    progressed();
  }
  options.onProgress(archive.size);
}

/**
 * Sends an archive in pieces (tus 1.0.0), through lost connections.
 * @returns id of the upload
 * @throws UploadRefusedError, or the signal's reason
 */
export async function resumableUpload(archive: Blob, options: UploadOptions): Promise<string> {
  const place = await untilDone(options, () => begin(archive, options));
  await untilDone(options, (progressed) => sendRest(archive, place, options, progressed));
  localStorage.removeItem(memoryKey(options.fingerprint));
  return place.slice(place.lastIndexOf('/') + 1);
}
