import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openAsBlob,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { accountSchema, type TokenScope } from '@paretoboard/contract/account.js';
import { boardSchema } from '@paretoboard/contract/board.js';
import { pageSchema } from '@paretoboard/contract/http.js';
import { recordSchema } from '@paretoboard/contract/record.js';
import { type RunState, runStateSchema } from '@paretoboard/contract/run-state.js';
import {
  type SubmitRequest,
  type Submitted,
  submissionSchema,
  submittedSchema,
} from '@paretoboard/contract/submission.js';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';
import { filesBelow } from '@paretoboard/harness/records/digest.js';
import { probeSandbox } from '@paretoboard/harness/sandbox/probe.js';
import { packBundle, packFiles } from '@paretoboard/harness/submission/pack-bundle.js';
import { checkBundle } from '@paretoboard/harness/submission/unpack-bundle.js';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createToken, revokeToken } from '../accounts/accounts.js';
import { ensureFirstOperator, localTokenPath } from '../accounts/first-operator.js';
import { createApp } from '../app.js';
import { bundleFolder } from '../bundles/disk-bundle-files.js';
import { openDatabase } from '../database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { RunQueue } from '../queue/run-queue.js';
import { RunEntity } from '../runs/run.entity.js';
import { openStates } from '../runs/run-state.js';
import { jsonRequest, readAnswer, readProblem } from '../testing/api-answers.js';
import { AnswerCheck } from '../testing/check-answers.js';
import { eventually } from '../testing/eventually.js';
import { append, beginUpload, sendUpload, uploadOffset } from '../testing/send-upload.js';
import { startWorker, type WorkerProcess } from '../testing/worker-process.js';
import { uploadsAtOnce } from '../uploads/uploads.service.js';

const task = 'enhanced-lenet5-traffic-sign';
const home = mkdtempSync(join(tmpdir(), 'paretoboard submissions '));
const sandbox = probeSandbox('namespace').available ? 'namespace' : 'process';
const nobody = '00000000-0000-4000-8000-000000000000';
let postgres: EmbeddedPostgres;
let database: DataSource;
let app: NestFastifyApplication;
let answers: AnswerCheck;
let origin: string;
let worker: WorkerProcess | undefined;
let ann: string;
let ben: string;

async function listen(): Promise<void> {
  app = await createApp({ database, home });
  answers = AnswerCheck.of(app);
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
}

async function tokenOf(
  person: string,
  scopes: TokenScope[] | null = null,
  expiresAt: Date | null = null,
): Promise<string> {
  const wanted = { person, role: 'submitter', name: 'a test', scopes, expiresAt } as const;
  return (await createToken(database.manager, wanted)).token;
}

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  database = await openDatabase(postgres.url);
  await listen();
  ann = await tokenOf('ann');
  ben = await tokenOf('ben');
});

afterAll(async () => {
  if (worker?.child.exitCode === null && worker.child.signalCode === null) await worker.end('SIGTERM');
  await app?.close();
  await database?.destroy();
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

const manifest = {
  schemaVersion: 1,
  name: 'zeros',
  version: '1.0.0',
  title: 'Zeros',
  task,
  track: 'image',
  kind: 'tfjs-module',
  division: 'from-scratch',
  authors: ['Ann Author'],
  source: 'https://example.org/zeros',
  licence: 'MIT',
  entry: 'entry.mjs',
};
const entry = (train = ''): string => `export default {
  interaction: 'predict',
  train(context) { console.log('trained'); ${train}; context.save('nothing.bin', new Uint8Array(1)); return { steps: 0, epochs: 0, parameters: 0 }; },
  load: () => ({ parameters: 0, predict: (inputs, items) => ({ logits: { dtype: 'float32', shape: [items, 43], data: new Float32Array(items * 43) } }) }),
};`;

let folders = 0;
function folderOf(change: object = {}, files: Record<string, string | Uint8Array> = { 'entry.mjs': entry() }): string {
  folders += 1;
  const folder = join(home, `folder-${folders}`);
  for (const [name, content] of Object.entries({
    'paretoboard.json': JSON.stringify({ ...manifest, ...change }),
    ...files,
  })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

async function uploaded(token: string, folder: string): Promise<string> {
  const archive = `${folder}.tar.gz`;
  await packBundle(folder, archive);
  return sendUpload({ origin, token }, archive);
}

async function uploadedBytes(token: string, bytes: Uint8Array): Promise<string> {
  const file = join(home, 'bytes');
  writeFileSync(file, bytes);
  return sendUpload({ origin, token }, file);
}

function call(
  method: string,
  path: string,
  token?: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${origin}${path}`, jsonRequest(method, token, body, headers));
}

function submit(token: string, wanted: SubmitRequest, headers?: Record<string, string>): Promise<Response> {
  return call('POST', '/api/v1/submissions', token, wanted, headers);
}

async function submitted(token: string, folder: string, wanted: Partial<SubmitRequest> = {}): Promise<Submitted> {
  const upload = await uploaded(token, folder);
  return readAnswer(submit(token, { upload, variant: 'surrogate', runtime: 'cpu', ...wanted }), submittedSchema, 201);
}

function runOf(id: string): Promise<RunState> {
  return readAnswer(call('GET', `/api/v1/runs/${id}`), runStateSchema);
}

async function ended(id: string, seconds = 100): Promise<RunState> {
  return eventually(
    async () => {
      const run = await runOf(id);
      return !(openStates as readonly string[]).includes(run.state) && run;
    },
    seconds,
    () => worker?.output.join('') ?? 'no worker',
  );
}

describe('accounts', () => {
  test('the first start makes an operator, and a token for this machine that nobody else can read; the next makes none', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'paretoboard operator '));
    expect(await ensureFirstOperator(database, elsewhere)).toBe(false); // People are here, and no "operator" among them.
    const operator = { person: 'operator', role: 'operator', name: 'first', scopes: null, expiresAt: null } as const;
    await createToken(database.manager, operator);
    expect(await ensureFirstOperator(database, elsewhere)).toBe(true);
    expect(await ensureFirstOperator(database, elsewhere)).toBe(false);
    expect(statSync(localTokenPath(elsewhere)).mode & 0o777).toBe(0o600);
    const token = readFileSync(localTokenPath(elsewhere), 'utf8').trim();
    expect(token).toMatch(/^pb_[\w-]{43}$/);
    expect(await readAnswer(call('GET', '/api/v1/account', token), accountSchema)).toMatchObject({
      name: 'operator',
      roles: ['operator'],
      token: { name: 'this machine', scopes: ['read', 'submit', 'organise', 'operate'], expiresAt: null },
    });
    const [stored] = await database.query<{ found: number }[]>(
      `select count(*)::int as found from tokens where tokens::text like '%' || $1 || '%'`,
      [token],
    );
    expect(stored?.found).toBe(0);
    rmSync(elsewhere, { recursive: true });
  });

  test('no token, a wrong one, a revoked one and an expired one: 401; without the scope: 403; reading wants none', async () => {
    const revoked = await createToken(database.manager, {
      person: 'ann',
      role: 'submitter',
      name: 'old',
      scopes: null,
      expiresAt: null,
    });
    expect((await call('GET', '/api/v1/account', revoked.token)).status).toBe(200);
    await revokeToken(database, revoked.id);
    const expired = await tokenOf('ann', null, new Date(Date.now() - 1));
    for (const token of [undefined, 'pb_nonsense', revoked.token, expired]) {
      expect(await readProblem(call('GET', '/api/v1/account', token))).toMatchObject({
        status: 401,
        code: 'unauthorised',
      });
      expect((await submit(token as string, { upload: 'x' })).status).toBe(401);
    }
    const response = await call('POST', '/api/v1/submissions');
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    const reader = await tokenOf('ann', ['read']);
    expect(await readProblem(submit(reader, { upload: 'x' }))).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await call('GET', '/api/v1/queue')).status).toBe(200);
    expect((await call('GET', '/api/v1/queue', 'pb_nonsense')).status).toBe(401);
    await expect(tokenOf('ann', ['operate'])).rejects.toThrow('operate');
  });
});

describe('npm run admin -- token', () => {
  function admin(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const entry = fileURLToPath(compiledUrl('../admin/main.js', import.meta.url));
    const env = { ...process.env, DATABASE_URL: postgres.url, PARETOBOARD_HOME: home };
    return spawnSync(process.execPath, [entry, 'token', ...args], { env, encoding: 'utf8' });
  }

  test('makes one, lists it without itself, and revokes it', async () => {
    const made = admin('create', 'cleo', '--name', 'her laptop', '--scopes', 'read', '--days', '2');
    const { id, token } = JSON.parse(made.stdout) as { id: string; token: string };
    expect(await readAnswer(call('GET', '/api/v1/account', token), accountSchema)).toMatchObject({
      name: 'cleo',
      roles: ['submitter'],
      token: { name: 'her laptop', scopes: ['read'], expiresAt: expect.any(String) },
    });
    const listed = admin('list').stdout;
    expect(JSON.parse(listed)).toContainEqual(expect.objectContaining({ id, person: 'cleo', revokedAt: null }));
    expect(listed).not.toContain(token);
    expect(listed).not.toContain('hash');
    expect(admin('revoke', id).status).toBe(0);
    expect((await call('GET', '/api/v1/account', token)).status).toBe(401);
  });

  test.each([
    [['create', 'dora', '--scopes', 'operate'], 'operate'],
    [['revoke', 'nonsense'], 'nonsense'],
  ])('%j is wrong use', (args, said) => {
    const { status, stderr } = admin(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
  });
});

describe('uploads', () => {
  test('one that is interrupted three times goes on where it was, over a restart too, and has the same bytes', async () => {
    const bytes = randomBytes(24 * 2 ** 20);
    const file = join(home, 'large');
    writeFileSync(file, bytes);
    const body = await openAsBlob(file);
    let address = await beginUpload({ origin, token: ann }, bytes.length);
    const offsets: number[] = [];
    for (let cut = 1; cut <= 3; cut += 1) {
      const from = await uploadOffset(address, ann);
      await sendAndBreak(address, bytes.subarray(from, from + 5 * 2 ** 20 + cut), from, bytes.length);
      offsets.push(
        await eventually(
          async () => {
            const at = await uploadOffset(address, ann);
            return at > from && at;
          },
          10,
          () => 'nothing arrived',
        ),
      );
      if (cut === 2) {
        await app.close();
        await listen();
        address = new URL(new URL(address).pathname, origin).href;
      }
    }
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    expect(offsets[2]).toBeLessThan(bytes.length);
    expect((await append(address, ann, body.slice(0, 1000), 0)).status).toBe(409);
    expect((await append(address, ann, body, await uploadOffset(address, ann))).status).toBe(204);
    expect(readFileSync(join(home, 'uploads', address.split('/').at(-1)!)).equals(bytes)).toBe(true);
    expect((await call('DELETE', new URL(address).pathname, ann, undefined, { 'tus-resumable': '1.0.0' })).status).toBe(
      204,
    );
    expect(readdirSync(join(home, 'uploads'))).toEqual([]);
  });

  test('another’s upload is not there, nor is what no upload is; too large and too many are refused', async () => {
    const address = await beginUpload({ origin, token: ann }, 10);
    const path = new URL(address).pathname;
    const version = { 'tus-resumable': '1.0.0' };
    const mine = address.split('/').at(-1)!;
    const bens = new URL(await beginUpload({ origin, token: ben }, 10)).pathname;
    for (const [method, at] of [
      ['HEAD', path],
      ['DELETE', path],
      ['PATCH', path],
      ['DELETE', `${bens}?x=/${mine}`],
      ['DELETE', `${path}.json`],
      ['DELETE', '/api/v1/uploads/..%2ftoken'],
    ] as const) {
      const response = await call(method, at, ben, undefined, {
        ...version,
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      });
      // The query names nobody's upload: the path does.
      expect([method, at, response.status]).toEqual([method, at, at.startsWith(bens) ? 204 : 404]);
    }
    expect(await uploadOffset(address, ann)).toBe(0);
    expect((await call('GET', path, ann)).status).toBe(404);
    expect((await call('OPTIONS', '/api/v1/uploads')).headers.get('tus-max-size')).toBe(String(512 * 2 ** 20));
    await expect(beginUpload({ origin, token: ann }, 512 * 2 ** 20 + 1)).rejects.toThrow('413');
    await expect(beginUpload({ origin, token: 'pb_x' }, 1)).rejects.toThrow('401');
    for (let more = 1; more < uploadsAtOnce; more += 1) await beginUpload({ origin, token: ann }, 10);
    await expect(beginUpload({ origin, token: ann }, 10)).rejects.toThrow('429');
    expect(await readProblem(submit(ann, { upload: mine }))).toMatchObject({ status: 409, code: 'upload-unfinished' });
    expect(await readProblem(submit(ben, { upload: mine }))).toMatchObject({ status: 404, code: 'not-found' });
    rmSync(join(home, 'uploads'), { recursive: true });
    mkdirSync(join(home, 'uploads'), { mode: 0o700 });
  });
});

describe('what is refused leaves nothing', () => {
  test.each<[string, () => Promise<string>, object]>([
    [
      'something else than an archive',
      () => uploadedBytes(ann, Buffer.from('no archive')),
      { code: 'bundle-refused', problems: [{ path: 'unknown-format' }] },
    ],
    [
      'an archive that ends early',
      async () => {
        const folder = folderOf();
        await packBundle(folder, `${folder}.tgz`);
        const bundle = readFileSync(`${folder}.tgz`);
        return uploadedBytes(ann, bundle.subarray(0, -20));
      },
      { code: 'bundle-refused', problems: [{ path: 'truncated' }] },
    ],
  ])('%s', async (_, upload, expected) => {
    const document = await readProblem(submit(ann, { upload: await upload() }));
    expect(document).toMatchObject({ status: 422, ...expected });
    expect(document.problems?.[0]?.remedy).not.toBe('');
    expect(await readAnswer(call('GET', '/api/v1/submissions'), pageSchema(submissionSchema))).toMatchObject({
      total: 0,
    });
    expect(existsSync(join(home, 'bundles', 'staging')) ? readdirSync(join(home, 'bundles', 'staging')) : []).toEqual(
      [],
    );
  });

  test.each<[string, object, object]>([
    [
      'a task that nobody knows',
      { task: 'enhanced-lenet5' },
      { path: 'task', remedy: expect.stringContaining(`Did you mean "${task}"?`) },
    ],
    [
      'a track that the task has not',
      { track: 'imge' },
      { path: 'track', remedy: expect.stringContaining('Did you mean "image"?') },
    ],
    ['an entry that is not there', { entry: 'other.mjs' }, { path: 'entry' }],
    ['an entry elsewhere', { entry: '../../etc/passwd' }, { path: 'entry' }],
    ['no authors', { authors: [] }, { path: 'authors' }],
    ['a name that is none', { name: 'My Model!' }, { path: 'name' }],
    ['a kind that nobody knows', { kind: 'docker' }, { path: 'kind' }],
  ])('%s', async (_, change, expected) => {
    // Packed as a page would: `packBundle` refuses some of these itself.
    const folder = folderOf(change);
    const upload = await uploadedBytes(ann, await tarOf(folder));
    const document = await readProblem(submit(ann, { upload }));
    expect(document).toMatchObject({
      status: 422,
      code: 'manifest-invalid',
      problems: [expect.objectContaining(expected)],
    });
    expect(await database.query('select id from submissions')).toEqual([]);
  });

  test('a package.json that would fill the memory of a bundler', async () => {
    const folder = folderOf({}, { 'entry.mjs': entry(), 'lib/package.json': new Uint8Array(2 ** 20 + 1) });
    const upload = await uploadedBytes(ann, await tarOf(folder));
    expect(await readProblem(submit(ann, { upload }))).toMatchObject({ problems: [{ path: 'lib/package.json' }] });
  });

  test('a variant that the task has not, a body that is none, one too large', async () => {
    const upload = await uploaded(ann, folderOf());
    expect(await readProblem(submit(ann, { upload, variant: 'surogate' }))).toMatchObject({
      code: 'variant-unavailable',
      problems: [{ path: 'variant', remedy: expect.stringContaining('Did you mean "surrogate"?') }],
    });
    const gone = await call('DELETE', `/api/v1/uploads/${upload}`, ann, undefined, { 'tus-resumable': '1.0.0' });
    expect(gone.status).toBe(204); // It is still good for another variant, and is taken away here.
    expect(await readProblem(call('POST', '/api/v1/submissions', ann, { profile: 'huge' }))).toMatchObject({
      status: 400,
      code: 'bad-request',
    });
    const raw = (body: string) =>
      fetch(`${origin}/api/v1/submissions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ann}`, 'content-type': 'application/json' },
        body,
      });
    expect(await readProblem(raw('{'))).toMatchObject({ status: 400 });
    expect(await readProblem(raw(JSON.stringify({ upload: 'x'.repeat(2 ** 20) })))).toMatchObject({
      status: 413,
      code: 'too-large',
    });
  });
});

describe('a submission', () => {
  let first: Submitted;

  test('waits before every built-in, and after what somebody with fewer runs sent', async () => {
    const queue = new RunQueue(database);
    const builtIn = await queue.enqueue(
      {
        task,
        variant: 'surrogate',
        submission: 'null',
        profile: 'quick',
        runtime: 'cpu',
        sandbox: 'process',
        starts: 1,
        seeds: 1,
        seed: null,
      },
      true,
    );
    const folder = folderOf(
      {},
      { 'entry.mjs': entry(), 'weights/zeros.bin': new Uint8Array(1000), 'run.sh': '#!/bin/sh\n' },
    );
    first = await submitted(ann, folder);
    expect(first).toMatchObject({
      known: false,
      submission: { name: 'zeros', owner: 'ann', task, division: 'from-scratch', visibility: 'public', files: 4 },
    });
    expect(await runOf(first.run)).toMatchObject({
      position: 1,
      ahead: 0,
      submission: { id: first.submission.id, name: 'zeros', owner: 'ann' },
    });
    expect(await runOf(builtIn)).toMatchObject({ position: 2 });
    const second = await submitted(ann, folderOf({ name: 'second' }), { visibility: 'private' });
    const bens = await submitted(ben, folderOf({ name: 'bens' }));
    expect((await runOf(bens.run)).ahead).toBe(1);
    expect((await runOf(second.run)).ahead).toBe(2);
    for (const [token, run] of [
      [ann, second.run],
      [ben, bens.run],
    ] as const)
      await readAnswer(call('POST', `/api/v1/runs/${run}/cancel`, token), runStateSchema, 202);
    expect(await runOf(second.run)).toMatchObject({ state: 'cancelled', reasons: [{ code: 'cancelled' }] });
  });

  test('is kept once, read-only, by its content', async () => {
    const stored = bundleFolder(home, first.submission.digest);
    expect((await checkBundle(join(home, `folder-${folders - 2}.tar.gz`))).digest).toBe(first.submission.digest);
    expect(['bundles', 'uploads'].map((name) => statSync(join(home, name)).mode & 0o777)).toEqual([0o700, 0o700]);
    expect(['entry.mjs', 'run.sh'].map((name) => statSync(join(stored, name)).mode & 0o777)).toEqual([0o444, 0o555]);
    expect(readdirSync(join(home, 'uploads'))).toEqual([]);
  });

  test('the same files, from whomever and in whatever archive, are the same submission; the same key makes no second run', async () => {
    const folder = join(home, `folder-${folders - 2}`);
    const upload = await uploadedBytes(ben, await tarOf(folder));
    const key = { 'idempotency-key': 'again' };
    const wanted = { upload, variant: 'surrogate', runtime: 'cpu' } as const;
    const [again, twice] = await Promise.all(
      [submit(ben, wanted, key), submit(ben, wanted, key)].map((answer) => readAnswer(answer, submittedSchema, 201)),
    );
    expect(again).toMatchObject({ known: true, submission: { id: first.submission.id, owner: 'ann' } });
    expect(twice!.run).toBe(again!.run);
    expect(await readAnswer(submit(ben, wanted, key), submittedSchema, 201)).toMatchObject({ run: again!.run });
    expect(
      (await readAnswer(call('GET', `/api/v1/submissions/${first.submission.id}`), submissionSchema)).runs,
    ).toEqual([again!.run, first.run]);
    await call('POST', `/api/v1/runs/${again!.run}/cancel`, ben);
  });

  test('is listed and can be fetched; a private one’s files are its owner’s', async () => {
    const page = pageSchema(submissionSchema);
    expect(await readAnswer(call('GET', `/api/v1/submissions?owner=ann&task=${task}&limit=1`), page)).toMatchObject({
      total: 2,
      items: [{ name: 'second' }],
      next: expect.any(String),
    });
    expect(await readAnswer(call('GET', `/api/v1/submissions?digest=${first.submission.digest}`), page)).toMatchObject({
      items: [{ id: first.submission.id }],
    });
    const response = await call('GET', `/api/v1/submissions/${first.submission.id}/bundle`);
    writeFileSync(join(home, 'fetched'), Buffer.from(await response.arrayBuffer()));
    expect((await checkBundle(join(home, 'fetched'))).digest).toBe(first.submission.digest);
    const { items } = await readAnswer(call('GET', '/api/v1/submissions?name=second'), page);
    const path = `/api/v1/submissions/${items[0]!.id}/bundle`;
    expect(await readProblem(call('GET', path))).toMatchObject({ status: 403, code: 'withheld' });
    expect(await readProblem(call('GET', path, ben))).toMatchObject({ status: 403, code: 'withheld' });
    expect((await call('GET', path, ann)).status).toBe(200);
    expect(await readProblem(call('GET', `/api/v1/submissions/${nobody}`))).toMatchObject({ status: 404 });
  });

  test('becomes a row of its owner, isolated', async () => {
    // One seed and one start: how much is measured is tested elsewhere.
    await database.query(`update runs set request = request || '{"seeds": 1, "starts": 1, "contamination": false}'`);
    worker = startWorker(postgres.url, home, 'none', { PARETOBOARD_SUBMISSION_SANDBOX: sandbox });
    const run = await ended(first.run);
    expect(run, JSON.stringify(run.reasons)).toMatchObject({ state: 'published', reasons: [] });
    const builtIns = await database.getRepository(RunEntity).findBy({ builtIn: true });
    const begun = await database.getRepository(RunEntity).findOneByOrFail({ id: run.id });
    expect(builtIns).toHaveLength(1);
    expect(builtIns.every(({ startedAt }) => startedAt === null || startedAt > begun.startedAt!)).toBe(true);
    const operator = await tokenOf('operator', ['operate', 'submit']);
    expect((await call('POST', `/api/v1/runs/${builtIns[0]!.id}/cancel`, ann)).status).toBe(403);
    expect((await call('POST', `/api/v1/runs/${builtIns[0]!.id}/cancel`, operator)).status).toBe(202);
    const record = await readAnswer(call('GET', `/api/v1/records/${run.record}`), recordSchema);
    expect(record).toMatchObject({
      verdict: 'VALID',
      sandbox: { level: sandbox },
      division: 'from-scratch',
      submission: {
        name: 'zeros',
        kind: 'tfjs-module',
        authors: ['Ann Author'],
        source: 'https://example.org/zeros',
        licence: 'MIT',
      },
    });
    const board = await readAnswer(call('GET', `/api/v1/tasks/${task}/board?variant=surrogate`), boardSchema);
    expect(board.rows).toEqual([
      expect.objectContaining({
        record: run.record,
        division: 'from-scratch',
        submission: expect.objectContaining({ name: 'zeros', kind: 'tfjs-module', builtIn: false, owner: 'ann' }),
      }),
    ]);
    expect(await (await call('GET', `/api/v1/runs/${first.run}/log`)).text()).toContain('trained');
  });

  test('that is measured stops within seconds when its owner wants it, and nobody else; then it can run again', async () => {
    const endless = entry('for (;;) ;');
    const { run, submission } = await submitted(ann, folderOf({ name: 'endless' }, { 'entry.mjs': endless }), {
      visibility: 'private',
    });
    await eventually(
      async () => (await runOf(run)).state === 'training',
      60,
      () => worker!.output.join(''),
    );
    expect(await readProblem(call('POST', `/api/v1/runs/${run}/cancel`))).toMatchObject({ status: 401 });
    expect(await readProblem(call('POST', `/api/v1/runs/${run}/cancel`, ben))).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    expect(await readProblem(call('POST', `/api/v1/runs/${run}/rerun`, ann))).toMatchObject({
      status: 409,
      code: 'run-open',
    });
    const asked = Date.now();
    await readAnswer(call('POST', `/api/v1/runs/${run}/cancel`, ann), runStateSchema, 202);
    expect(await ended(run, 10)).toMatchObject({ state: 'cancelled', record: null, reasons: [{ code: 'cancelled' }] });
    expect(Date.now() - asked).toBeLessThan(8_000);
    expect(await readProblem(call('POST', `/api/v1/runs/${run}/cancel`, ann))).toMatchObject({
      status: 409,
      code: 'run-ended',
    });
    expect(await readProblem(call('GET', `/api/v1/runs/${run}/log`))).toMatchObject({ status: 403, code: 'withheld' });
    expect((await call('GET', `/api/v1/runs/${run}/log`, ann)).status).toBe(200);
    const again = await readAnswer(call('POST', `/api/v1/runs/${run}/rerun`, ann), runStateSchema, 201);
    expect(again).toMatchObject({ submission: { id: submission.id, owner: 'ann' } });
    const operator = await tokenOf('operator', ['operate', 'submit']);
    await call('POST', `/api/v1/runs/${again.id}/cancel`, operator);
    expect(await ended(again.id, 10)).toMatchObject({ state: 'cancelled' });
  });

  test('whose files were changed in the store does not run: that is our error', async () => {
    const { run, submission } = await submitted(ann, folderOf({ name: 'changed' }));
    rmSync(join(bundleFolder(home, submission.digest), 'entry.mjs'));
    expect(await ended(run, 60)).toMatchObject({ state: 'error', reasons: [{ code: 'infrastructure' }] });
  });
});

/** A tar of a folder's files as they are, without a look at the manifest. */
async function tarOf(folder: string): Promise<Buffer> {
  await packFiles(folder, filesBelow(folder), createWriteStream(`${folder}.raw`));
  return readFileSync(`${folder}.raw`);
}

/** Promises all that is missing, sends a part of it and breaks the connection. */
function sendAndBreak(address: string, part: Uint8Array, offset: number, total: number): Promise<void> {
  return new Promise((done) => {
    const headers = {
      authorization: `Bearer ${ann}`,
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      'content-length': String(total - offset),
    };
    const sending = httpRequest(address, { method: 'PATCH', headers });
    sending.on('error', () => done());
    sending.write(part, () =>
      setTimeout(() => {
        sending.destroy();
        done();
      }, 100),
    );
  });
}

test('every answer so far was what the API’s document says', () => {
  expect(answers.seen.size).toBeGreaterThan(5);
  expect([...new Set(answers.violations)]).toEqual([]);
});
