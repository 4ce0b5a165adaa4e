import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DownloadOptions, download } from './download.js';
import { breakOff, type FileServer, type Handler, sendFile, serve } from './testing/file-server.js';

const body = randomBytes(300_000);
const sha256 = createHash('sha256').update(body).digest('hex');
const etag = '"one"';

let folder: string;
let server: FileServer;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paretoboard-download-'));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function fetchFrom(
  handler: Handler,
  options: DownloadOptions = {},
  digest: string | null = sha256,
): Promise<void> {
  server = await serve(handler);
  await fetchAgain(options, digest);
}

function fetchAgain(options: DownloadOptions = {}, digest: string | null = sha256): Promise<void> {
  const request = { url: `${server.url}/a.zip`, target: target(), bytes: null, sha256: digest, md5: null };
  return download(request, { backoffMs: 1, attempts: 3, ...options });
}

const target = (): string => join(folder, 'a.zip');
const part = (): string => `${target()}.part`;
const isWhole = (): boolean => readFileSync(target()).equals(body);

test('a file arrives whole, with progress, and leaves nothing beside it', async () => {
  const steps: [number, number | null][] = [];
  await fetchFrom((request, response) => sendFile(request, response, body, etag), {
    onProgress: (done, total) => steps.push([done, total]),
  });
  expect(isWhole()).toBe(true);
  expect(steps.at(-1)).toEqual([body.length, body.length]);
  expect([part(), `${part()}.json`].filter(existsSync)).toEqual([]);
});

test('a connection that breaks off is continued from where it broke', async () => {
  await fetchFrom((request, response, call) =>
    call === 1 ? breakOff(response, body, etag, 100_000) : sendFile(request, response, body, etag),
  );
  expect(isWhole()).toBe(true);
  expect(server.ranges).toEqual([null, 'bytes=100000-']);
});

test('a server that breaks off again and again gives up after the named tries, and the next call continues', async () => {
  let broken = true;
  const handler: Handler = (request, response, call) => {
    if (!broken) sendFile(request, response, body, etag);
    else if (call === 1) breakOff(response, body, etag, 50_000);
    else response.destroy();
  };
  await expect(fetchFrom(handler)).rejects.toMatchObject({ name: 'DownloadError', failure: 'unreachable' });
  expect(existsSync(target())).toBe(false);
  expect(statSync(part()).size).toBe(50_000);
  broken = false;
  await fetchAgain();
  expect(isWhole()).toBe(true);
  expect(server.ranges.at(-1)).toBe('bytes=50000-');
});

test('without a validator nothing is continued: the parts might be of two files', async () => {
  await fetchFrom((_request, response, call) =>
    call === 1 ? breakOff(response, body, null, 100_000) : response.end(body),
  );
  expect(isWhole()).toBe(true);
  expect(server.ranges).toEqual([null, null]);
});

test('a server that ignores Range sends everything again, and the part is replaced', async () => {
  await fetchFrom((_request, response, call) => {
    if (call === 1) return breakOff(response, body, etag, 100_000);
    response.writeHead(200, { etag, 'content-length': body.length }).end(body);
  });
  expect(isWhole()).toBe(true);
});

test('a file that changed in between is taken from the beginning', async () => {
  const old = randomBytes(body.length);
  await fetchFrom((request, response, call) =>
    call === 1 ? breakOff(response, old, '"old"', 100_000) : sendFile(request, response, body, etag),
  );
  expect(isWhole()).toBe(true);
});

test('a range that starts elsewhere is refused, and the file taken from the beginning', async () => {
  await fetchFrom((_request, response, call) => {
    if (call === 1) return breakOff(response, body, etag, 100_000);
    if (call === 3) return response.end(body);
    response.writeHead(206, { etag, 'content-range': `bytes 5-${body.length - 1}/${body.length}` });
    response.end(body.subarray(5));
  });
  expect(isWhole()).toBe(true);
});

test('416 for a part that is whole already ends the download', async () => {
  server = await serve((request, response) => sendFile(request, response, body, etag));
  writeFileSync(part(), body);
  writeFileSync(`${part()}.json`, JSON.stringify({ url: `${server.url}/a.zip`, validator: etag }));
  await fetchAgain();
  expect(isWhole()).toBe(true);
  expect(server.ranges).toEqual([`bytes=${body.length}-`]);
});

test('416 for a part that is too long starts from the beginning', async () => {
  server = await serve((request, response) => sendFile(request, response, body, etag));
  writeFileSync(part(), randomBytes(body.length + 10));
  writeFileSync(`${part()}.json`, JSON.stringify({ url: `${server.url}/a.zip`, validator: etag }));
  await fetchAgain();
  expect(isWhole()).toBe(true);
});

test('wrong bytes are an error, and nothing of them is kept', async () => {
  const wrong = Buffer.from(body);
  wrong[7]! ^= 1;
  await expect(fetchFrom((request, response) => sendFile(request, response, wrong, etag))).rejects.toMatchObject({
    failure: 'wrong-bytes',
    message: expect.stringContaining(sha256),
  });
  expect([target(), part()].filter(existsSync)).toEqual([]);
});

test('redirects are followed, the range with them', async () => {
  await fetchFrom((request, response, call) => {
    if (request.url === '/a.zip') return response.writeHead(302, { location: '/there/b.zip' }).end();
    return call === 2 ? breakOff(response, body, etag, 100_000) : sendFile(request, response, body, etag);
  });
  expect(isWhole()).toBe(true);
  expect(server.ranges).toEqual([null, null, 'bytes=100000-', 'bytes=100000-']);
});

test.each(['/a.zip', 'file:///etc/hostname'])('a redirect to %s ends at once', async (location) => {
  const run = fetchFrom((_request, response) => response.writeHead(302, { location }).end());
  await expect(run).rejects.toMatchObject({ failure: 'redirects' });
  expect(server.ranges.length).toBeLessThanOrEqual(11);
});

test.each([403, 404, 410])('%i is not tried again', async (status) => {
  const run = fetchFrom((_request, response) => response.writeHead(status).end());
  await expect(run).rejects.toMatchObject({ failure: 'refused', message: expect.stringContaining(String(status)) });
  expect(server.ranges).toHaveLength(1);
});

test('503 is tried again', async () => {
  await fetchFrom((request, response, call) =>
    call === 1 ? response.writeHead(503).end() : sendFile(request, response, body, etag),
  );
  expect(isWhole()).toBe(true);
});

test('a server that falls silent is left after the stall time', async () => {
  await fetchFrom(
    (request, response, call) => {
      if (call > 1) return sendFile(request, response, body, etag);
      response.writeHead(200, { etag, 'content-length': body.length });
      response.write(body.subarray(0, 1_000));
    },
    { stallMs: 200 },
  );
  expect(isWhole()).toBe(true);
});

test('an interrupted download stops, keeps its part, and is continued by the next call', async () => {
  const controller = new AbortController();
  let slow = true;
  const run = fetchFrom(
    (request, response) => {
      if (!slow) return sendFile(request, response, body, etag);
      response.writeHead(200, { etag, 'content-length': body.length });
      response.write(body.subarray(0, 70_000));
    },
    {
      signal: controller.signal,
      onProgress: (done) => {
        if (done === 70_000) controller.abort();
      },
    },
  );
  await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  slow = false;
  await fetchAgain();
  expect(isWhole()).toBe(true);
  expect(server.ranges.at(-1)).toBe('bytes=70000-');
});
