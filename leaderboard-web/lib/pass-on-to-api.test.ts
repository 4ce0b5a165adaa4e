import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { problemSchema } from '@paretoboard/contract/http.js';
import { afterEach, expect, it } from 'vitest';
import { passOnToApi } from './pass-on-to-api.mjs';

const patience = { arriveMs: 900, answerMs: 300 };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** A site in front of this API. */
async function siteBefore(api: RequestListener): Promise<URL> {
  const apiUrl = await serve(api);
  return serve((incoming, response) => passOnToApi(apiUrl, incoming, response, patience));
}

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

it('answers 504 where the API does not begin to answer, and lets the API know', async () => {
  let isLeft = false;
  const site = await siteBefore((_request, response) => {
    response.on('close', () => {
      isLeft = true;
    });
  });
  const problem = await problemOf(await fetch(site));
  expect(problem).toMatchObject({ code: 'api-late', status: 504, detail: expect.stringContaining('within 0.3 s') });
  await expect.poll(() => isLeft).toBe(true);
});

it('answers 504 to a body that the API does not read', async () => {
  const site = await siteBefore(() => undefined);
  const response = await fetch(site, { method: 'POST', body: new Uint8Array(32 * 2 ** 20) });
  expect((await problemOf(response)).code).toBe('api-late');
});

it('answers 502 where nobody listens', async () => {
  const site = await serve((incoming, response) => passOnToApi(new URL('http://127.0.0.1:9'), incoming, response));
  expect(await problemOf(await fetch(site))).toMatchObject({ code: 'api-unreachable', status: 502 });
});

it('cuts no stream that goes on longer, silent or not, even where it began before all was sent', async () => {
  const site = await siteBefore(async (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n');
    await pause(4 * patience.answerMs);
    response.end('data: 2\n\n');
  });
  expect(await (await fetch(site)).text()).toBe('data: 1\n\ndata: 2\n\n');
  const early = await fetch(site, { method: 'POST', body: slowly(), duplex: 'half' } as RequestInit);
  expect(await early.text()).toBe('data: 1\n\ndata: 2\n\n');
});

it('waits for a request that takes its time to arrive', async () => {
  const site = await siteBefore(async (request, response) => {
    let bytes = 0;
    for await (const piece of request) bytes += (piece as Buffer).length;
    response.end(String(bytes));
  });
  const response = await fetch(site, { method: 'POST', body: slowly(), duplex: 'half' } as RequestInit);
  expect(await response.text()).toBe('2');
});

/** Two bytes, with longer between them than an answer may take. */
function slowly(): ReadableStream {
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(new Uint8Array(1));
      await pause(2 * patience.answerMs);
      controller.enqueue(new Uint8Array(1));
      controller.close();
    },
  });
}
