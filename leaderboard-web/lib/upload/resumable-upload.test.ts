import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { resumableUpload, UploadRefusedError } from './resumable-upload';

afterEach(() => vi.unstubAllGlobals());

/** A page of that origin, with a memory of its own. */
async function pageOf(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const memory = new Map<string, string>();
  const real = globalThis.fetch;
  vi.stubGlobal('location', { href: `${origin}/submit` });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => memory.get(key) ?? null,
    setItem: (key: string, value: string) => memory.set(key, value),
    removeItem: (key: string) => memory.delete(key),
  });
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(new URL(path, origin), init));
  return { close: () => server.close() };
}

function send(heard: string[]) {
  return resumableUpload(new Blob(['a bundle']), {
    name: 'bundle.tar.gz',
    fingerprint: 'f',
    signal: new AbortController().signal,
    onProgress: () => {},
    onLost: () => heard.push('lost'),
    onBusy: (pauseMs) => heard.push(`busy ${pauseMs}`),
  });
}

it('waits as long as a busy server asks, and loses nothing', async () => {
  let refusals = 2;
  const page = await pageOf((request, response) => {
    request.resume();
    request.on('end', () => {
      if (refusals-- > 0) return response.writeHead(429, { 'retry-after': '0' }).end();
      const offset = request.method === 'PATCH' ? '8' : '0';
      const headers = { location: '/api/v1/uploads/abc', 'upload-offset': offset };
      response.writeHead(request.method === 'POST' ? 201 : 204, headers).end();
    });
  });
  const heard: string[] = [];
  expect(await send(heard)).toBe('abc');
  expect(heard).toEqual(['busy 0', 'busy 0']);
  page.close();
});

it('takes a limit that frees tomorrow for the refusal that it is', async () => {
  const page = await pageOf((_, response) => {
    response.writeHead(429, { 'retry-after': '86400' }).end(JSON.stringify({ detail: 'the day’s quota is used' }));
  });
  const heard: string[] = [];
  await expect(send(heard)).rejects.toEqual(new UploadRefusedError(429, 'the day’s quota is used'));
  expect(heard).toEqual([]);
  page.close();
});
