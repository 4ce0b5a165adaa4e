import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { accountSchema } from '@paretoboard/contract/account.js';
import { boardSchema } from '@paretoboard/contract/board.js';
import {
  type Challenge,
  challengeEntrySchema,
  challengeOverviewSchema,
  challengeRunSchema,
  challengeSchema,
  type NewChallenge,
} from '@paretoboard/contract/challenge.js';
import { pageSchema } from '@paretoboard/contract/http.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { runStateSchema } from '@paretoboard/contract/run-state.js';
import { type Submitted, submittedSchema } from '@paretoboard/contract/submission.js';
import { teamSchema } from '@paretoboard/contract/team.js';
import { webhookMessageSchema } from '@paretoboard/contract/webhook.js';
import type { Announcement, LeasedRun } from '@paretoboard/contract/worker-link.js';
import { digestOf, sha256 } from '@paretoboard/harness/records/digest.js';
import { publicKeys, signingKey } from '@paretoboard/harness/records/key-ring.js';
import { signatureHolds, signDigest } from '@paretoboard/harness/records/signing.js';
import { firstPrevious } from '@paretoboard/harness/records/verify-log.js';
import { packBundle } from '@paretoboard/harness/submission/pack-bundle.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createToken } from '../accounts/accounts.js';
import { endAttempt } from '../queue/end-run.js';
import { leaseRun } from '../queue/lease-run.js';
import { publishLeased } from '../queue/publish-leased.js';
import { RecordRefusedError } from '../records/publish-record.js';
import { announced } from '../testing/announced.js';
import { jsonRequest, readAnswer, readProblem } from '../testing/api-answers.js';
import { AnswerCheck } from '../testing/check-answers.js';
import { eventually } from '../testing/eventually.js';
import { type Sample, sampleTask as task, writeSample } from '../testing/publish-sample.js';
import { sendUpload } from '../testing/send-upload.js';
import { type House, serveHouse } from '../testing/serve-house.js';
import { HttpLink } from '../worker/http-link.js';
import { registerWorker } from '../workers/register-worker.js';
import { ChallengesService } from './challenges.service.js';

const slug = 'spring-cup';
const path = `/api/v1/challenges/${slug}`;
let house: House;
let answers: AnswerCheck;
let worker: string;
let organiser: string;
const facts: Partial<Announcement> = {
  variants: [{ task, variant: 'surrogate' }],
  sandboxes: ['namespace'],
  release: { software: '1.2.3', recordSchema: 1, tasks: {} },
};
const people: Record<string, string> = {};

beforeAll(async () => {
  house = await serveHouse('challenges', { allowPrivateWebhooks: true }, (app) => {
    answers = AnswerCheck.of(app);
  });
  const { home, database } = house;
  const announcement = announced(home, facts);
  const signature = signDigest(digestOf(announcement), signingKey(home));
  ({ worker } = await registerWorker(database, { announcement, signature }, { link: 'database' }));
  for (const person of ['ann', 'ben', 'cleo', 'dora', 'eve']) people[person] = await tokenOf(person, 'submitter');
  organiser = await tokenOf('olga', 'organiser');
});

afterAll(() => house?.close());

async function tokenOf(person: string, role: 'submitter' | 'organiser' | 'operator' | 'worker'): Promise<string> {
  const wanted = { person, role, name: 'a test', scopes: null, expiresAt: null } as const;
  return (await createToken(house.database.manager, wanted)).token;
}

function call(method: string, address: string, token?: string, body?: unknown): Promise<Response> {
  return fetch(`${house.origin}${address}`, jsonRequest(method, token, body));
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

function wanted(changes: Partial<NewChallenge> = {}): NewChallenge {
  return {
    slug,
    title: 'Spring cup',
    description: 'Signs, seen in spring.',
    task,
    opensAt: inDays(1),
    closesAt: inDays(2),
    revealAt: inDays(3),
    ...changes,
  };
}

/** As if the clock of the database stood elsewhere: the three times, in seconds from now. */
async function moveTimes(opens: number, closes: number, reveals: number, of = slug): Promise<void> {
  const from = (seconds: number): string => `now() + make_interval(secs => ${seconds})`;
  await house.database.query(
    `update challenges set opens_at = ${from(opens)}, closes_at = ${from(closes)}, reveal_at = ${from(reveals)} where slug = $1`,
    [of],
  );
}

const manifest = (name: string) => ({
  schemaVersion: 1,
  name,
  version: '1.0.0',
  title: name,
  task,
  track: 'image',
  kind: 'tfjs-module',
  division: 'from-scratch',
  authors: ['An author'],
  source: `https://example.org/${name}`,
  licence: 'MIT',
  entry: 'entry.mjs',
});

async function uploaded(token: string, name: string): Promise<string> {
  const folder = join(house.home, `folder ${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'paretoboard.json'), JSON.stringify(manifest(name)));
  writeFileSync(join(folder, 'entry.mjs'), 'export default {};');
  await packBundle(folder, `${folder}.tar.gz`);
  return sendUpload({ origin: house.origin, token }, `${folder}.tar.gz`);
}

async function submit(
  token: string,
  name: string,
  more: { team?: string; challenge?: string } = {},
): Promise<Response> {
  const upload = await uploaded(token, name);
  return call('POST', '/api/v1/submissions', token, { upload, challenge: slug, ...more });
}

async function submitted(
  token: string,
  name: string,
  more: { team?: string; challenge?: string } = {},
): Promise<Submitted> {
  return readAnswer(submit(token, name, more), submittedSchema, 201);
}

async function leased(): Promise<LeasedRun> {
  const { leased: run, idle } = await leaseRun(house.database, worker);
  expect(idle).toBeNull();
  return run!;
}

/** A record of generated figures, that verifies, signed with the key of `home`. @returns its digest */
async function generated(
  run: LeasedRun,
  home: string,
  change: Partial<Sample>,
  publish: (record: BenchmarkRecord, folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'paretoboard-sealed-'));
  const sample = { name: run.request.submission, digest: run.submissionDigest!, hidden: run.hidden!, ...change };
  try {
    const record = await writeSample(folder, home, { finishedAt: new Date().toISOString(), ...sample });
    await publish(record, folder);
    return record.digest;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Measures what waits next. */
async function measured(change: Partial<Sample> = {}, run?: LeasedRun): Promise<string> {
  const { home, database } = house;
  const found = run ?? (await leased());
  return generated(found, home, change, (record, folder) =>
    publishLeased(database, { home }, found.lease, record, folder),
  );
}

/** A worker that has nothing but the API, with a home and a key of its own. */
interface Elsewhere {
  readonly link: HttpLink;
  /** Of the same token: a link sends a file of a lease once, and so one record. */
  readonly second: HttpLink;
  readonly home: string;
}

async function workerElsewhere(): Promise<Elsewhere> {
  const home = join(house.home, 'elsewhere');
  mkdirSync(home, { recursive: true });
  const server = { apiUrl: house.origin, token: await tokenOf('remote', 'worker') };
  const link = new HttpLink(server, home);
  const announcement = announced(home, facts);
  const { refused } = await link.register({
    announcement,
    signature: signDigest(digestOf(announcement), signingKey(home)),
  });
  expect(refused).toBeNull();
  return { link, second: new HttpLink(server, home), home };
}

/** The same by HTTPS's way: it fetches the bundle, and sends the record's files. */
async function measuredElsewhere(
  { link, second, home }: Elsewhere,
  change: Partial<Sample> = {},
): Promise<{ hidden: LeasedRun['hidden']; digest: string }> {
  const { leased: run, idle } = await link.lease();
  expect(idle).toBeNull();
  expect(existsSync(join(await link.bundle(run!, run!.submissionDigest!), 'entry.mjs'))).toBe(true);
  const by = (one: HttpLink) => (record: BenchmarkRecord, folder: string) => one.publish(run!, record, folder);
  const other = { ...run!.hidden!, variant: 'surrogate' };
  await expect(generated(run!, home, { ...change, hidden: other }, by(link))).rejects.toThrow(RecordRefusedError);
  return { hidden: run!.hidden, digest: await generated(run!, home, change, by(second)) };
}

const runOf = (id: string, token?: string) => readAnswer(call('GET', `/api/v1/runs/${id}`, token), runStateSchema);
const codeOf = async (response: Promise<Response>) => (await readProblem(response)).code;
const pageOf = <Item extends Parameters<typeof pageSchema>[0]>(address: string, item: Item, token?: string) =>
  readAnswer(call('GET', address, token), pageSchema(item));
const challengeNow = (): Promise<Challenge> => readAnswer(call('GET', path), challengeSchema);

describe('announcing', () => {
  test('is for organisers, on data that can be generated, with times in their order', async () => {
    expect(await codeOf(call('POST', '/api/v1/challenges', people['ann'], wanted()))).toBe('forbidden');
    const official = await readProblem(call('POST', '/api/v1/challenges', organiser, wanted({ variant: 'official' })));
    expect(official).toMatchObject({ code: 'challenge-variant', status: 422 });
    expect(official.detail).toContain('"surrogate"');
    const wrong = [{ closesAt: inDays(0.5) }, { revealAt: inDays(1.5) }, { track: 'no-such' }, { runsPerDay: 0 }];
    for (const change of wrong)
      expect(await codeOf(call('POST', '/api/v1/challenges', organiser, wanted(change)))).toBe('bad-request');
    const past = { opensAt: inDays(-2), closesAt: inDays(-1) };
    expect(await codeOf(call('POST', '/api/v1/challenges', organiser, wanted(past)))).toBe('bad-request');
  });

  test('publishes the commitment to a secret that nobody is told', async () => {
    const rules = { runsPerDay: 3, runsInTotal: 4, runsAtOnce: 9 };
    const made = await readAnswer(call('POST', '/api/v1/challenges', organiser, wanted(rules)), challengeSchema, 201);
    expect(made).toMatchObject({ state: 'announced', organiser: 'olga', variant: 'surrogate', entrants: 0, ...rules });
    expect(made.seeds).toEqual({
      main: { commitment: expect.stringMatching(/^[0-9a-f]{64}$/), secret: null },
      final: null,
    });
    expect(await challengeNow()).toEqual({ ...made, now: expect.any(String) });
    for (const name of [slug, `${slug}-final`])
      expect(await codeOf(call('POST', '/api/v1/challenges', organiser, wanted({ slug: name })))).toBe('conflict');
    const { items } = await pageOf(`${path}/log`, challengeEntrySchema);
    expect(items).toMatchObject([{ kind: 'announced', body: { seedCommitment: made.seeds.main.commitment } }]);
  });

  test('promises times: they are moved to later ones alone', async () => {
    expect(await codeOf(call('PATCH', path, organiser, { closesAt: inDays(1.5) }))).toBe('bad-request');
    expect(await codeOf(call('PATCH', path, organiser, { runsPerDay: 100 }))).toBe('bad-request');
    const moved = await readAnswer(call('PATCH', path, organiser, { revealAt: inDays(4) }), challengeSchema);
    expect(Date.parse(moved.revealAt)).toBeGreaterThan(Date.now() + 3.5 * 86_400_000);
    expect((await pageOf(`${path}/log`, challengeEntrySchema)).items.at(-1)).toMatchObject({ kind: 'changed' });
    const early = await readProblem(submit(people['ann']!, 'early'));
    expect(early).toMatchObject({ code: 'challenge-not-open', detail: expect.stringContaining(moved.opensAt) });
  });
});

const runs: Record<string, Submitted> = {};
const digests: Record<string, string> = {};

describe('while it is open', () => {
  test('runs have quotas of their own, and those who see secrets or take part already are refused', async () => {
    await moveTimes(-10, 3_600, 7_200);
    await readAnswer(call('POST', '/api/v1/teams', people['ben'], { name: 'tigers' }), teamSchema, 201);
    runs['ann'] = await submitted(people['ann']!, 'ann-1');
    runs['tigers'] = await submitted(people['ben']!, 'tigers-1', { team: 'tigers' });
    runs['cleo'] = await submitted(people['cleo']!, 'cleo-1');
    expect(runs['ann'].quotas).toContainEqual(
      expect.objectContaining({ kind: 'runs-in-total', challenge: slug, limit: 4, used: 1, remaining: 3 }),
    );
    const outside = await readAnswer(call('GET', '/api/v1/account', people['ann']), accountSchema);
    const ofTheTask = outside.quotas.filter((one) => one.task === task);
    expect(ofTheTask.map(({ challenge, used }) => [challenge, used])).toEqual([
      [slug, 1],
      [slug, 1],
      [slug, 1],
    ]);
    expect(await codeOf(submit(organiser, 'olga-1'))).toBe('challenge-entrant');
    expect(await codeOf(submit(people['ben']!, 'ben-alone'))).toBe('challenge-entrant');
    expect(await codeOf(submit(people['dora']!, 'ann-1'))).toBe('challenge-entrant');
    const { request, challenge } = await runOf(runs['ann'].run, people['ann']);
    expect([request.profile, request.variant, challenge]).toEqual([
      'full',
      'surrogate',
      { slug, phase: 'main', embargoed: true },
    ]);
  });

  test('a worker is given the secret with the lease, and a record of other data is refused', async () => {
    const first = await leased();
    const { main } = (await challengeNow()).seeds;
    expect(first.hidden).toMatchObject({ challenge: slug, phase: 'main', variant: slug, commitment: main.commitment });
    expect(sha256(first.hidden!.secret)).toBe(main.commitment);
    expect(JSON.stringify(first.request)).not.toContain(first.hidden!.secret);
    const other = { ...first.hidden!, variant: 'surrogate' };
    await expect(measured({ hidden: other }, first)).rejects.toThrow(RecordRefusedError);
    digests['ann'] = await measured({ wrong: 5 }, first);
    const { hidden, digest } = await measuredElsewhere(await workerElsewhere());
    expect(hidden).toEqual(first.hidden);
    digests['tigers'] = digest;
    digests['cleo'] = await measured({ invalid: true });
    runs['dora'] = await submitted(people['dora']!, 'dora-1');
    await endAttempt(house.database, (await leased()).lease, {
      outcome: 'failed',
      reason: { code: 'crash', message: 'it ended', remedy: 'Look at the log.' },
    });
  });

  test('strangers are told nothing that a result can be read from', async () => {
    for (const reader of [undefined, people['eve']])
      for (const name of ['ann', 'tigers', 'cleo', 'dora'])
        expect(await runOf(runs[name]!.run, reader)).toMatchObject({
          state: 'sealed',
          ...{ reasons: [], record: null, stage: null, progress: null },
          challenge: { slug, embargoed: true },
        });
    const reader = people['eve'];
    const { run, submission } = runs['cleo']!;
    const [a, b] = [digests['ann'], digests['tigers']];
    const refused = {
      [`runs/${run}/events`]: 'challenge-embargo',
      [`runs/${run}/log`]: 'challenge-embargo',
      [`submissions/${submission.id}/bundle`]: 'withheld',
      [`records/${a}`]: 'not-found',
      [`records/${a}/files/items.jsonl`]: 'not-found',
      [`records/${a}/latency`]: 'not-found',
      [`compare?a=${a}&b=${b}`]: 'not-found',
      [`compare/items?a=${a}&b=${b}`]: 'not-found',
      [`challenges/${slug}/board`]: 'challenge-embargo',
      [`tasks/${task}/board?variant=${slug}`]: 'challenge-embargo',
      [`tasks/${task}/board.csv?variant=${slug}-final`]: 'challenge-embargo',
    };
    for (const [address, code] of Object.entries(refused))
      expect([address, await codeOf(call('GET', `/api/v1/${address}`, reader))]).toEqual([address, code]);
    expect(await codeOf(call('GET', `${path}/overview`, people['ann']))).toBe('forbidden');
    const board = await readAnswer(call('GET', `/api/v1/tasks/${task}/board?variant=surrogate`), boardSchema);
    expect(board.total).toBe(0);
    for (const address of ['records', 'log'])
      expect(await (await call('GET', `/api/v1/${address}`)).json()).toMatchObject({ total: 0 });
    const everything = [
      ...['/metrics', '/api/v1/feed.atom', '/api/v1/search?q=tigers', '/api/v1/log.json', '/api/v1/runs'],
      ...[
        '/api/v1/runs?state=ended',
        '/api/v1/submissions',
        '/api/v1/queue',
        '/api/v1/workers',
        '/api/v1/challenges',
        path,
        `${path}/log`,
      ],
    ];
    for (const address of everything) {
      const said = await (await call('GET', address)).text();
      for (const digest of Object.values(digests)) expect(said, address).not.toContain(digest);
      expect(said, address).not.toMatch(/it ended|non-finite-output|"(published|invalid|failed)"/);
    }
    expect(await (await call('GET', '/metrics')).text()).toContain('paretoboard_runs{state="sealed"} 4');
    expect(await (await call('GET', '/api/v1/search?q=tigers')).json()).toMatchObject({ items: [] });
    expect((await call('GET', `/api/v1/badge/${task}/tigers-1.svg`)).status).toBe(404);
  });

  test('submitters see how their own runs ended, and their figures', async () => {
    expect(await runOf(runs['cleo']!.run, people['cleo'])).toMatchObject({
      state: 'invalid',
      reasons: [{ code: 'non-finite-output' }],
      record: null,
    });
    const { items } = await pageOf(`${path}/mine`, challengeRunSchema, people['ann']);
    expect(items).toMatchObject([{ run: runs['ann']!.run, state: 'published', verdict: 'VALID', holder: 'ann' }]);
    expect(items[0]!.metrics).toMatchObject([{ id: 'accuracy', value: expect.any(Number) }]);
    expect((await pageOf(`${path}/mine`, challengeRunSchema, people['ben'])).items).toMatchObject([
      { holder: 'tigers' },
    ]);
    const rules = `jsonb_set(rules, '{ownFigures}', 'false')`;
    await house.database.query(`update challenges set rules = ${rules} where slug = $1`, [slug]);
    const [hidden] = (await pageOf(`${path}/mine`, challengeRunSchema, people['ann'])).items;
    expect(hidden).toMatchObject({ state: 'published', metrics: null, latency: null });
  });

  test('a webhook tells what anybody may know', async () => {
    const bodies: string[] = [];
    const receiver = createServer(async (request, response) => {
      bodies.push(await text(request));
      response.end();
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    expect((await call('POST', '/api/v1/webhooks', people['dora'], { url })).status).toBe(201);
    runs['dora-2'] = await submitted(people['dora']!, 'dora-2');
    digests['dora-2'] = await measured({ wrong: 10 });
    const [body] = await eventually(
      async () => bodies.length > 0 && bodies,
      20,
      () => 'no message',
    );
    receiver.close();
    const { data } = webhookMessageSchema.parse(JSON.parse(body!));
    expect(data).toMatchObject({ id: runs['dora-2'].run, state: 'sealed', record: null, reasons: [] });
  });

  test('what is used up is refused with the quota of the challenge', async () => {
    for (const name of ['ann-2', 'ann-3']) await submitted(people['ann']!, name);
    const refused = await readProblem(submit(people['ann']!, 'ann-4'));
    expect(refused).toMatchObject({ code: 'quota-exceeded', status: 429 });
    expect(refused.quotas).toEqual([expect.objectContaining({ kind: 'runs-per-day', challenge: slug, remaining: 0 })]);
    expect(refused.detail).toContain(slug);
    expect((await submit(people['ann']!, 'ann-4', { challenge: undefined } as object)).status).toBe(201);
  });
});

describe('once it has closed', () => {
  test('nothing is added, and what we broke may be run again until the freeze', async () => {
    await moveTimes(-3_600, -1, 7_200);
    const { closesAt } = await challengeNow();
    const late = await readProblem(submit(people['ann']!, 'late'));
    expect(late).toMatchObject({ code: 'challenge-closed', detail: expect.stringContaining(closesAt) });
    expect(await codeOf(call('POST', `/api/v1/runs/${runs['cleo']!.run}/rerun`, people['cleo']))).toBe(
      'challenge-closed',
    );
    expect(await codeOf(call('PATCH', path, organiser, { closesAt: inDays(5) }))).toBe('challenge-state');
    const waiting = await readProblem(call('POST', `${path}/freeze`, organiser, {}));
    expect(waiting).toMatchObject({ code: 'challenge-state', detail: expect.stringContaining('2 runs') });
    await house.database.query(
      `update runs set state = 'error', finished_at = now() where challenge is not null and state = 'queued'`,
    );
    const [broken] = await house.database.query<{ id: string }[]>(`select id from runs where state = 'error' limit 1`);
    const again = await readAnswer(
      call('POST', `/api/v1/runs/${broken!.id}/rerun`, people['ann']),
      runStateSchema,
      201,
    );
    await house.database.query(`update runs set state = 'cancelled', finished_at = now() where state = 'queued'`);
    expect(await runOf(again.id)).toMatchObject({ state: 'cancelled', challenge: { slug } });
  });

  test('an organiser sees who takes part, and what would be measured again', async () => {
    const seen = await readAnswer(call('GET', `${path}/overview`, organiser), challengeOverviewSchema);
    expect(seen.entrants).toContainEqual(
      expect.objectContaining({ holder: 'dora', runs: 2, charged: 2, valid: 1, failed: 1, excluded: null }),
    );
    expect(seen.entrants).toContainEqual(expect.objectContaining({ holder: 'cleo', invalid: 1 }));
    expect(seen.finals.map(({ holder }) => holder).sort()).toEqual(['ann', 'dora', 'tigers']);
    expect([seen.frozenWhen, seen.open]).toEqual([null, { main: 0, final: 0 }]);
    const board = await readAnswer(call('GET', `${path}/board?phase=main`, organiser), boardSchema);
    expect(board.rows.map(({ submission }) => submission.owner)).toEqual(['tigers', 'ann', 'dora']);
    expect(board).toMatchObject({ total: 4, variant: { id: slug, relation: 'surrogate' } });
  });

  test('who joins a team as an organiser takes it out of the final; a submission without a valid row is no final', async () => {
    await call('PUT', '/api/v1/teams/tigers/members/olga', people['ben'], { role: 'member' });
    const seen = await readAnswer(call('GET', `${path}/overview`, organiser), challengeOverviewSchema);
    expect(seen.finals.map(({ holder }) => holder).sort()).toEqual(['ann', 'dora']);
    expect(seen.entrants.find(({ holder }) => holder === 'tigers')!.excluded).toContain('organiser');
    await call('DELETE', '/api/v1/teams/tigers/members/olga', people['ben']);
    const finals = [runs['cleo']!.submission.id];
    expect(await codeOf(call('POST', `${path}/freeze`, organiser, { finals }))).toBe('bad-request');
  });

  test('the freeze names the finals and fixes the results before the seed of the final is drawn', async () => {
    expect(await codeOf(call('POST', `${path}/reveal`, organiser))).toBe('challenge-state');
    const frozen = await readAnswer(call('POST', `${path}/freeze`, organiser, {}), challengeSchema);
    expect(frozen).toMatchObject({ state: 'frozen', finals: 3 });
    expect(frozen.seeds.final).toEqual({ commitment: expect.any(String), secret: null });
    expect(frozen.seeds.final!.commitment).not.toBe(frozen.seeds.main.commitment);
    const { items } = await pageOf(`${path}/log`, challengeEntrySchema);
    expect(items.map(({ kind }) => kind)).toEqual(['announced', 'changed', 'frozen', 'final-seed']);
    const results = Object.values(digests).sort();
    expect(items[2]!.body).toMatchObject({ by: 'rule', results: 4, resultsDigest: digestOf(results) });
    for (const [index, { signature, ...unsigned }] of items.entries()) {
      expect(unsigned.previous).toBe(index === 0 ? firstPrevious : digestOf(items[index - 1]!));
      expect(signatureHolds(digestOf(unsigned), signature, publicKeys(house.home).get(signature.keyId)!)).toBe(true);
    }
    await expect(house.database.query('update challenge_entries set at = at')).rejects.toThrow('append-only');
    await expect(house.database.query(`update challenge_seeds set secret = ''`)).rejects.toThrow('append-only');
    expect(await codeOf(call('POST', `${path}/freeze`, organiser, {}))).toBe('challenge-state');
    expect(await codeOf(submit(people['ann']!, 'later'))).toBe('challenge-closed');
  });

  test('finals are measured on another secret, and nobody but organisers is told how', async () => {
    const first = await leased();
    expect(first.hidden).toMatchObject({ phase: 'final', variant: `${slug}-final` });
    expect(sha256(first.hidden!.secret)).toBe((await challengeNow()).seeds.final!.commitment);
    await measured({ wrong: 3 }, first);
    const elsewhere = await measuredElsewhere(await workerElsewhere(), { wrong: 6 });
    expect(elsewhere.hidden).toEqual(first.hidden);
    const lost = await leased();
    await house.database.query(
      `update runs set state = 'error', finished_at = now(), lease_expires_at = null, device_lock = null where id = $1`,
      [lost.run],
    );
    const [final] = await house.database.query<{ id: string; owner: string }[]>(
      `select id, owner from runs where challenge_phase = 'final' and state = 'published' and team is null limit 1`,
    );
    const holder = (await readAnswer(call('GET', '/api/v1/account', people['ann']), accountSchema)).name;
    expect(holder).toBe('ann');
    for (const reader of [undefined, people['ann'], people['dora']]) {
      expect(await runOf(final!.id, reader)).toMatchObject({ state: 'sealed', record: null });
      expect(await codeOf(call('GET', `/api/v1/runs/${final!.id}/events`, reader))).toBe('challenge-embargo');
    }
    expect(await runOf(final!.id, organiser)).toMatchObject({ state: 'published' });
    for (const person of ['ann', 'dora']) {
      expect(
        (await pageOf(`${path}/mine`, challengeRunSchema, people[person])).items.every(({ phase }) => phase === 'main'),
      ).toBe(true);
      const kept = (await (await call('GET', '/api/v1/account/export', people[person])).json()) as {
        runs: { id: string; state: string }[];
      };
      expect(kept.runs.filter(({ id }) => id === final!.id).every(({ state }) => state === 'sealed')).toBe(true);
    }
    for (const person of ['ann', 'dora'])
      expect((await call('POST', `/api/v1/runs/${final!.id}/cancel`, people[person])).status).toBe(403);
    const again = await readAnswer(call('POST', `${path}/finals`, organiser), challengeSchema);
    expect(again.finals).toBe(3);
    expect(await codeOf(call('POST', `${path}/finals`, organiser))).toBe('challenge-state');
  });
});

describe('the reveal', () => {
  test('waits for its time and for the finals', async () => {
    expect((await readProblem(call('POST', `${path}/reveal`, organiser))).detail).toContain('at the earliest');
    await moveTimes(-3_600, -1_800, -1);
    expect((await readProblem(call('POST', `${path}/reveal`, organiser))).detail).toContain('1 finals');
    await house.app.get(ChallengesService).revealDue();
    expect((await challengeNow()).state).toBe('frozen');
    expect(await codeOf(call('GET', `${path}/board`))).toBe('challenge-embargo');
    await measured();
  });

  test('publishes everything at once, the withdrawn as retracted, with both secrets', async () => {
    const withdrawn = await call(
      'POST',
      `/api/v1/submissions/${runs['dora-2']!.submission.id}/withdraw`,
      people['dora'],
      {
        reason: 'a mistake',
      },
    );
    expect(withdrawn.status).toBe(200);
    await house.app.get(ChallengesService).revealDue();
    const revealed = await challengeNow();
    expect(revealed.state).toBe('revealed');
    const { main, final } = revealed.seeds;
    expect(sha256(main.secret!)).toBe(main.commitment);
    expect(sha256(final!.secret!)).toBe(final!.commitment);
    const entry = (await pageOf(`${path}/log`, challengeEntrySchema)).items.at(-1)!;
    expect(entry).toMatchObject({ kind: 'revealed', body: { main: Object.values(digests).sort() } });
    expect(await (await call('GET', '/api/v1/log')).json()).toMatchObject({ total: 7 + 2 });
    for (const phase of ['main', 'final'] as const) {
      const board = await readAnswer(call('GET', `${path}/board?phase=${phase}`), boardSchema);
      const address = `/api/v1/tasks/${task}/board?variant=${revealed.boards[phase]}`;
      expect(board).toEqual(await readAnswer(call('GET', address), boardSchema));
      expect(board.rows.map(({ submission }) => submission.owner)).toEqual(['tigers', 'ann']);
      expect(board.hidden).toContainEqual({ reason: 'retracted: withdrawn: a mistake', count: 1 });
    }
    const ordinary = await readAnswer(call('GET', `/api/v1/tasks/${task}/board`), boardSchema);
    expect([ordinary.variant.relation, ordinary.total, ordinary.variant.id]).toEqual([
      expect.any(String),
      0,
      expect.not.stringContaining(slug),
    ]);
    expect(await runOf(runs['cleo']!.run)).toMatchObject({ state: 'invalid', record: digests['cleo'] });
    expect((await call('GET', `/api/v1/records/${digests['ann']}`)).status).toBe(200);
    expect((await call('GET', `/api/v1/submissions/${runs['ann']!.submission.id}/bundle`)).status).toBe(200);
    expect(await codeOf(call('POST', `${path}/reveal`, organiser))).toBe('challenge-state');
  });

  test('tells made-up names where the task is anonymous', async () => {
    const rules = { anonymous: true, deadline: inDays(1) };
    await call('PUT', `/api/v1/tasks/${task}/rules`, organiser, rules);
    const board = await readAnswer(call('GET', `${path}/board`), boardSchema);
    for (const { submission } of board.rows) expect(submission.owner).toMatch(/^anonymous-/);
    await call('PUT', `/api/v1/tasks/${task}/rules`, organiser, {});
  });
});

test('at the closing instant a submission counts or is refused, and none comes after the freeze', async () => {
  const other = 'sprint';
  const made = wanted({ slug: other, runsPerDay: 40, runsInTotal: 40, runsAtOnce: 20 });
  await readAnswer(call('POST', '/api/v1/challenges', organiser, made), challengeSchema, 201);
  const uploads: string[] = [];
  for (let index = 0; index < 8; index++) uploads.push(await uploaded(people['eve']!, `sprint-${index}`));
  await moveTimes(-10, 0.8, 3_600, other);
  const closesAt = (await readAnswer(call('GET', `/api/v1/challenges/${other}`), challengeSchema)).closesAt;
  const sent = await Promise.all(
    uploads.map(async (upload, index) => {
      await new Promise((go) => setTimeout(go, index * 200));
      const before = Date.now();
      const response = await call('POST', '/api/v1/submissions', people['eve'], { upload, challenge: other });
      const body = (await response.json()) as { code?: string };
      return { before, status: response.status, code: body.code };
    }),
  );
  for (const { before, status, code } of sent) {
    if (status === 201) expect(before).toBeLessThan(Date.parse(closesAt));
    else expect([status, code]).toEqual([409, 'challenge-closed']);
  }
  const counted = sent.filter(({ status }) => status === 201).length;
  expect(counted).toBeGreaterThan(0);
  expect(counted).toBeLessThan(sent.length);
  const [row] = await house.database.query<{ runs: number }[]>(
    `select count(*)::int as runs from runs join challenges on challenges.id = runs.challenge where slug = $1`,
    [other],
  );
  expect(row!.runs).toBe(counted);
  await house.database.query(`update runs set state = 'cancelled', finished_at = now() where state = 'queued'`);
  const frozen = await readAnswer(call('POST', `/api/v1/challenges/${other}/freeze`, organiser, {}), challengeSchema);
  expect(frozen.finals).toBe(0);
});

describe('calling off', () => {
  const challenge = 'rained-off';
  const address = `/api/v1/challenges/${challenge}`;
  const reason = 'The sensor was mounted the wrong way round.';
  const sent: Record<string, Submitted> = {};
  let sealed: string;
  let late: LeasedRun;

  test('is for organisers, who say why', async () => {
    await readAnswer(call('POST', '/api/v1/challenges', organiser, wanted({ slug: challenge })), challengeSchema, 201);
    await moveTimes(-10, 3_600, 7_200, challenge);
    sent['ann'] = await submitted(people['ann']!, 'wet-1', { challenge });
    sealed = await measured({ wrong: 5 });
    sent['cleo'] = await submitted(people['cleo']!, 'wet-2', { challenge });
    late = await leased();
    sent['dora'] = await submitted(people['dora']!, 'wet-3', { challenge });
    expect(await codeOf(call('POST', `${address}/call-off`, people['ann'], { reason }))).toBe('forbidden');
    expect(await codeOf(call('POST', `${address}/call-off`, organiser, { reason: ' ' }))).toBe('bad-request');
    expect(await codeOf(call('GET', `${address}/board`))).toBe('challenge-embargo');
  });

  test('stops what waits or works, and publishes what was measured, with the secret', async () => {
    const off = await readAnswer(call('POST', `${address}/call-off`, organiser, { reason }), challengeSchema);
    expect(off).toMatchObject({ state: 'called-off', calledOff: { reason }, frozenAt: null, finals: null });
    expect(sha256(off.seeds.main.secret!)).toBe(off.seeds.main.commitment);
    expect(off.seeds.final).toBeNull();
    expect(await runOf(sent['ann']!.run)).toMatchObject({
      state: 'published',
      record: sealed,
      challenge: { slug: challenge, embargoed: false },
    });
    expect(await runOf(sent['dora']!.run)).toMatchObject({
      state: 'cancelled',
      reasons: [{ code: 'cancelled', message: `challenge "${challenge}" was called off` }],
    });
    const board = await readAnswer(call('GET', `${address}/board?phase=main`), boardSchema);
    expect(board.rows.map(({ submission }) => submission.owner)).toEqual(['ann']);
    expect(board.variant).toMatchObject({ id: challenge, title: expect.stringContaining('called off') });
    const entry = (await pageOf(`${address}/log`, challengeEntrySchema)).items.at(-1)!;
    expect(entry).toMatchObject({ kind: 'called-off', body: { reason, stopped: 2, main: [sealed], final: [] } });
    const { quotas } = await readAnswer(call('GET', '/api/v1/account', people['ann']), accountSchema);
    expect(quotas.filter((one) => one.challenge === challenge)).toEqual([]);
  });

  test('loses no record of a run that ended in that moment', async () => {
    const digest = await measured({ wrong: 9 }, late);
    expect(await runOf(sent['cleo']!.run)).toMatchObject({ state: 'published', record: digest });
    const board = await readAnswer(call('GET', `${address}/board?phase=main`), boardSchema);
    expect(board.rows.map(({ submission }) => submission.owner)).toEqual(['ann', 'cleo']);
    expect(await house.database.query('select digest from sealed_records where digest = $1', [digest])).toEqual([]);
  });

  test('is for good', async () => {
    const refused = await readProblem(submit(people['ann']!, 'wet-4', { challenge }));
    expect(refused).toMatchObject({ code: 'challenge-closed', detail: expect.stringContaining(reason) });
    expect(await codeOf(call('POST', `/api/v1/runs/${sent['dora']!.run}/rerun`, people['dora']))).toBe(
      'challenge-closed',
    );
    const deeds = { freeze: {}, finals: undefined, reveal: undefined, 'call-off': { reason } };
    for (const [deed, body] of Object.entries(deeds))
      expect([deed, await codeOf(call('POST', `${address}/${deed}`, organiser, body))]).toEqual([
        deed,
        'challenge-state',
      ]);
    expect(await codeOf(call('PATCH', address, organiser, { title: 'Dry' }))).toBe('challenge-state');
    expect(await codeOf(call('POST', `${path}/call-off`, organiser, { reason }))).toBe('challenge-state');
  });

  test('is possible before the opening, and while finals run', async () => {
    const early = wanted({ slug: 'called-off-early' });
    await readAnswer(call('POST', '/api/v1/challenges', organiser, early), challengeSchema, 201);
    for (const slug of ['called-off-early', 'sprint']) {
      const off = call('POST', `/api/v1/challenges/${slug}/call-off`, organiser, { reason });
      expect((await readAnswer(off, challengeSchema)).state).toBe('called-off');
    }
    await house.app.get(ChallengesService).revealDue();
    const { items } = await pageOf('/api/v1/challenges/sprint/log', challengeEntrySchema);
    expect(items.at(-1)).toMatchObject({
      kind: 'called-off',
      body: { seeds: { final: { secret: expect.any(String) } } },
    });
  });
});

test('every answer is as the document says', () => {
  expect(answers.violations).toEqual([]);
  const documented = [...answers.seen].filter((one) => one.includes('/challenges'));
  expect(documented).toHaveLength(12);
});
