import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimsAuditSchema } from '@paretoboard/contract/claims-audit.js';
import { comparisonSchema } from '@paretoboard/contract/comparison.js';
import { dataSetStatusSchema, doctorReportSchema } from '@paretoboard/contract/doctor.js';
import { type OperationProfile, operationProfileSchema } from '@paretoboard/contract/operation-profile.js';
import { recordSchema } from '@paretoboard/contract/record.js';
import { smokeOutcomeSchema } from '@paretoboard/contract/smoke.js';
import { taskListingSchema } from '@paretoboard/contract/task.js';
import { findNativeLibrary } from '@paretoboard/harness/runtimes/native-library.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Finished, run, start } from './testing/paretoboard.js';

const task = 'enhanced-lenet5-traffic-sign';
const verificationSchema = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ id: z.string(), ok: z.boolean(), message: z.string() })).min(1),
});
const problemSchema = z.object({ path: z.string(), message: z.string(), remedy: z.string() });
const problemsSchema = z.object({ ok: z.boolean(), problems: z.array(problemSchema) });
const checkSchema = problemsSchema.extend({ warnings: z.array(problemSchema), smoke: smokeOutcomeSchema.nullable() });

let folder: string;
let environment: NodeJS.ProcessEnv;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paretoboard-cli-'));
  environment = { PARETOBOARD_HOME: join(folder, 'home'), PARETOBOARD_CACHE: join(folder, 'cache') };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const call = (...parameters: string[]): Promise<Finished> => run(parameters, environment);

/** The one document on standard output. Anything beside it makes the parser fail. */
function answer<Schema extends z.ZodType>(schema: Schema, { stdout, stderr }: Finished): z.infer<Schema> {
  if (stdout === '') throw new Error(`no answer; standard error: ${stderr}`);
  return schema.parse(JSON.parse(stdout));
}

test('--version is the package’s', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(await call('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
});

describe('answers', () => {
  test('doctor', async () => {
    const finished = await call('doctor', '--json');
    expect(finished.status).toBe(0);
    const report = answer(doctorReportSchema, finished);
    expect(report.runtimes.find((probe) => probe.name === 'cpu')).toMatchObject({ available: true });
    expect(report.runtimes.filter((probe) => !probe.available && !probe.reason)).toEqual([]);
    expect(report.data.root).toBeNull();
    expect(report.database.kind).toBe('embedded');
  });

  test('doctor says of a database server only where it is, and whether it answers', async () => {
    const finished = await run(['doctor', '--json'], {
      ...environment,
      DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/board',
    });
    const { database } = answer(doctorReportSchema, finished);
    expect(database).toMatchObject({
      kind: 'server',
      available: false,
      detail: expect.stringContaining('127.0.0.1:1'),
    });
    expect(finished.stdout + finished.stderr).not.toContain('secret');
  });

  test('tasks, with --json before or after the command', async () => {
    const finished = await Promise.all([call('tasks', '--json'), call('--json', 'tasks')]);
    const [before, after] = finished.map((one) => answer(z.array(taskListingSchema).min(1), one));
    expect(before).toEqual(after);
    expect(before?.find(({ id }) => id === task)?.submissions.length).toBeGreaterThan(2);
  });

  test('tasks show counts the items of what is here', async () => {
    const listing = answer(taskListingSchema, await call('tasks', 'show', task, '--json'));
    const surrogate = listing.variants.find((variant) => variant.relation === 'surrogate');
    expect(surrogate).toMatchObject({ available: true, items: { train: expect.any(Number) } });
    expect(surrogate?.items?.test).toBeGreaterThan(0);
  });

  test('claims of all papers, of one, and of none', async () => {
    const audits = answer(z.array(claimsAuditSchema), await call('claims', '--json'));
    expect(audits.length).toBeGreaterThan(50);
    const lightHart = answer(claimsAuditSchema, await call('claims', 'lighthart-kd-har', '--json'));
    expect(audits).toContainEqual(lightHart);
    expect(lightHart.findings.map(({ arithmetic }) => arithmetic).join()).toContain('87.56 - 75.37 = 12.19');
    expect(await call('claims', 'lighthart')).toMatchObject({ status: 2, stdout: '' });
  });

  test('data list', async () => {
    const statuses = answer(z.array(dataSetStatusSchema).min(1), await call('data', 'list', '--json'));
    expect(statuses.filter(({ present }) => present)).toEqual([]);
  });

  test('data verify of an altered copy says which file, and no', async () => {
    const data = join(folder, 'altered');
    mkdirSync(join(data, 'utd-mhad', 'Inertial'), { recursive: true });
    writeFileSync(join(data, 'utd-mhad', 'Inertial', 'a.mat'), 'altered');
    writeFileSync(join(data, 'utd-mhad', 'SHA256SUMS'), `${'0'.repeat(64)}  Inertial/a.mat\n`);
    const finished = await run(['data', 'verify', 'utd-mhad', '--json'], { ...environment, PARETOBOARD_DATA: data });
    expect(finished.status).toBe(1);
    expect(JSON.parse(finished.stdout)).toMatchObject([{ id: 'utd-mhad', ok: false, changed: ['Inertial/a.mat'] }]);
  });

  test('a pipe that closes early is no failure of ours', async () => {
    const { child, finished } = start(['tasks', '--json'], environment);
    child.stdout?.destroy();
    expect(await finished).toMatchObject({ status: 0, stderr: '' });
  });
});

/** Where no native TensorFlow was built there is nothing to profile: `doctor` and set-up say so. */
test.skipIf(!findNativeLibrary())(
  'profile says where the time of a training goes, and writes a trace of it',
  async () => {
    const trace = join(folder, 'trace.json');
    const profiled = async (seconds: number): Promise<OperationProfile> => {
      const asked = ['profile', task, 'lenet5-relu', '--variant', 'surrogate', '--seconds', `${seconds}`];
      const finished = await run([...asked, '--trace', trace, '--json'], {
        ...environment,
        PARETOBOARD_CACHE: undefined,
      });
      return answer(operationProfileSchema, finished);
    };
    const hasStep = ({ operations }: OperationProfile) =>
      operations.some(({ name }) => name === 'Conv2DBackpropFilter');
    const short = await profiled(1);
    // Others can keep a machine so busy that a second holds no training step.
    const profile = hasStep(short) ? short : await profiled(15);
    expect(profile).toMatchObject({ task, submission: 'lenet5-relu', isCut: true });
    const convolution = profile.operations.find(({ name }) => name === 'Conv2D');
    expect(convolution).toMatchObject({ calls: expect.any(Number), operationsPerMs: expect.any(Number) });
    expect(profile.operationsMs).toBeLessThan(profile.wallMs);
    const events = z.array(z.object({ name: z.string() })).parse(JSON.parse(readFileSync(trace, 'utf8')));
    expect(events.map(({ name }) => name)).toContain('Conv2DBackpropFilter');
    expect(await call('profile', task, 'null ')).toMatchObject({ status: 2, stdout: '' });
  },
);

describe('a run', () => {
  test('leaves a record that verify accepts, and refuses once a sample is changed', async () => {
    const out = join(folder, 'run');
    const quick = [
      '--variant',
      'surrogate',
      '--runtime',
      'cpu',
      '--seeds',
      '1',
      '--starts',
      '1',
      '--out',
      out,
      '--json',
    ];
    const finished = await call('run', task, '--submission', 'majority-class', ...quick);
    const record = answer(recordSchema, finished);
    expect(finished).toMatchObject({ status: record.verdict === 'VALID' ? 0 : 1 });
    expect(finished.stderr).toContain('training');

    const verified = await call('verify', out, '--json');
    expect(answer(verificationSchema, verified).checks.filter((check) => !check.ok)).toEqual([]);
    expect(verified.status).toBe(0);

    const rescored = await call('rescore', out, '--json');
    expect(rescored).toMatchObject({ status: 0 });
    expect(JSON.parse(rescored.stdout)).toMatchObject({ same: true, differences: [] });
    const lines = (await call('export', out, 'latencies')).stdout.trim().split('\n');
    expect(lines[0]).toContain('latencyMs');
    const timed = Object.values(record.latency).map(({ n, nullModel }) => n + nullModel.n);
    expect(lines).toHaveLength(1 + timed.reduce((sum, queries) => sum + queries, 0));

    const compared = answer(comparisonSchema, await call('compare', out, join(out, 'record.json'), '--json'));
    expect(compared.metrics.map(({ verdict, difference }) => [verdict, difference])).toEqual(
      record.metrics.map(() => (record.verdict === 'VALID' ? ['tied', 0] : ['incomparable', null])),
    );

    const samples = join(out, record.files.latencies?.path ?? '');
    const bytes = readFileSync(samples);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(samples, bytes);
    const refused = await call('verify', out, '--json');
    expect(answer(verificationSchema, refused).ok).toBe(false);
    expect(refused.status).toBe(1);
  });

  test('Ctrl-C ends it with 130 and without a record', async () => {
    const out = join(folder, 'interrupted');
    const parameters = ['run', task, '--submission', 'hog-linear', '--variant', 'surrogate', '--out', out];
    const { child, finished } = start(parameters, environment);
    child.stderr?.once('data', () => child.kill('SIGINT'));
    const { status, stdout } = await finished;
    expect({ status, stdout }).toEqual({ status: 130, stdout: '' });
    expect(readdirSync(out)).not.toContain('record.json');
  });
});

describe('wrong use ends with 2, nothing on standard output, and says what is right', () => {
  test.each([
    [['frobnicate'], 'unknown command'],
    [['run', 'nothing', '--submission', 'null'], task],
    [['run', task, '--submission', 'null', '--variant', 'gtsrb'], 'data add gtsrb'],
  ])('paretoboard %s', async (parameters, part) => {
    const finished = await call(...parameters);
    expect(finished).toMatchObject({ status: 2, stdout: '' });
    expect(finished.stderr).toContain(part);
    expect(finished.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('check', () => {
  const manifest = {
    schemaVersion: 1,
    name: 'mine',
    version: '1.0.0',
    title: 'Mine',
    task,
    track: 'image',
    kind: 'tfjs-module',
    division: 'from-scratch',
    authors: ['A. Person'],
    source: '',
    licence: 'MIT',
    entry: 'index.js',
  };

  const sound = `export default {
    interaction: 'predict',
    train(context) {
      const { items } = context.all('train');
      if (items > 64) throw new Error('the whole data set');
      context.save('nothing', new Uint8Array(1));
      return { steps: 1, epochs: 1, parameters: 0 };
    },
    load: ({ outputs }) => ({
      parameters: 0,
      predict: (_inputs, items) => {
        const [classes] = outputs[0].shape;
        return { logits: { dtype: 'float32', shape: [items, classes], data: new Float32Array(items * classes) } };
      },
    }),
  };`;

  function submission(change: object, files: readonly string[], code = 'export default {};'): string {
    const path = mkdtempSync(join(folder, 'submission-'));
    writeFileSync(join(path, 'paretoboard.json'), JSON.stringify({ ...manifest, ...change }));
    for (const file of files) writeFileSync(join(path, file), `${code}\n`);
    return path;
  }

  test('a sound submission is tried out on a few rows', async () => {
    const finished = await call('check', submission({}, ['index.js'], sound), '--json');
    const { smoke, ...outcome } = answer(checkSchema, finished);
    expect(outcome).toMatchObject({ ok: true, problems: [], warnings: [] });
    expect(smoke).toMatchObject({
      reason: null,
      training: { served: 64 },
      answers: { items: 8 },
      repeated: { difference: 0, ok: true },
    });
    expect(smoke?.budgets.find(({ id }) => id === 'rowsServed')).toMatchObject({
      used: 64,
      expected: expect.any(Number),
    });
    expect(finished.status).toBe(0);
  });

  test('a submission that answers the same item differently, and the end of what it wrote', async () => {
    const drawn = sound.replace(
      'new Float32Array(items * classes)',
      'new Float32Array(items * classes).map(Math.random)',
    );
    const finished = await call('check', submission({}, ['index.js'], drawn), '--json');
    const { problems, smoke } = answer(checkSchema, finished);
    expect(problems).toMatchObject([
      { path: 'entry', message: expect.stringContaining('the same answer to the same item') },
    ]);
    expect(smoke?.repeated?.ok).toBe(false);
    const stochastic = submission({ declared: { stochastic: true } }, ['index.js'], drawn);
    expect(answer(checkSchema, await call('check', stochastic, '--json')).ok).toBe(true);
    const thrower = sound.replace(
      'load: ({ outputs }) => ({',
      'load: ({ outputs }) => { console.log("so far"); return outputs.no.where; } , unused: ({ outputs }) => ({',
    );
    const thrown = answer(checkSchema, await call('check', submission({}, ['index.js'], thrower), '--json'));
    expect(thrown.problems).toMatchObject([{ message: expect.stringContaining('submission-error') }]);
    expect(thrown.smoke?.log).toContain('so far');
  });

  test('a sound manifest of a submission that answers wrongly', async () => {
    const path = submission({}, ['index.js'], sound.replace('shape: [items, classes]', 'shape: [classes, items]'));
    const finished = await call('check', path, '--json');
    expect(answer(problemsSchema, finished)).toMatchObject({
      ok: false,
      problems: [
        { path: 'entry', message: expect.stringContaining('wrong-output'), remedy: expect.stringMatching(/./) },
      ],
    });
    expect(finished.status).toBe(1);
    expect(answer(problemsSchema, await call('check', path, '--no-run', '--json')).ok).toBe(true);
  });

  test.each([
    [{ track: 'imgae' }, 'track'],
    [{ kind: 'process' }, 'command'],
  ])('%j is a problem of %s', async (change, path) => {
    const finished = await call('check', submission(change, ['index.js']), '--json');
    expect(answer(problemsSchema, finished).problems.map((problem) => problem.path)).toEqual([path]);
    expect(finished.status).toBe(1);
  });
});
