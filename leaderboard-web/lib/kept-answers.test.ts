import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { crowdedBoard } from '../testing/crowded-board';
import { loadBoard } from './api';
import { KeptAnswers, type TaggedAnswer } from './kept-answers';

const board = crowdedBoard('crowd-3');

/** The API, holding a board in versions: counts what it sent. */
async function apiWith(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  vi.stubEnv('PARETOBOARD_API_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return server;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

it('asks by the tag, takes a board apart once, and shows what was published with the next question', async () => {
  let version = 1;
  const held: (string | undefined)[] = [];
  const server = await apiWith((request, response) => {
    held.push(request.headers['if-none-match']);
    const tag = `"${version}"`;
    if (request.headers['if-none-match'] === tag) return response.writeHead(304, { ETag: tag }).end();
    response.writeHead(200, { ETag: tag, 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ ...board, total: version }));
  });
  const ask = async () => {
    const loaded = await loadBoard('of-versions', {});
    return loaded.ok ? loaded.value : loaded.failure;
  };
  const [first, again] = [await ask(), await ask()];
  version = 2;
  const published = await ask();
  server.close();
  expect(held).toEqual([undefined, '"1"', '"1"']);
  expect(again).toBe(first);
  expect([first, published]).toMatchObject([{ total: 1 }, { total: 2 }]);
});

it('says of an answer that does not come in time, or not all of it, how long it was waited for', async () => {
  const waiting = AbortSignal.timeout;
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => waiting.call(AbortSignal, milliseconds / 100));
  const server = await apiWith((request, response) => {
    if (request.url?.includes('begun')) response.writeHead(200, { ETag: '"x"' }).write('{"task":');
  });
  const loaded = await Promise.all([loadBoard('silent', {}), loadBoard('begun', {})]);
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
  expect(loaded).toMatchObject(loaded.map(() => ({ ok: false, failure: { kind: 'late', seconds: 10 } })));
});

it('keeps no failure', async () => {
  let times = 0;
  const server = await apiWith((_request, response) => {
    times += 1;
    if (times === 1) return response.writeHead(200, { ETag: '"x"' }).end('{"task":');
    if (times === 2) return response.writeHead(503).end('{}');
    response.writeHead(200, { ETag: '"x"' }).end(JSON.stringify(board));
  });
  const loaded = [await loadBoard('failing', {}), await loadBoard('failing', {}), await loadBoard('failing', {})];
  server.close();
  expect(loaded).toMatchObject([
    { ok: false, failure: { kind: 'unreachable' } },
    { ok: false, failure: { kind: 'refused', status: 503 } },
    { ok: true },
  ]);
});

it('takes apart once what two ask for at the same time, and lets go first what was asked for longest ago', async () => {
  const answers = new KeptAnswers(25);
  const read: string[] = [];
  const sent = (address: string): TaggedAnswer<string> => ({
    kind: 'sent',
    tag: '"1"',
    read: async () => {
      read.push(address);
      return { value: { ok: true, value: address }, size: 10 };
    },
    drop: () => undefined,
  });
  const load = (address: string) =>
    answers.load(address, async (tag) => (tag === null ? sent(address) : { kind: 'held' }));
  await Promise.all([load('a'), load('a')]);
  await load('b');
  await load('a');
  await load('c');
  await load('a');
  expect(read).toEqual(['a', 'b', 'c']);
  await load('b');
  expect(read).toEqual(['a', 'b', 'c', 'b']);
});

it('does not ask for what is held as the API has just told', async () => {
  const answers = new KeptAnswers(25);
  let asked = 0;
  const load = (current?: string) =>
    answers.load<number>(
      'a',
      async () => {
        asked += 1;
        const value = asked;
        return {
          kind: 'sent',
          tag: `"${value}"`,
          read: async () => ({ value: { ok: true, value }, size: 1 }),
          drop() {},
        };
      },
      current,
    );
  expect([await load('"1"'), await load('"1"'), await load('"2"'), await load('"2"'), await load()]).toEqual(
    [1, 1, 2, 2, 3].map((value) => ({ ok: true, value })),
  );
  expect(asked).toBe(3);
});
