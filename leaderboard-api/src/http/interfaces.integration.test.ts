import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { badgeSchema } from '@paretoboard/contract/badge.js';
import { boardSchema } from '@paretoboard/contract/board.js';
import { pageSchema, problemSchema } from '@paretoboard/contract/http.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { runStateSchema } from '@paretoboard/contract/run-state.js';
import { teamSchema } from '@paretoboard/contract/team.js';
import {
  createdWebhookSchema,
  type WebhookDelivery,
  webhookDeliverySchema,
  webhookMessageSchema,
  webhookSchema,
} from '@paretoboard/contract/webhook.js';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken, identify } from '../accounts/accounts.js';
import { createApp } from '../app.js';
import { openDatabase } from '../database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { RunEntity } from '../runs/run.entity.js';
import { RunEventEntity } from '../runs/run-event.entity.js';
import { RunWatchers } from '../runs/run-watchers.js';
import { jsonRequest, readAnswer } from '../testing/api-answers.js';
import { AnswerCheck } from '../testing/check-answers.js';
import { eventually } from '../testing/eventually.js';
import { publishSample, sampleTask as task } from '../testing/publish-sample.js';
import { smallestRun } from '../testing/quick-request.js';
import { signedHeaders } from '../webhooks/sign-webhook.js';

const home = mkdtempSync(join(tmpdir(), 'paretoboard interfaces '));
const board = `/api/v1/tasks/${task}/board`;
const request = smallestRun(task);
let postgres: EmbeddedPostgres;
let database: DataSource;
let app: NestFastifyApplication;
let answers: AnswerCheck;
let origin: string;
let token: string;
let record: BenchmarkRecord;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  database = await openDatabase(postgres.url);
  app = await createApp({ database, home, limits: { reads: 5, writes: 2 }, allowPrivateWebhooks: true });
  answers = AnswerCheck.of(app);
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  const wanted = { person: 'ann', role: 'operator', name: 'test', scopes: null, expiresAt: null } as const;
  ({ token } = await createToken(database.manager, wanted));
  record = await publishSample(database, home, { name: 'sample' });
});

afterAll(async () => {
  await app?.close();
  await database?.destroy();
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${origin}${path}`, { headers });
const post = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${origin}${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}`, ...headers } });

async function problem(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const { code, type, status } = problemSchema.parse(await response.json());
  expect([type, status]).toEqual([`/docs/api-problems#${code}`, response.status]);
  return code;
}

test.each([
  board,
  `${board}.csv`,
  '/api/v1/keys',
  '/api/v1/log',
  '/api/v1/log.json',
  '/api/v1/feed.atom',
  '/api/openapi.json',
])('%s has a strong tag, and is not sent again to who holds it', async (path) => {
  const first = await get(path);
  const tag = first.headers.get('etag') ?? '';
  expect([first.status, tag]).toEqual([200, expect.stringMatching(/^"[\w+/=-]+"$/)]);
  for (const held of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = await get(path, { 'if-none-match': held });
    expect([held, again.status, await again.text(), again.headers.get('etag')]).toEqual([held, 304, '', tag]);
  }
  expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
});

test('requests from one address are counted, reads and writes apart, and refused with a time to come back', async () => {
  const from = { 'x-forwarded-for': '203.0.113.7' };
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => get('/api/v1/queue', from)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(answers[0]!.headers.get('ratelimit-limit')).toBe('5');
  const refused = await get('/api/v1/queue', from);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await problem(refused)).toBe('too-many-requests');
  const nobody = '/api/v1/runs/00000000-0000-4000-8000-000000000000/cancel';
  expect((await post(nobody, from)).status).toBe(404);
  expect((await get('/api/v1/queue', { 'x-forwarded-for': '203.0.113.8' })).status).toBe(200);
  const ofOneNetwork = (last: number) => get('/api/v1/queue', { 'x-forwarded-for': `2001:db8::${last}` });
  const network = await Promise.all([1, 2, 3, 4, 5, 6].map(ofOneNetwork));
  expect(network.filter(({ status }) => status === 429)).toHaveLength(1);
});

test('the same key gets the same answer and makes no second run; another request with it is refused', async () => {
  const runs = database.getRepository(RunEntity);
  const ended = await runs.save(
    runs.create({ request, builtIn: true, state: 'failed', reasons: [], finishedAt: new Date() }),
  );
  const key = { 'idempotency-key': 'once' };
  const first = await post(`/api/v1/runs/${ended.id}/rerun`, key);
  const again = await post(`/api/v1/runs/${ended.id}/rerun`, key);
  expect([first.status, again.status, again.headers.get('idempotent-replay')]).toEqual([201, 201, 'true']);
  const run = runStateSchema.parse(await first.json());
  expect(await again.json()).toEqual(run);
  expect(await runs.count()).toBe(2);
  expect(await problem(await post(`/api/v1/runs/${run.id}/cancel`, key))).toBe('idempotency-key-reused');
  const other = { 'idempotency-key': 'other' };
  const statuses = (await Promise.all([1, 2, 3].map(() => post(`/api/v1/runs/${run.id}/cancel`, other)))).map(
    ({ status }) => status,
  );
  expect(statuses.filter((status) => status !== 202 && status !== 409)).toEqual([]);
  expect((await post(`/api/v1/runs/${run.id}/cancel`, other)).status).toBe(202);
  expect(await problem(await post(`/api/v1/runs/${run.id}/cancel`))).toBe('run-ended');
});

async function messages(response: Response): Promise<Record<string, string>[]> {
  return (await response.text())
    .trim()
    .split('\n\n')
    .map((block) => Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2))))
    .filter(({ event }) => event !== undefined);
}

test('events go on after the last that was seen, each once, and end', async () => {
  const runs = database.getRepository(RunEntity);
  const run = await runs.save(runs.create({ request, builtIn: true, state: 'training', reasons: [] }));
  const note = (message: string) =>
    database.getRepository(RunEventEntity).insert({
      run: run.id,
      event: { at: '2026-01-01T00:00:00.000Z', state: 'training', stage: 'train', progress: null, message },
    });
  await note('a');
  await note('b');
  const path = `/api/v1/runs/${run.id}/events`;
  const whole = messages(await get(path));
  const watchers = app.get(RunWatchers);
  await eventually(
    async () => watchers.count === 1,
    5,
    () => 'nobody watches',
  );
  const [, second] = await database
    .getRepository(RunEventEntity)
    .find({ where: { run: run.id }, order: { seq: 'ASC' } });
  const rest = messages(await get(path, { 'last-event-id': second!.seq }));
  await eventually(
    async () => watchers.count === 2,
    5,
    () => 'one watches',
  );
  await note('c');
  await runs.update(run.id, { state: 'failed', finishedAt: new Date() });
  const told = (await whole).map(({ event, data }) => [event, event === 'end' ? data : JSON.parse(data!).message]);
  const end = ['end', '{"state":"failed"}'];
  expect(told).toEqual([['progress', 'a'], ['progress', 'b'], ['progress', 'c'], end]);
  const ids = (await whole).map(({ id }) => Number(id));
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect((await rest).map(({ id }) => Number(id))).toEqual(ids.slice(2));
  expect(watchers.count).toBe(0);
  // Whoever comes back for an end that they have seen is told to stop.
  expect((await get(path, { 'last-event-id': String(ids[3]) })).status).toBe(204);
  expect(await messages(await get(path, { 'last-event-id': String(ids[2]) }))).toHaveLength(1);
  expect(await problem(await get(path, { 'last-event-id': '99999999999999999999' }))).toBe('bad-request');
});

test('badge and feed say what the board says', async () => {
  const { rows } = boardSchema.parse(await (await get(`${board}?variant=surrogate`)).json());
  expect(rows).toHaveLength(1);
  const badge = badgeSchema.parse(await (await get(`/api/v1/badge/${task}/sample.json`)).json());
  expect(badge.message).toContain(`p50 ${rows[0]!.latency['single-stream']!.p50Ms!.toPrecision(3)} ms`);
  expect(badge.message).toMatch(rows[0]!.rank === null ? /^not ranked/ : /^rank 1 of 1/);
  const picture = await get(`/api/v1/badge/${task}/sample.svg`);
  expect(picture.headers.get('content-type')).toContain('image/svg+xml');
  expect(await picture.text()).toContain(badge.message);
  expect(await problem(await get(`/api/v1/badge/${task}/nothing.svg`))).toBe('not-found');
  expect(await problem(await get('/api/v1/badge/nothing/sample.svg'))).toBe('not-found');
  const feed = await (await get(`/api/v1/tasks/${task}/feed.atom`)).text();
  expect(feed.match(/<entry>/g)?.length ?? 0).toBe(rows.filter(({ newBest }) => newBest).length);
  if (rows[0]!.newBest) expect(feed).toContain(`urn:sha256:${record.digest}`);
  expect(await problem(await get('/api/v1/tasks/nothing/feed.atom'))).toBe('not-found');
});

test('a run that ends is told to its owner’s webhook, signed; what is refused is tried again', async () => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  let status = 200;
  const receiver = createServer((message, response) => {
    void text(message).then((body) => {
      received.push({ headers: message.headers, body });
      response.writeHead(status).end();
    });
  });
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const made = await fetch(`${origin}/api/v1/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url }),
  });
  const webhook = createdWebhookSchema.parse(await made.json());
  const runs = database.getRepository(RunEntity);
  const { person: owner } = (await identify(database, token))!;
  const finish = async (): Promise<string> => {
    const { id } = await runs.save(runs.create({ request, builtIn: false, owner, state: 'training', reasons: [] }));
    await runs.update(id, { state: 'failed', finishedAt: new Date() });
    return id;
  };
  const deliveries = async (): Promise<WebhookDelivery[]> =>
    pageSchema(webhookDeliverySchema).parse(
      await (await get(`/api/v1/webhooks/${webhook.id}/deliveries`, { authorization: `Bearer ${token}` })).json(),
    ).items;
  const run = await finish();
  await eventually(
    async () => (await deliveries())[0]?.state === 'delivered',
    20,
    () => 'not delivered',
  );
  const [{ headers, body }] = received as [(typeof received)[0]];
  expect(webhookMessageSchema.parse(JSON.parse(body)).data).toMatchObject({ id: run, state: 'failed' });
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
  expect(headers).toMatchObject(signedHeaders(webhook.secret, String(headers['webhook-id']), at, body));
  status = 500;
  await finish();
  const again = await eventually(
    async () => (await deliveries()).find((one) => one.status === 500),
    20,
    () => 'not refused',
  );
  expect(again).toMatchObject({ state: 'waiting', attempts: 1, problem: 'answered with status 500' });
  expect(Date.parse(again.nextAttemptAt!)).toBeGreaterThan(Date.now());
  receiver.close();
});

test('a team’s webhook is told of the team’s runs alone, and is its owners’', async () => {
  const asked = (method: string, path: string, body?: unknown, as = token) =>
    fetch(`${origin}/api/v1/${path}`, jsonRequest(method, as, body));
  await readAnswer(asked('POST', 'teams', { name: 'reds' }), teamSchema, 201);
  const member = { person: 'ben', role: 'submitter', name: 'test', scopes: null, expiresAt: null } as const;
  const { token: bens } = await createToken(database.manager, member);
  await readAnswer(asked('PUT', 'teams/reds/members/ben', { role: 'member' }), teamSchema);
  const wanted = { url: 'http://127.0.0.1:1/hook', team: 'reds' };
  expect((await asked('POST', 'webhooks', wanted, bens)).status).toBe(403);
  expect((await asked('POST', 'webhooks', { ...wanted, team: 'blues' })).status).toBe(403);
  const { id, team } = await readAnswer(asked('POST', 'webhooks', wanted), createdWebhookSchema, 201);
  expect(team).toBe('reds');
  const runs = database.getRepository(RunEntity);
  const { person: owner } = (await identify(database, bens))!;
  const [{ id: reds }] = await database.query(`select id from teams where name = 'reds'`);
  const ended: string[] = [];
  for (const ofTeam of [reds, null]) {
    const run = runs.create({ request, builtIn: false, owner, team: ofTeam, state: 'training', reasons: [] });
    ended.push((await runs.save(run)).id);
    await runs.update(run.id, { state: 'failed', finishedAt: new Date() });
  }
  const deliveries = await readAnswer(asked('GET', `webhooks/${id}/deliveries`), pageSchema(webhookDeliverySchema));
  expect(deliveries.items.map(({ run }) => run)).toEqual([ended[0]]);
  expect(await readAnswer(asked('GET', 'webhooks', undefined, bens), pageSchema(webhookSchema))).toMatchObject({
    total: 0,
  });
  await readAnswer(asked('PUT', 'teams/reds/members/ben', { role: 'owner' }), teamSchema);
  const listed = await readAnswer(asked('GET', 'webhooks', undefined, bens), pageSchema(webhookSchema));
  expect(listed.items).toMatchObject([{ id, team: 'reds' }]);
  expect((await asked('DELETE', `webhooks/${id}`, undefined, bens)).status).toBe(204);
});

test('every answer so far was what the API’s document says', () => {
  expect(answers.seen.size).toBeGreaterThan(5);
  expect([...new Set(answers.violations)]).toEqual([]);
});
