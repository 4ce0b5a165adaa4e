import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { uploadBundle } from './upload.js';

let home: string;
let archive: string;
const servers: Server[] = [];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'upload-'));
  vi.stubEnv('PARETOBOARD_HOME', home);
  archive = join(home, 'bundle.tar.gz');
  writeFileSync(archive, 'a bundle');
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<URL> {
  const server = createServer(answer);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const send = (api: URL) =>
  uploadBundle(
    { api, token: 'pb_secret' },
    { archive, bytes: 8, digest: 'd', signal: new AbortController().signal, onProgress() {} },
  );

test('bytes and token go to no other server, whatever an answer or a remembered upload names', async () => {
  const asked: (string | undefined)[] = [];
  const elsewhere = await serve((request, response) => {
    asked.push(request.headers.authorization);
    response.end();
  });
  const api = await serve((_, response) => {
    response.writeHead(201, { location: `${elsewhere.origin}/api/v1/uploads/1`, 'tus-resumable': '1.0.0' }).end();
  });
  await expect(send(api)).rejects.toThrow('on another server');
  const remembered = { size: 8, metadata: {}, creationTime: 'now', uploadUrl: `${elsewhere.origin}/api/v1/uploads/1` };
  writeFileSync(join(home, 'uploads.json'), JSON.stringify({ [`${api.origin} d 8`]: remembered }));
  await expect(send(api)).rejects.toThrow('on another server');
  expect(asked).toEqual([]);
});

test('a file of begun uploads that a crash cut off is begun anew', async () => {
  writeFileSync(join(home, 'uploads.json'), '{"http');
  const methods: string[] = [];
  const api = await serve((request, response) => {
    methods.push(request.method ?? '');
    request.resume();
    request.on('end', () => {
      const headers = { 'tus-resumable': '1.0.0', location: '/api/v1/uploads/abc', 'upload-offset': '8' };
      response.writeHead(request.method === 'POST' ? 201 : 204, headers).end();
    });
  });
  expect(await send(api)).toBe('abc');
  expect(methods).toEqual(['POST', 'PATCH']);
});

test('a refusal is told in the server’s words', async () => {
  const api = await serve((request, response) => {
    request.resume();
    response.writeHead(413, { 'tus-resumable': '1.0.0' }).end('larger than 512 MiB');
  });
  await expect(send(api)).rejects.toThrow(/413: larger than 512 MiB/);
});
