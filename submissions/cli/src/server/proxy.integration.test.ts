import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as forward, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../testing/paretoboard.js';
import { uploadBundle } from './upload.js';

const servers: Server[] = [];
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'proxy-'));
  vi.stubEnv('PARETOBOARD_HOME', home);
  vi.stubEnv('NO_PROXY', '');
  vi.stubEnv('no_proxy', '');
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

async function listening(server: Server): Promise<URL> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** Passes on whole requests and tunnels, and notes for whom: the name is one that only it can find. */
async function proxyTo(api: URL): Promise<{ url: URL; asked: string[] }> {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    const target = new URL(request.url!);
    asked.push(target.host);
    const onwards = forward(
      { host: api.hostname, port: api.port, method: request.method, path: target.pathname, headers: request.headers },
      (answer) => answer.pipe(response.writeHead(answer.statusCode!, answer.headers)),
    );
    request.pipe(onwards);
  });
  proxy.on('connect', (request, socket, head) => {
    asked.push(request.url!);
    const upstream = connect(Number(api.port), api.hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
  });
  return { url: await listening(proxy), asked };
}

test('an upload goes through the proxy that the environment names', async () => {
  const api = await listening(
    createServer((request, response) => {
      request.resume();
      const headers = { 'tus-resumable': '1.0.0', location: '/api/v1/uploads/abc', 'upload-offset': '8' };
      request.on('end', () => response.writeHead(request.method === 'POST' ? 201 : 204, headers).end());
    }),
  );
  const { url, asked } = await proxyTo(api);
  vi.stubEnv('http_proxy', url.href);
  const archive = join(home, 'bundle.tar.gz');
  writeFileSync(archive, 'a bundle');
  const named = new URL('http://api.example:3001');
  const { signal } = new AbortController();
  const request = { archive, bytes: 8, digest: 'd', signal, onProgress: () => {} };
  expect(await uploadBundle({ api: named, token: null }, request)).toBe('abc');
  expect(asked).toEqual(['api.example:3001', 'api.example:3001']);
});

test('so does every other request of a command, unless NO_PROXY names the host', async () => {
  const api = await listening(
    createServer((_, response) => response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{}')),
  );
  const { url, asked } = await proxyTo(api);
  const status = (environment: NodeJS.ProcessEnv) =>
    run(['status', '9b2e7c3a-0000-4000-8000-000000000000', '--api', 'http://api.example:3001'], {
      PARETOBOARD_HOME: home,
      HTTP_PROXY: url.href,
      ...environment,
    });
  await status({});
  expect(asked).toEqual(['api.example:3001']);
  const direct = await status({ NO_PROXY: 'api.example' });
  expect(asked).toHaveLength(1);
  expect(direct.status).toBe(3);
});
