import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { RunEvent } from '@paretoboard/contract/run-state.js';
import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signingKey } from '../records/key-ring.js';
import { verifyRecord } from '../records/verify-record.js';
import { recordFileName, recordText, writeRecord } from '../records/write-record.js';
import { probeRuntimes } from '../runtimes/probe-runtimes.js';
import { readSubmission } from '../submission/read-submission.js';
import { blobsData, blobsTask } from './fixtures/blobs-task.js';
import { measureRun } from './measure-run.js';
import { processSessions } from './process-sessions.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard measure '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Nearest class mean in plain JavaScript: no runtime has to be installed for this test. */
const honest = `
export default {
  interaction: 'predict',
  train(context) {
    const rows = context.all('train');
    const sums = new Float32Array(12);
    const counts = new Float32Array(3);
    for (let i = 0; i < rows.items; i++) {
      const label = rows.targets.label.data[i];
      counts[label] += 1;
      for (let axis = 0; axis < 4; axis++) sums[label * 4 + axis] += rows.inputs.x.data[i * 4 + axis];
    }
    const means = sums.map((sum, index) => sum / counts[Math.floor(index / 4)]);
    context.progress({ epoch: 1, epochs: 1, values: { rows: rows.items } });
    context.save('means.bin', new Uint8Array(means.buffer));
    return { steps: 1, epochs: 1, parameters: 12 };
  },
  load(context) {
    const means = new Float32Array(context.read('means.bin').slice().buffer);
    return {
      parameters: 12,
      predict(inputs, items) {
        const logits = new Float32Array(items * 3);
        for (let i = 0; i < items; i++)
          for (let label = 0; label < 3; label++)
            for (let axis = 0; axis < 4; axis++) logits[i * 3 + label] -= (inputs.x.data[i * 4 + axis] - means[label * 4 + axis]) ** 2;
        return { logits: { dtype: 'float32', shape: [items, 3], data: logits } };
      },
    };
  },
};`;

async function run(
  name: string,
  code: string,
  { starts = 1, variant = 'surrogate', contamination = false, runtime = 'cpu', stochastic = false } = {},
): Promise<{ record: BenchmarkRecord; folder: string; events: RunEvent[] }> {
  const folder = mkdtempSync(join(root, `${name} `));
  const source = mkdtempSync(join(root, `${name}-source `));
  const manifest = submissionManifestSchema.parse({
    schemaVersion: 1,
    name,
    version: '1.0.0',
    title: name,
    task: 'blobs',
    track: 'plain',
    kind: 'tfjs-module',
    division: 'from-scratch',
    authors: ['test'],
    source: '',
    licence: 'Apache-2.0',
    entry: 'entry.js',
    declared: { stochastic },
  });
  writeFileSync(join(source, 'paretoboard.json'), JSON.stringify(manifest));
  writeFileSync(join(source, 'entry.js'), code);
  const scratch = mkdtempSync(join(root, 'scratch '));
  const submission = await readSubmission(source, join(scratch, 'bundle'));
  const sessions = processSessions({
    submission,
    level: 'process',
    runtime,
    threads: 1,
    scratchFolder: scratch,
    budgets: blobsTask.definition.budgets,
  });
  const events: RunEvent[] = [];
  const unsigned = await measureRun({
    request: {
      task: 'blobs',
      variant,
      submission: source,
      profile: 'quick',
      runtime,
      sandbox: 'process',
      starts,
      contamination,
      seeds: 2,
      seed: null,
    },
    module: blobsTask,
    variant: blobsTask.definition.variants.find(({ id }) => id === variant)!,
    data: blobsData,
    submission,
    sessions,
    outFolder: folder,
    scratchFolder: scratch,
    threads: 1,
    attempt: 1,
    expectedRuntime: { name: 'cpu', version: '', device: 'unknown', threads: 1 },
    expectedSandbox: sessions.expected,
    onEvent: (event) => events.push(event),
  });
  return { record: writeRecord(folder, unsigned, signingKey(join(root, 'home'))), folder, events };
}

/** Knows the published test items by their bytes, and nothing else. */
const memorised = (() => {
  const labels = Object.fromEntries(
    Array.from({ length: blobsData.test.items }, (_, index) => {
      const { inputs, targets } = blobsData.test.read(index);
      return [[...inputs.x!.data].join(), targets.label!.data[0]!];
    }),
  );
  return `
const labels = ${JSON.stringify(labels)};
export default {
  interaction: 'predict',
  train(context) { context.save('empty.bin', Uint8Array.of(0)); return { steps: 0, epochs: 0, parameters: 0 }; },
  load: () => ({
    parameters: 0,
    predict(inputs, items) {
      const logits = new Float32Array(items * 3);
      for (let i = 0; i < items; i++) logits[i * 3 + (labels[[...inputs.x.data.slice(i * 4, i * 4 + 4)].join()] ?? 0)] = 1;
      return { logits: { dtype: 'float32', shape: [items, 3], data: logits } };
    },
  }),
};`;
})();

/** Honest answers, kept for inputs that come again; each new one costs a millisecond of work. */
const caching = honest
  .replace('load(context) {', 'load(context) { const known = new Map();')
  .replace(
    'const logits = new Float32Array(items * 3);',
    `const key = inputs.x.data.join();
        if (known.has(key)) return { logits: { dtype: 'float32', shape: [items, 3], data: known.get(key) } };
        let sum = 0;
        for (let i = 0; i < 1e6; i++) sum += Math.sqrt(i);
        const logits = new Float32Array(items * 3).fill(sum * 0);`,
  )
  .replace(
    "return { logits: { dtype: 'float32', shape: [items, 3], data: logits } };\n      },",
    "known.set(key, logits); return { logits: { dtype: 'float32', shape: [items, 3], data: logits } };\n      },",
  );

describe('measureRun', () => {
  it('trains, evaluates and times a submission in processes of its own, and leaves a record that verifies', async () => {
    const { record, folder, events } = await run('nearest-mean', honest, { starts: 2 });
    expect(record.reasons).toEqual([]);
    expect(record.verdict).toBe('VALID');
    expect(record.metrics[0]).toMatchObject({ id: 'accuracy', n: 45 });
    expect(record.metrics[0]!.value).toBeGreaterThan(95);
    expect(record.metrics[0]!.perSeed).toHaveLength(2);
    expect(record.training.map((training) => training.rowsServed)).toEqual([60, 60]);
    expect(record.training[0]!.history).toEqual([{ epoch: 1, values: { rows: 60 } }]);
    const latency = record.latency['single-stream']!;
    expect(latency.starts).toBe(2);
    expect(latency.n).toBeGreaterThanOrEqual(128);
    expect(latency.p50Ms).toBeGreaterThan(0);
    expect(latency.nullModel.p50Ms).toBeGreaterThan(0);
    expect(record.telemetry!.windows.filter(({ scenario }) => scenario === 'single-stream')).toHaveLength(2);
    expect(record.telemetry).toMatchObject({ voids: false });
    expect(record.files.telemetry!.bytes).toBeGreaterThan(0);
    expect(record.sentinel!.drift).toBeGreaterThan(0);
    expect(record.sentinel!.ratioToSentinel['single-stream']).toBeGreaterThan(0);
    expect(events.some((event) => event.message.includes(record.seeds.secretCommitment!))).toBe(true);
    const verification = await verifyRecord(folder);
    expect(verification.checks.filter((check) => !check.ok)).toEqual([]);
    expect(verification.ok).toBe(true);
  });

  it('finds every kind of tampering with a record', async () => {
    const { folder, record } = await run('tampered', honest);
    const file = join(folder, recordFileName);
    const original = readFileSync(file, 'utf8');
    const failed = async (change: (record: BenchmarkRecord) => void): Promise<string[]> => {
      const record = JSON.parse(original) as BenchmarkRecord;
      change(record);
      writeFileSync(file, recordText(record));
      const { checks } = await verifyRecord(folder);
      return checks.filter((check) => !check.ok).map((check) => check.id);
    };
    expect(await failed((record) => (record.metrics[0]!.value! -= 1))).toEqual(
      expect.arrayContaining(['digest', 'metrics']),
    );
    expect(await failed((record) => (record.latency['single-stream']!.p50Ms! /= 2))).toEqual(
      expect.arrayContaining(['digest', 'latency']),
    );
    expect(
      await failed((record) => (record.digest = record.digest.replace(/^./, (c) => (c === '0' ? '1' : '0')))),
    ).toEqual(expect.arrayContaining(['digest', 'signature']));
    expect(await failed((record) => (record.telemetry!.disturbances = []))).toEqual(
      expect.arrayContaining(record.telemetry!.disturbances.length > 0 ? ['digest', 'telemetry'] : []),
    );
    expect(await failed((record) => (record.telemetry!.windows = []))).toEqual(
      expect.arrayContaining(['digest', 'telemetry']),
    );
    expect(await failed((record) => (record.seeds.secret = '1'))).toEqual(expect.arrayContaining(['seed']));
    expect(await failed((record) => (record.submission.name = 'someone-else'))).toEqual(['digest']);
    writeFileSync(file, original);
    const items = join(folder, 'items.columns');
    const bytes = readFileSync(items);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(items, bytes);
    expect((await verifyRecord(folder)).checks.filter((check) => !check.ok).map((check) => check.id)).toEqual(
      expect.arrayContaining(['file-items-columns', 'metrics']),
    );
  });

  it('finds labels of published items that were carried along, by canaries and by retraining on a fresh surrogate', async () => {
    const options = { variant: 'official', contamination: true };
    const carried = await run('carried', memorised, options);
    expect(carried.record.reasons.map((reason) => reason.code)).toEqual(['canary-mismatch', 'contaminated']);
    expect(carried.record.metrics[0]!.value).toBe(100);
    expect(carried.record.contamination.state).toBe('failed');
    const learnt = await run('learnt', honest, options);
    expect(learnt.record.reasons).toEqual([]);
    expect(learnt.record.contamination).toMatchObject({ state: 'passed' });
  });

  it('lets answers differ that are declared stochastic and as good', async () => {
    const sampling = honest.replace('return { logits', 'logits[0] += Math.random() * 0.1; return { logits');
    const { record } = await run('sampling', sampling, { stochastic: true });
    expect(record.reasons).toEqual([]);
    expect(record.checks.find(({ id }) => id === 'deterministic')!.message).toContain('declared stochastic');
  });

  it('finds answers that are declared stochastic and worse when timed', async () => {
    const cheating = honest
      .replace('load(context) {', 'load(context) { let calls = 0;')
      .replace('return { logits', 'if (++calls > 45) logits.sort(() => Math.random() - 0.5); return { logits');
    const { record } = await run('cheating', cheating, { stochastic: true });
    expect(record.reasons.map((reason) => reason.code)).toContain('timed-output-mismatch');
  });

  it('finds answers that are kept for inputs that come again', async () => {
    const { record } = await run('caching', caching);
    expect(record.metrics[0]!.value).toBeGreaterThan(95);
    expect(record.reasons.map((reason) => reason.code)).toEqual(['cached-answers']);
  });

  it('names a runtime that is not on this machine', async ({ skip }) => {
    const absent = (await probeRuntimes()).find((runtime) => !runtime.available);
    if (!absent) return skip('this machine has every runtime');
    const { record } = await run('elsewhere', honest, { runtime: absent.name });
    expect(record.reasons.map((reason) => reason.code)).toEqual(['runtime-unavailable']);
    expect(record.reasons[0]!.message).toContain(absent.name);
  });

  it.each([
    [
      'an exception while training',
      `export default { interaction: 'predict', train() { throw new Error('no luck'); }, load() {} };`,
      'submission-error',
    ],
    ['a module without a submission', 'export const nothing = 1;', 'manifest-invalid'],
    ['a module that cannot be imported', `throw new Error('at the top');`, 'manifest-invalid'],
    [
      'an operation that the runtime lacks',
      `export default { interaction: 'predict', train({ tf }) { tf.engine().runKernel('NoSuchKernel', {}, {}); }, load() {} };`,
      'missing-kernel',
    ],
    [
      'a crash',
      `export default { interaction: 'predict', train() { process.kill(process.pid, 'SIGSEGV'); }, load() {} };`,
      'crash',
    ],
    [
      'no artefact',
      `export default { interaction: 'predict', train() { return { steps: 0, epochs: 0, parameters: null }; }, load() {} };`,
      'artefact-missing',
    ],
    [
      'too many rows',
      honest.replace(
        "context.all('train')",
        "(() => { for (let i = 0; i < 30; i++) context.all('train'); return context.all('train'); })()",
      ),
      'budget-exceeded',
    ],
    [
      'NaN as an answer',
      honest.replace('logits[i * 3 + label] -=', 'logits[i * 3 + label] = Number.NaN, logits[0] -='),
      'non-finite-output',
    ],
    [
      'answers that change when timed',
      honest
        .replace('load(context) {', 'load(context) { let calls = 0;')
        .replace('return { logits', 'if (++calls > 45) logits.fill(calls); return { logits'),
      'timed-output-mismatch',
    ],
    [
      'answers that depend on the queries before',
      honest
        .replace('load(context) {', 'load(context) { let drift = 0;')
        .replace('return { logits', 'drift += 1e-3; logits[0] += drift; return { logits'),
      'timed-output-mismatch',
    ],
    [
      'another answer in every process',
      honest
        .replace('load(context) {', 'load(context) { const bias = Math.random();')
        .replace('return { logits', 'logits[0] += bias; return { logits'),
      'timed-output-mismatch',
    ],
  ])('names the reason of %s in the record', async (_name, code, expected) => {
    const { record, folder } = await run('failing', code);
    expect(record.verdict).toBe('INVALID');
    expect(record.reasons[0]).toMatchObject({ code: expected });
    expect(record.reasons[0]!.remedy).not.toBe('');
    expect(existsSync(join(folder, recordFileName))).toBe(true);
    expect((await verifyRecord(folder)).ok).toBe(true);
  });
});
