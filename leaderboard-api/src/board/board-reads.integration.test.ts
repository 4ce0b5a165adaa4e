import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { boardSchema } from '@paretoboard/contract/board.js';
import { boardEntrySchema } from '@paretoboard/contract/board-entry.js';
import { pageSchema, problemSchema } from '@paretoboard/contract/http.js';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createToken } from '../accounts/accounts.js';
import { PersonEntity } from '../accounts/person.entity.js';
import { amend } from '../log/amend-log.js';
import { Metrics } from '../observe/metrics.js';
import { eventually } from '../testing/eventually.js';
import { publishSample, sampleTask as task } from '../testing/publish-sample.js';
import { type House, serveHouse } from '../testing/serve-house.js';

const limits = { reads: 5, writes: 100 };
const board = `/api/v1/tasks/${task}/board?variant=surrogate`;
const entry = fileURLToPath(compiledUrl('../main.js', import.meta.url));
let house: House;
/** Another process on the same database. */
let other: ChildProcess;
let otherOrigin: string;
let token: string;
let ann: string;

beforeAll(async () => {
  house = await serveHouse('board reads', { limits });
  const { database } = house;
  const wanted = { person: 'ann', role: 'operator', name: 'test', scopes: null, expiresAt: null } as const;
  token = (await createToken(database.manager, wanted)).token;
  ann = (await database.getRepository(PersonEntity).findOneByOrFail({ name: 'ann' })).id;
  await publishSample(database, house.home, { name: 'first', owner: ann });
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as { port: number };
  free.close();
  otherOrigin = `http://127.0.0.1:${port}`;
  other = spawn(process.execPath, [entry], {
    env: {
      ...process.env,
      DATABASE_URL: house.databaseUrl,
      PARETOBOARD_HOME: house.home,
      PARETOBOARD_API_PORT: String(port),
    },
    stdio: 'ignore',
  });
  const asked = async () => (await fetch(`${otherOrigin}/api/health`).catch(() => null))?.ok;
  await eventually(asked, 60, () => 'the other process does not answer');
});

afterAll(async () => {
  other?.kill('SIGKILL');
  await house?.close();
});

const get = (headers: Record<string, string> = {}, path = board) => fetch(`${house.origin}${path}`, { headers });

function told({ headers }: Response): Record<string, string> {
  const { date: _, 'x-request-id': __, ...rest } = Object.fromEntries(headers);
  return rest;
}

async function rowsOf(origin: string): Promise<{ name: string; owner: string | null; attempts: number }[]> {
  const { rows } = boardSchema.parse(await (await fetch(`${origin}${board}`)).json());
  return rows.map(({ submission, attempts }) => ({ name: submission.name, owner: submission.owner ?? null, attempts }));
}

const namesAt = async (origin: string) => (await rowsOf(origin)).map(({ name }) => name).sort();

/** Reads without pause from both processes, as many readers do, until what is under test is over. */
async function whileRead<Answer>(body: () => Promise<Answer>): Promise<Answer> {
  let isOver = false;
  const readers = [house.origin, otherOrigin].flatMap((origin) =>
    [1, 2].map(async () => {
      while (!isOver) expect((await fetch(`${origin}${board}`)).status).toBe(200);
    }),
  );
  const answer = await body();
  isOver = true;
  await Promise.all(readers);
  return answer;
}

test('an answer that was made before is told like the first, in each coding, and to who holds it', async () => {
  for (const [path, headers] of [
    [`${board}&scenario=single-stream`, {}],
    [`${board}&scenario=single-stream`, { 'accept-encoding': 'identity' }],
    [`/api/v1/tasks/${task}/board.csv`, {}],
  ] as const) {
    const [first, again] = [await get(headers, path), await get(headers, path)];
    expect(told(again)).toEqual(told(first));
    expect(await again.text()).toBe(await first.text());
    const held = { ...headers, 'if-none-match': first.headers.get('etag')! };
    const [known, knownAgain] = [await get(held, path), await get(held, `${path}${path.includes('?') ? '&' : '?'}`)];
    expect([known.status, knownAgain.status, await known.text()]).toEqual([304, 304, '']);
    expect(told(known)).toEqual(told(knownAgain));
  }
});

test('the list of boards has the tag of each as it is, so that who holds one need not ask for it', async () => {
  const listed = async () => {
    const { items } = pageSchema(boardEntrySchema).parse(await (await get({}, '/api/v1/boards')).json());
    return items.map((entry) => ({ of: `${entry.task}/${entry.variant}`, rows: entry.rows, tag: entry.tag }));
  };
  const plain = { 'accept-encoding': 'identity' };
  const before = await get(plain);
  expect(await listed()).toEqual([{ of: `${task}/surrogate`, rows: 1, tag: before.headers.get('etag') }]);
  await publishSample(house.database, house.home, { name: 'listed', owner: ann });
  const after = await get(plain);
  expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
  expect(await listed()).toEqual([{ of: `${task}/surrogate`, rows: 2, tag: after.headers.get('etag') }]);
});

test('a board is made anew with the day, because it tells how many days old its rows are', async () => {
  const ages = async () => boardSchema.parse(await (await get()).json()).rows.map(({ ageDays }) => ageDays);
  const today = await ages();
  vi.setSystemTime(Date.now() + 24 * 3_600_000);
  try {
    await vi.waitFor(async () => expect(await ages()).toEqual(today.map((days) => days + 1)));
  } finally {
    vi.useRealTimers();
  }
  await vi.waitFor(async () => expect(await ages()).toEqual(today));
});

test('an early answer has its id, its figure and its place in the limits', async () => {
  await get();
  const counted = async () => {
    const { body } = await house.app.get(Metrics).text();
    const line = /duration_seconds_count\{method="GET",route="\/api\/v1\/tasks\/:id\/board",status="200"\} (\d+)/;
    return Number(line.exec(body)?.[1]);
  };
  const before = await counted();
  const named = await get({ 'x-request-id': 'from-a-proxy-7' });
  expect(named.headers.get('x-request-id')).toBe('from-a-proxy-7');
  expect((await get()).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  await eventually(
    async () => (await counted()) === before + 2,
    5,
    () => 'not counted',
  );
  const from = { 'x-forwarded-for': '203.0.113.9' };
  const answers: Response[] = [];
  for (let count = 0; count < 6; count++) answers.push(await get(from));
  expect(answers.map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual(['4', '3', '2', '1', '0', '0']);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(problemSchema.parse(await answers[5]!.json()).code).toBe('too-many-requests');
  expect(Number(answers[5]!.headers.get('retry-after'))).toBeGreaterThan(0);
  // Reads of other things are counted with them.
  expect((await get(from, '/api/v1/queue')).status).toBe(429);
});

test('who says who they are is looked at, and answered for themselves', async () => {
  await get();
  expect((await get({ authorization: 'Bearer pb_nobody' })).status).toBe(401);
  const own = await get({ authorization: `Bearer ${token}` });
  expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
  expect(own.headers.get('vary')).toContain('authorization');
});

test('who was told of a change finds it at every process, while many read', async () => {
  const { database, home, origin } = house;
  const expected = await namesAt(origin);
  await whileRead(async () => {
    for (const name of ['second', 'third', 'fourth']) {
      const { digest } = await publishSample(database, home, { name });
      expect(await Promise.all([otherOrigin, origin].map(namesAt))).toEqual(Array(2).fill([...expected, name].sort()));
      if (name === 'third') {
        await amend(database, home, 'retraction', digest, 'wrong data');
        expect(await Promise.all([otherOrigin, origin].map(namesAt))).toEqual(Array(2).fill(expected.toSorted()));
      } else expected.push(name);
    }
  });
});

test('a process never shows a board older than what it said of anything else', async () => {
  await whileRead(async () => {
    for (let count = 1; count <= 8; count++) {
      await house.database.query('update board_rows set attempts = $1', [100 + count]);
      await (await fetch(`${otherOrigin}/api/v1/log`)).text();
      expect((await rowsOf(otherOrigin))[0]!.attempts).toBe(100 + count);
    }
  });
});

test('names are hidden at every process when the answer says so, and shown when the deadline has passed', async () => {
  const ownersAt = async (origin: string) => (await rowsOf(origin)).find(({ owner }) => owner !== null)!.owner;
  const deadline = new Date(Date.now() + 1_500);
  const put = await fetch(`${house.origin}/api/v1/tasks/${task}/rules`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ anonymous: true, deadline: deadline.toISOString() }),
  });
  expect(put.status).toBe(200);
  const hidden = expect.stringMatching(/^anonymous-/);
  expect(await Promise.all([otherOrigin, house.origin].map(ownersAt))).toEqual([hidden, hidden]);
  await pause(deadline.getTime() - Date.now() + 100);
  expect(await Promise.all([otherOrigin, house.origin].map(ownersAt))).toEqual(['ann', 'ann']);
});

test('without its database no process shows what it remembers', async () => {
  const { database } = house;
  await get();
  await database.query('alter table board_versions rename to board_versions_away');
  try {
    await pause(20);
    expect((await fetch(`${otherOrigin}${board}`)).status).toBeGreaterThanOrEqual(500);
  } finally {
    await database.query('alter table board_versions_away rename to board_versions');
  }
  expect((await fetch(`${otherOrigin}${board}`)).status).toBe(200);
});
