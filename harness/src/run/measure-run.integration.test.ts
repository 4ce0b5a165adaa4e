import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyRecord } from '../records/verify-record.js';
import { recordFileName, recordText } from '../records/write-record.js';
import { probeRuntimes } from '../runtimes/probe-runtimes.js';
import { type BlobsRun, measureBlobs, nearestMean, writeBlobsSubmission } from './fixtures/measure-blobs.js';

let root: string;
let measured: BlobsRun;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard measure '));
  measured = await run('nearest-mean', nearestMean, { starts: 2 });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function run(name: string, code: string, options: Parameters<typeof measureBlobs>[2] = {}): Promise<BlobsRun> {
  return measureBlobs(root, writeBlobsSubmission(root, name, code), { seeds: 2, ...options });
}

/** Honest answers, kept for inputs that come again; each new one costs a millisecond of work. */
const caching = nearestMean
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
    const { record, folder, events } = measured;
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
    const { record } = measured;
    const folder = join(root, 'tampered');
    cpSync(measured.folder, folder, { recursive: true });
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

  it('finds answers that are kept for inputs that come again', async () => {
    const { record } = await run('caching', caching);
    expect(record.metrics[0]!.value).toBeGreaterThan(95);
    expect(record.reasons.map((reason) => reason.code)).toEqual(['cached-answers']);
  });

  it('names a runtime that is not on this machine', async ({ skip }) => {
    const absent = (await probeRuntimes()).find((runtime) => !runtime.available);
    if (!absent) return skip('this machine has every runtime');
    const { record } = await run('elsewhere', nearestMean, { runtime: absent.name });
    expect(record.reasons.map((reason) => reason.code)).toEqual(['runtime-unavailable']);
    expect(record.reasons[0]!.message).toContain(absent.name);
  });
});
