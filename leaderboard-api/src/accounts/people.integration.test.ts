import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AccountRole,
  accountSchema,
  invitationSchema,
  issuedTokenSchema,
  knownTokenSchema,
} from '@paretoboard/contract/account.js';
import { boardSchema } from '@paretoboard/contract/board.js';
import { comparisonSchema } from '@paretoboard/contract/comparison.js';
import { pageSchema, problemSchema } from '@paretoboard/contract/http.js';
import type { Quota, QuotaKind } from '@paretoboard/contract/quota.js';
import type { ReasonCode } from '@paretoboard/contract/reason.js';
import { runStateSchema } from '@paretoboard/contract/run-state.js';
import { submissionSchema, submittedSchema, type Visibility } from '@paretoboard/contract/submission.js';
import { type TaskRules, taskRulesSchema } from '@paretoboard/contract/task-rules.js';
import { teamSchema } from '@paretoboard/contract/team.js';
import { packBundle } from '@paretoboard/harness/submission/pack-bundle.js';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFolder } from '../bundles/disk-bundle-files.js';
import { dataSourceFor, openDatabase } from '../database/data-source.js';
import { readLog } from '../log/read-log.js';
import { publishLeased } from '../queue/publish-leased.js';
import { RunEntity } from '../runs/run.entity.js';
import { TeamEntity } from '../teams/team.entity.js';
import { jsonRequest, readAnswer, readProblem } from '../testing/api-answers.js';
import { makeRun, makeSubmission } from '../testing/make-submission.js';
import { publishSample, sampleTask, writeSample } from '../testing/publish-sample.js';
import { sendUpload } from '../testing/send-upload.js';
import { type House, serveHouse } from '../testing/serve-house.js';
import { createToken } from './accounts.js';
import { PersonEntity } from './person.entity.js';

let house: House;
let home: string;
let database: DataSource;
let origin: string;

beforeAll(async () => {
  house = await serveHouse('people');
  ({ home, database, origin } = house);
});

afterAll(() => house?.close());

interface Somebody {
  readonly name: string;
  readonly id: string;
  readonly token: string;
}

async function somebody(name: string, role: AccountRole = 'submitter'): Promise<Somebody> {
  const wanted = { person: name, role, name: 'a test', scopes: null, expiresAt: null };
  const { token } = await createToken(database.manager, wanted);
  const { id } = await database.getRepository(PersonEntity).findOneByOrFail({ name });
  return { name, id, token };
}

function call(method: string, path: string, who?: Somebody | null, body?: unknown): Promise<Response> {
  return fetch(`${origin}${path}`, jsonRequest(method, who?.token, body));
}

async function setRules(rules: Partial<TaskRules>): Promise<void> {
  const organiser = await somebody('organiser', 'organiser');
  const response = await call('PUT', `/api/v1/tasks/${sampleTask}/rules`, organiser, rules);
  expect(response.status, await response.clone().text()).toBe(200);
}

const hourMs = 3600 * 1000;
function inHours(hours: number): string {
  return new Date(Date.now() + hours * hourMs).toISOString();
}

async function makeTeam(owner: Somebody, name: string): Promise<string> {
  await readAnswer(call('POST', '/api/v1/teams', owner, { name }), teamSchema, 201);
  return (await database.getRepository(TeamEntity).findOneByOrFail({ name })).id;
}

describe('a team', () => {
  test('takes people in, gives them roles, and always has an owner', async () => {
    const [ann, ben, cleo] = [await somebody('ann'), await somebody('ben'), await somebody('cleo')];
    await makeTeam(ann, 'reds');
    const members = '/api/v1/teams/reds/members';
    const role = (who: Somebody, whom: string, is: string) => call('PUT', `${members}/${whom}`, who, { role: is });
    expect(await readProblem(call('POST', '/api/v1/teams', ben, { name: 'ann' }))).toMatchObject({ code: 'conflict' });
    expect(await readProblem(call('POST', '/api/v1/teams', ben, { name: 'reds' }))).toMatchObject({ code: 'conflict' });
    await expect(somebody('reds')).rejects.toThrow('team');
    await readAnswer(role(ann, 'ben', 'viewer'), teamSchema);
    await readAnswer(role(ann, 'cleo', 'member'), teamSchema);
    for (const who of [ben, cleo]) expect((await role(who, who.name, 'owner')).status).toBe(403);
    expect((await role(ann, 'nobody-here', 'viewer')).status).toBe(404);
    expect((await role(ann, 'ben', 'king')).status).toBe(400);
    expect((await readAnswer(call('GET', '/api/v1/account', cleo), accountSchema)).teams).toEqual([
      { name: 'reds', role: 'member' },
    ]);
    expect(await readProblem(call('DELETE', `${members}/ann`, ann))).toMatchObject({ code: 'conflict' });
    expect(await readProblem(role(ann, 'ann', 'member'))).toMatchObject({ code: 'conflict' });
    expect((await call('DELETE', `${members}/cleo`, ben)).status).toBe(403);
    const { members: left } = await readAnswer(call('DELETE', `${members}/cleo`, cleo), teamSchema);
    expect(left.map(({ name, role: is }) => `${name} ${is}`)).toEqual(['ann owner', 'ben viewer']);
  });
});

let folders = 0;

/** Uploads a small folder that nobody sent before. */
async function upload(who: Somebody): Promise<string> {
  folders += 1;
  const folder = join(home, `folder-${folders}`);
  mkdirSync(folder);
  const manifest = {
    schemaVersion: 1,
    name: `sent-${folders}`,
    version: '1.0.0',
    title: 'Sent',
    task: sampleTask,
    track: 'image',
    kind: 'tfjs-module',
    division: 'from-scratch',
    authors: ['Ann Author'],
    source: 'https://example.org/sent',
    licence: 'MIT',
    entry: 'entry.mjs',
  };
  writeFileSync(join(folder, 'paretoboard.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'entry.mjs'), 'export default {};');
  await packBundle(folder, `${folder}.tar.gz`);
  return sendUpload({ origin, token: who.token }, `${folder}.tar.gz`);
}

function quotaOf(quotas: readonly Quota[], kind: QuotaKind, task: string | null = sampleTask): Quota | undefined {
  return quotas.find((quota) => quota.kind === kind && quota.task === task);
}

describe('quotas', () => {
  async function send(who: Somebody, more: object = {}): Promise<Response> {
    return call('POST', '/api/v1/submissions', who, { upload: await upload(who), variant: 'surrogate', ...more });
  }

  test('are charged for verdicts that the submission caused, told in each answer, and say when they free', async () => {
    await setRules({ runsPerDay: 2, runsInTotal: 3 });
    const dora = await somebody('dora');
    const first = await readAnswer(send(dora), submittedSchema, 201);
    expect(quotaOf(first.quotas, 'runs-per-day')).toMatchObject({ of: 'dora', limit: 2, used: 1, remaining: 1 });
    expect(quotaOf(first.quotas, 'runs-in-total')).toMatchObject({ limit: 3, remaining: 2, freesAt: null });
    const second = await readAnswer(send(dora), submittedSchema, 201);
    const refused = await send(dora);
    const document = problemSchema.parse(await refused.clone().json());
    expect(document).toMatchObject({ status: 429, code: 'quota-exceeded', detail: expect.stringContaining('dora') });
    expect(document.quotas?.map(({ kind, remaining }) => [kind, remaining])).toEqual([['runs-per-day', 0]]);
    const [{ at }] = await database.query<[{ at: Date }]>('select created_at as at from runs where id = $1', [
      first.run,
    ]);
    expect(document.quotas?.[0]?.freesAt).toBe(new Date(at.getTime() + 24 * hourMs).toISOString());
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(23 * 3600);
    for (const [state, remaining] of [
      ['failed', 0],
      ['invalid', 0],
      ['published', 0],
      ['error', 1],
      ['cancelled', 1],
    ] as const) {
      await database.query('update runs set state = $2, finished_at = now() where id = $1', [second.run, state]);
      const { quotas } = await readAnswer(call('GET', '/api/v1/account', dora), accountSchema);
      expect([state, quotaOf(quotas, 'runs-per-day')?.remaining]).toEqual([state, remaining]);
    }
    await database.query(`update runs set created_at = now() - interval '25 hours' where id = $1`, [first.run]);
    const { quotas } = await readAnswer(call('GET', '/api/v1/account', dora), accountSchema);
    expect(quotaOf(quotas, 'runs-per-day')).toMatchObject({ used: 0, freesAt: null });
    expect(quotaOf(quotas, 'runs-in-total')).toMatchObject({ used: 1, remaining: 2 });
  });

  test('are not charged for a verdict of which the machine is the only cause', async () => {
    await setRules({ runsPerDay: 2, runsInTotal: 3 });
    const lee = await somebody('lee');
    const remaining = async () => {
      const { quotas } = await readAnswer(call('GET', '/api/v1/account', lee), accountSchema);
      return quotaOf(quotas, 'runs-per-day')?.remaining;
    };
    const endWith = async (code: ReasonCode) => {
      const sent = await makeSubmission(database, home, { owner: lee.id, team: null });
      const { id } = await makeRun(database, sent, 'checking');
      await database.query(
        `update runs set lease = gen_random_uuid(), lease_expires_at = now() + interval '1 hour' where id = $1`,
        [id],
      );
      const { lease } = await database.getRepository(RunEntity).findOneByOrFail({ id });
      const folder = mkdtempSync(join(tmpdir(), 'paretoboard-verdict-'));
      const record = await writeSample(folder, home, { name: sent.name, invalid: code });
      await publishLeased(database, { home }, lease!, record, folder);
      rmSync(folder, { recursive: true });
      expect((await database.getRepository(RunEntity).findOneByOrFail({ id })).state).toBe('invalid');
    };
    await endWith('foreign-load');
    expect(await remaining()).toBe(2);
    await endWith('timeout');
    expect(await remaining()).toBe(1);
  });

  test('are a team’s own, hold for runs at once and for re-runs, and not for operators', async () => {
    await setRules({ runsAtOnce: 1 });
    const emil = await somebody('emil');
    await makeTeam(emil, 'blues');
    const alone = await readAnswer(send(emil), submittedSchema, 201);
    expect(await readProblem(send(emil))).toMatchObject({
      quotas: [{ kind: 'runs-at-once', task: sampleTask, of: 'emil' }],
    });
    const shared = await readAnswer(send(emil, { team: 'blues' }), submittedSchema, 201);
    expect(shared).toMatchObject({ submission: { owner: 'blues' } });
    expect(quotaOf(shared.quotas, 'runs-at-once')).toMatchObject({ of: 'blues', remaining: 0 });
    expect(await readProblem(send(emil, { team: 'reds' }))).toMatchObject({ code: 'forbidden' });
    await readAnswer(call('POST', `/api/v1/runs/${alone.run}/cancel`, emil), runStateSchema, 202);
    await readAnswer(call('POST', `/api/v1/runs/${alone.run}/rerun`, emil), runStateSchema, 201);
    expect(await readProblem(call('POST', `/api/v1/runs/${alone.run}/rerun`, emil))).toMatchObject({
      code: 'quota-exceeded',
    });
    await setRules({ runsPerDay: 0 });
    expect(await readProblem(send(emil))).toMatchObject({ code: 'quota-exceeded' });
    const operator = await somebody('an-operator', 'operator');
    const urgent = await readAnswer(call('POST', `/api/v1/runs/${alone.run}/rerun`, operator), runStateSchema, 201);
    expect(urgent).toMatchObject({ state: 'queued', ahead: 0 });
  });

  test('of stored bytes count what was not withdrawn', async () => {
    await setRules({});
    const fay = await somebody('fay');
    const large = await makeSubmission(database, home, { owner: fay.id, team: null }, { bytes: String(20 * 2 ** 30) });
    expect(await readProblem(send(fay))).toMatchObject({
      quotas: [{ kind: 'stored-bytes', remaining: 0, freesAt: null }],
    });
    const withdrawal = call('POST', `/api/v1/submissions/${large.id}/withdraw`, fay, { reason: 'too large' });
    await readAnswer(withdrawal, submissionSchema);
    await readAnswer(send(fay), submittedSchema, 201);
  });
});

describe('files of a submission', () => {
  test.each<[Visibility, TaskRules['deadline'], boolean, number]>([
    ['private', inHours(-1), true, 403],
    ['public', null, false, 200],
    ['public-on-success', null, false, 403],
    ['public-on-success', null, true, 200],
    ['public-at-deadline', null, true, 403],
    ['public-at-deadline', inHours(1), true, 403],
    ['public-at-deadline', inHours(-1), false, 200],
  ])('that is %s, deadline %s, published %s: %i to the public', async (visibility, deadline, isPublished, status) => {
    await setRules({ deadline });
    const gil = await somebody('gil');
    const sent = await makeSubmission(database, home, { owner: gil.id, team: null }, { visibility });
    await makeRun(database, sent, isPublished ? 'published' : 'invalid');
    const path = `/api/v1/submissions/${sent.id}/bundle`;
    expect((await call('GET', path)).status).toBe(status);
    expect((await call('GET', path, gil)).status).toBe(200);
  });
});

describe('an anonymous task', () => {
  test('tells nobody who is behind anything, but themselves; at the deadline everybody', async () => {
    const hal = await somebody('hal-the-veiled');
    const team = await makeTeam(hal, 'veiled-team');
    const record = await publishSample(database, home, { name: 'veiled-entry', owner: hal.id });
    const other = await publishSample(database, home, { name: 'veiled-too', owner: hal.id });
    const sent = await makeSubmission(database, home, { owner: hal.id, team }, { name: 'veiled-entry-two' });
    const run = await makeRun(database, sent, 'failed');
    await publishSample(database, home, { name: 'a-built-in' });
    await setRules({ anonymous: true, deadline: inHours(1) });
    const board = `/api/v1/tasks/${sampleTask}/board`;
    const everywhere = [
      board,
      `${board}.csv`,
      '/api/v1/records',
      `/api/v1/records/${record.digest}`,
      ...['latency', 'answers', 'attempts', 'log'].map((part) => `/api/v1/records/${record.digest}/${part}`),
      `/api/v1/compare?a=${record.digest}&b=${other.digest}`,
      `/api/v1/compare/items?a=${record.digest}&b=${other.digest}`,
      '/api/v1/boards',
      '/api/v1/log',
      '/api/v1/queue',
      '/api/v1/workers',
      '/api/v1/runs?limit=200',
      `/api/v1/runs/${run.id}`,
      `/api/v1/runs/${run.id}/events`,
      '/api/v1/submissions?limit=200',
      `/api/v1/submissions/${sent.id}`,
      '/api/v1/submissions?owner=veiled-team',
      '/api/v1/feed.atom',
      '/api/v1/search?q=entry',
    ];
    const stranger = await somebody('ines');
    for (const who of [null, stranger])
      for (const path of everywhere) {
        const response = await call('GET', path, who);
        const text = await response.text();
        expect([path, response.status, /veiled/i.exec(text)?.[0] ?? null]).toEqual([path, 200, null]);
      }
    for (const query of [
      'submissions?owner=veiled-team',
      'submissions?name=veiled-entry-two',
      'records?submission=veiled-entry',
    ])
      expect(await (await call('GET', `/api/v1/${query}`)).json()).toMatchObject({ total: 0 });
    expect((await call('GET', `/api/v1/records/${record.digest}/files/record.json`)).status).toBe(403);
    expect((await call('GET', `/api/v1/submissions/${sent.id}/bundle`)).status).toBe(403);
    expect((await call('GET', `/api/v1/badge/${sampleTask}/veiled-entry.json`)).status).toBe(404);
    const { rows } = await readAnswer(call('GET', board), boardSchema);
    expect(rows.map(({ submission }) => submission.name).sort()).toEqual([
      'a-built-in',
      expect.stringMatching(/^entry-[0-9a-f]{8}$/),
      expect.stringMatching(/^entry-[0-9a-f]{8}$/),
    ]);

    const compared = `/api/v1/compare?a=${record.digest}&b=${other.digest}`;
    const sides = { a: { submission: { name: 'veiled-entry' } }, b: { submission: { name: 'veiled-too' } } };
    expect(await readAnswer(call('GET', compared, hal), comparisonSchema)).toMatchObject(sides);
    const own = await readAnswer(call('GET', `/api/v1/submissions/${sent.id}`, hal), submissionSchema);
    expect(own).toMatchObject({ name: 'veiled-entry-two', owner: 'veiled-team', anonymousUntil: expect.any(String) });
    expect(await (await call('GET', '/api/v1/submissions?owner=veiled-team', hal)).json()).toMatchObject({ total: 1 });
    expect((await call('GET', `/api/v1/records/${record.digest}/files/record.json`, hal)).status).toBe(200);

    await setRules({ anonymous: true, deadline: inHours(-1) });
    const told = await readAnswer(call('GET', board), boardSchema);
    expect(told.rows.map(({ submission }) => submission.name)).toContain('veiled-entry');
    expect(await (await call('GET', `/api/v1/records/${record.digest}`)).json()).toEqual(record);
    const organiser = await somebody('organiser', 'organiser');
    expect(
      await readProblem(call('PUT', `/api/v1/tasks/${sampleTask}/rules`, organiser, { anonymous: true })),
    ).toMatchObject({
      status: 400,
      detail: expect.stringContaining('deadline'),
    });
  });
});

describe('a withdrawal', () => {
  test('takes files and rows, stops runs, and leaves a tombstone that everybody sees', async () => {
    await setRules({});
    const jan = await somebody('jan');
    const record = await publishSample(database, home, { name: 'regretted', owner: jan.id, slowerMs: 3 });
    const { digest } = record.submission;
    const sent = await makeSubmission(database, home, { owner: jan.id, team: null }, { digest, name: 'regretted' });
    const run = await makeRun(database, sent, 'queued');
    const path = `/api/v1/submissions/${sent.id}`;
    expect(await readProblem(call('POST', `${path}/withdraw`, jan, { reason: ' ' }))).toMatchObject({ status: 400 });
    await readAnswer(call('POST', `${path}/withdraw`, jan, { reason: 'a leak in the split' }), submissionSchema);
    const tombstone = { at: expect.any(String), reason: 'withdrawn: a leak in the split' };
    expect(await readAnswer(call('GET', path), submissionSchema)).toMatchObject({
      withdrawn: tombstone,
      runs: [run.id],
    });
    expect(await readAnswer(call('GET', `/api/v1/runs/${run.id}`), runStateSchema)).toMatchObject({
      state: 'cancelled',
    });
    expect(existsSync(bundleFolder(home, digest))).toBe(false);
    expect(await readProblem(call('GET', `${path}/bundle`, jan))).toMatchObject({ status: 410, code: 'withdrawn' });
    expect(await readProblem(call('POST', `/api/v1/runs/${run.id}/rerun`, jan))).toMatchObject({ code: 'withdrawn' });
    const board = await readAnswer(call('GET', `/api/v1/tasks/${sampleTask}/board`), boardSchema);
    expect(board.rows.map((row) => row.record)).not.toContain(record.digest);
    expect(board.hidden).toContainEqual({
      reason: 'retracted: withdrawn: a leak in the split',
      count: expect.any(Number),
    });
    await readAnswer(call('POST', `${path}/withdraw`, jan, { reason: 'again' }), submissionSchema);
    const { entries } = await readLog(database, home);
    expect(entries.filter((one) => one.recordDigest === record.digest).map(({ kind }) => kind)).toEqual([
      'result',
      'retraction',
    ]);
    // A run that ended meanwhile: its row is retracted as it lands.
    const late = await publishSample(database, home, { name: 'regretted', owner: jan.id, slowerMs: 4 });
    const after = (await readLog(database, home)).entries.filter((one) => one.recordDigest === late.digest);
    expect(after.map(({ kind }) => kind)).toEqual(['result', 'retraction']);
  });
});

describe('sign-in', () => {
  const password = 'correct horse battery staple';
  const session = (name: string, given: string) => call('POST', '/api/v1/sessions', null, { name, password: given });

  async function invited(name: string, operator: Somebody): Promise<string> {
    const { secret } = await readAnswer(call('POST', '/api/v1/people', operator, { name }), invitationSchema, 201);
    return secret;
  }

  test('by a link that works once, then by password; of a password only an Argon2id hash is kept', async () => {
    const operator = await somebody('the-operator', 'operator');
    const secret = await invited('max', operator);
    const accept = (given: string) => call('POST', '/api/v1/invitations/accept', null, { secret, password: given });
    expect(await readProblem(accept('short'))).toMatchObject({ status: 400, detail: expect.stringContaining('12') });
    const first = await readAnswer(accept(password), issuedTokenSchema, 201);
    expect(first.name).toBe('max');
    expect(await readProblem(accept(password))).toMatchObject({ status: 404 });
    const [kept] = await database.query<{ hash: string }[]>(
      `select password_hash as hash from people where name = 'max'`,
    );
    expect(kept!.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const again = await readAnswer(session('max', password), issuedTokenSchema, 201);
    const max = { name: 'max', id: '', token: again.token };
    expect((await readAnswer(call('GET', '/api/v1/account', max), accountSchema)).token.scopes).toEqual([
      'read',
      'submit',
    ]);
    const wrong = await readProblem(session('max', 'wrong horse battery staple'));
    expect(wrong).toMatchObject({ status: 401 });
    const none = await readProblem(session('nobody-at-all', password));
    expect(none.detail).toBe(wrong.detail);
    expect((await session('the-operator', '')).status).toBe(400);
    expect((await session('the-operator', 'x')).status).toBe(401);
    expect((await call('DELETE', '/api/v1/session', max)).status).toBe(204);
    expect((await call('GET', '/api/v1/account', max)).status).toBe(401);
  });

  test('is refused for a while after ten wrong passwords, for that name alone', async () => {
    const operator = await somebody('the-operator', 'operator');
    for (const name of ['ned', 'olga'])
      await call('POST', '/api/v1/invitations/accept', null, { secret: await invited(name, operator), password });
    const wrong = await Promise.all(Array.from({ length: 10 }, () => session('ned', 'wrong')));
    expect(wrong.map(({ status }) => status)).toEqual(Array(10).fill(401));
    expect(await readProblem(session('ned', password))).toMatchObject({ status: 429 });
    expect((await session('olga', password)).status).toBe(201);
    await database.query(`update failed_sign_ins set at = at - interval '16 minutes'`);
    expect((await session('ned', password)).status).toBe(201);
  });

  test('with another password ends other sessions; tokens for programs may do no more than who makes them', async () => {
    const operator = await somebody('the-operator', 'operator');
    const secret = await invited('pia', operator);
    const first = await readAnswer(
      call('POST', '/api/v1/invitations/accept', null, { secret, password }),
      issuedTokenSchema,
      201,
    );
    const pia = { name: 'pia', id: '', token: first.token };
    const other = { ...pia, token: (await readAnswer(session('pia', password), issuedTokenSchema, 201)).token };
    const wanted = { name: 'robot', scopes: ['read', 'submit'], days: 2 };
    const made = await readAnswer(call('POST', '/api/v1/account/tokens', pia, wanted), issuedTokenSchema, 201);
    const robot = { ...pia, token: made.token };
    const more = { name: 'more', scopes: ['operate'], days: 1 };
    expect(await readProblem(call('POST', '/api/v1/account/tokens', pia, more))).toMatchObject({ code: 'forbidden' });
    const change = (current: string) =>
      call('PUT', '/api/v1/account/password', pia, { current, password: 'another horse altogether' });
    expect((await change('wrong')).status).toBe(401);
    expect((await change(password)).status).toBe(204);
    const status = async (who: Somebody) => (await call('GET', '/api/v1/account', who)).status;
    expect([await status(pia), await status(other), await status(robot)]).toEqual([200, 401, 200]);
    const tokens = await readAnswer(call('GET', '/api/v1/account/tokens', pia), pageSchema(knownTokenSchema));
    const { id } = tokens.items.find(({ name }) => name === 'robot')!;
    expect((await call('DELETE', `/api/v1/account/tokens/${id}`, operator)).status).toBe(404);
    expect((await call('DELETE', `/api/v1/account/tokens/${id}`, pia)).status).toBe(204);
    expect(await status(robot)).toBe(401);
  });
});

describe('one’s own data', () => {
  test('can be taken along; then the name is gone from everything, the access too, and what a team sent stays', async () => {
    await setRules({});
    const quin = await somebody('quin-the-quitter');
    const rita = await somebody('rita');
    const team = await makeTeam(quin, 'stayers');
    await call('PUT', '/api/v1/teams/stayers/members/rita', quin, { role: 'member' });
    const own = await makeSubmission(database, home, { owner: quin.id, team: null }, { name: 'of-one' });
    const shared = await makeSubmission(database, home, { owner: quin.id, team }, { name: 'of-a-team' });
    const data = await (await call('GET', '/api/v1/account/export', quin)).json();
    expect(data).toMatchObject({ name: 'quin-the-quitter', hasPassword: false, tokens: [{ name: 'a test' }] });
    expect((data as { submissions: { name: string }[] }).submissions.map(({ name }) => name).sort()).toEqual([
      'of-a-team',
      'of-one',
    ]);
    expect(JSON.stringify(data)).not.toContain(quin.token);
    const remove = (confirm: string) => call('DELETE', '/api/v1/account', quin, { confirm });
    expect((await remove('rita')).status).toBe(400);
    expect(await readProblem(remove(quin.name))).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('stayers'),
    });
    await call('PUT', '/api/v1/teams/stayers/members/rita', quin, { role: 'owner' });
    expect((await remove(quin.name)).status).toBe(204);
    expect((await call('GET', '/api/v1/account', quin)).status).toBe(401);
    const list = await (await call('GET', '/api/v1/submissions?limit=200')).text();
    expect(list).not.toContain('quitter');
    const gone = await readAnswer(call('GET', `/api/v1/submissions/${own.id}`), submissionSchema);
    expect(gone).toMatchObject({
      owner: expect.stringMatching(/^deleted-/),
      withdrawn: { reason: expect.any(String) },
    });
    const stays = await readAnswer(call('GET', `/api/v1/submissions/${shared.id}`), submissionSchema);
    expect(stays).toMatchObject({ owner: 'stayers', withdrawn: null });
    expect((await readAnswer(call('GET', '/api/v1/teams/stayers', rita), teamSchema)).members).toHaveLength(1);
    const left = await database.query<{ text: string }[]>('select people::text as text from people');
    expect(left.map(({ text }) => text).join()).not.toContain('quitter');
  });
});

test('a database from before there were teams keeps its people, and its operators may organise', async () => {
  await database.query('create database before_teams');
  const url = house.databaseUrl.replace(/\/[^/?]*(\?|$)/, '/before_teams$1');
  const { options } = dataSourceFor(url);
  const all = options.migrations as (new () => { name?: string })[];
  const before = all.slice(
    0,
    all.findIndex(({ name }) => name.startsWith('TeamsRules')),
  );
  const old = await new DataSource({ ...options, migrations: before } as DataSource['options']).initialize();
  await old.runMigrations();
  await old.query(`insert into people (name, roles) values ('kim', '{operator}'), ('lea', '{submitter}')`);
  await old.query(
    `insert into tokens (person, name, hash, scopes)
       select id, 'old', repeat(left(name, 1), 64), case name when 'kim' then '{read,submit,operate}' else '{read,submit}' end::text[] from people`,
  );
  await old.query(
    `insert into submissions (digest, owner, manifest, task, name, visibility, files, bytes)
       select repeat('a', 64), id, '{}', 't', 'n', 'private', 1, 5 from people where name = 'lea'`,
  );
  await old.destroy();
  const now = await openDatabase(url);
  const tokens = await now.query<{ scopes: string[] }[]>('select scopes from tokens order by hash');
  expect(tokens.map(({ scopes }) => scopes.join())).toEqual(['read,submit,operate,organise', 'read,submit']);
  expect(await now.query('select visibility, team, withdrawn_at from submissions')).toEqual([
    { visibility: 'private', team: null, withdrawn_at: null },
  ]);
  await now.destroy();
});

test('rules that are not set are the defaults', () => {
  expect(taskRulesSchema.parse({})).toEqual({
    deadline: null,
    anonymous: false,
    runsPerDay: null,
    runsInTotal: null,
    runsAtOnce: null,
  });
});
