import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchmarkRecord, recordSchema } from '@paretoboard/contract/record.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from './digest.js';
import { signingKey } from './key-ring.js';
import { signDigest } from './signing.js';
import { writeSampleRecord } from './testing/sample-record.js';
import { verifyRecord } from './verify-record.js';
import { recordText } from './write-record.js';

const root = mkdtempSync(join(tmpdir(), 'paretoboard-verify-'));
const folder = join(root, 'record');
const key = signingKey(root);
let record: BenchmarkRecord;

beforeAll(async () => {
  record = await writeSampleRecord(folder, key);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function failures(path: string, trustedKeys?: ReadonlyMap<string, string>): Promise<string[]> {
  const { checks } = await verifyRecord(path, trustedKeys ? { trustedKeys } : {});
  return checks.filter((check) => !check.ok).map(({ id }) => id);
}

/** The record with a change, digested and signed again: a house that lies about its own figures. */
async function resigned(change: (record: BenchmarkRecord) => void): Promise<string[]> {
  const changed = structuredClone(record);
  change(changed);
  const { digest: _digest, signature: _signature, ...unsigned } = changed;
  const digest = digestOf(unsigned);
  writeFileSync(join(folder, 'record.json'), recordText({ ...unsigned, digest, signature: signDigest(digest, key) }));
  const found = await failures(folder);
  writeFileSync(join(folder, 'record.json'), recordText(record));
  return found;
}

/** Which check may find a changed byte of which file. */
const namedBy: Record<string, RegExp> = {
  'record.json': /^(schema|form|digest|signature)$/,
  'items.columns': /^file-items-columns$/,
  'latencies.columns': /^file-latencies-columns$/,
  'run.log': /^file-run-log$/,
  'public-key.pem': /^signature$/,
};

describe('verify', () => {
  test('accepts what was written, also with only the folder', async () => {
    const { ok, checks } = await verifyRecord(folder);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    expect(ok).toBe(true);
    const copy = join(root, 'copy');
    cpSync(folder, copy, { recursive: true });
    expect(await failures(join(copy, 'record.json'), new Map([[key.keyId, key.publicPem]]))).toEqual([]);
  });

  test.each(Object.keys(namedBy))('finds a changed bit in %s, and names it', async (name) => {
    const path = join(folder, name);
    const original = readFileSync(path);
    const step = Math.max(1, Math.floor(original.length / 20)); // Every byte: the fault suite.
    const missed: string[] = [];
    try {
      for (let at = 0; at < original.length; at += step) {
        const changed = Buffer.from(original);
        changed[at]! ^= 1 << (at % 8);
        writeFileSync(path, changed);
        const found = await failures(folder);
        if (!found.some((id) => namedBy[name]!.test(id))) missed.push(`byte ${at}: ${found.join(', ') || 'nothing'}`);
      }
    } finally {
      writeFileSync(path, original);
    }
    expect(missed).toEqual([]);
  });

  test.each(['\n', ' ', '\u00a0'])('finds %j after the record', async (appended) => {
    writeFileSync(join(folder, 'record.json'), recordText(record) + appended);
    const found = await failures(folder);
    writeFileSync(join(folder, 'record.json'), recordText(record));
    expect(found).toEqual([appended === '\u00a0' ? 'schema' : 'form']);
  });

  test('does not overlook a field that it does not know', async () => {
    writeFileSync(join(folder, 'record.json'), recordText({ ...record, rank: 1 }));
    const found = await failures(folder);
    writeFileSync(join(folder, 'record.json'), recordText(record));
    expect(found).toEqual(['digest']);
  });

  const latency =
    (change: (figures: NonNullable<BenchmarkRecord['latency']['single-stream']>) => void) => (r: BenchmarkRecord) =>
      change(r.latency['single-stream']!);
  test.each<[string, (record: BenchmarkRecord) => void, string]>([
    ['p50', latency((l) => (l.p50Ms! *= 0.999)), 'latency'],
    ['an upper bound', latency((l) => (l.p90MsHigh! += 1e-6)), 'latency'],
    ['throughput', latency((l) => (l.throughputPerSecond! += 1)), 'latency'],
    ['the null model', latency((l) => (l.nullModel.p50Ms! /= 2)), 'latency'],
    ['the reason of a null', latency((l) => (l.reasons.p99Ms = 'fine')), 'latency'],
    ['a metric', (r) => (r.metrics[0]!.value! += 0.01), 'metrics'],
    ['one seed', (r) => (r.metrics[0]!.perSeed[1]! += 0.01), 'metrics'],
    ['n', (r) => (r.metrics[0]!.n += 1), 'metrics'],
    ['an interval', (r) => (r.metrics[0]!.low! -= 0.01), 'metrics'],
    ['cold load', (r) => (r.cold.loadMs = 1), 'cold'],
    ['artefact bytes', (r) => (r.resources.artefactBytes = 1), 'cold'],
    ['a budget’s use', (r) => (r.budgets[0]!.used = 0.5), 'budgets'],
    ['a query’s time', (r) => (r.budgets.find(({ id }) => id === 'queryMs')!.used = 0.5), 'budgets'],
    ['a budget’s verdict', (r) => (r.budgets[0]!.limit = 0.1), 'budgets'],
    ['peak memory', (r) => (r.resources.peakMemoryBytes = 5), 'budgets'],
    ['a training seed', (r) => (r.training[0]!.seed += 1), 'seed'],
    ['the run’s seed', (r) => (r.seeds.public = 8), 'seed'],
    ['the verdict', (r) => (r.verdict = 'INVALID'), 'verdict'],
    ['a failed check', (r) => (r.checks[0]!.ok = false), 'verdict'],
    ['the end', (r) => (r.finishedAt = '2025-01-01T00:00:00.000Z'), 'times'],
    ['the length', (r) => (r.finishedAt = r.startedAt), 'times'],
  ])('recomputes %s, whoever signed it', async (_what, change, expected) => {
    expect(await resigned(change)).toContain(expected);
  });

  test('names a file that is missing', async () => {
    const copy = join(root, 'without');
    cpSync(folder, copy, { recursive: true });
    rmSync(join(copy, 'items.columns'));
    expect(await failures(copy)).toEqual(['file-items-columns', 'items', 'metrics']);
    expect(recordSchema.parse(record).files.items?.path).toBe('items.columns');
  });
});
