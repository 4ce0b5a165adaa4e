import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '@paretoboard/contract/log-entry.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { publishedKeys, signingKey } from '@paretoboard/harness/records/key-ring.js';
import { signDigest } from '@paretoboard/harness/records/signing.js';
import { writeSampleRecord } from '@paretoboard/harness/records/testing/sample-record.js';
import { firstPrevious } from '@paretoboard/harness/records/verify-log.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Finished, run } from './testing/paretoboard.js';

const root = mkdtempSync(join(tmpdir(), 'paretoboard-verify-cli-'));
const home = join(root, 'home');
const copied = join(root, 'elsewhere', 'copied record');
const logFile = join(root, 'log.json');
let record: BenchmarkRecord;

function entryOf(recordDigest: string): LogEntry {
  const at = new Date(Date.now() + 1_000).toISOString();
  const unsigned = { seq: 0, previous: firstPrevious, recordDigest, kind: 'result', at } as const;
  return { ...unsigned, signature: signDigest(digestOf(unsigned), signingKey(home)) };
}

beforeAll(async () => {
  record = await writeSampleRecord(join(root, 'record'), signingKey(home));
  cpSync(join(root, 'record'), copied, { recursive: true });
  writeFileSync(logFile, JSON.stringify({ entries: [entryOf(record.digest)], keys: publishedKeys(home) }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** No server, no state, not even a home: only the folder. */
const verify = (...parameters: string[]): Promise<Finished> =>
  run(['verify', ...parameters, '--json'], { HOME: undefined, PARETOBOARD_HOME: undefined });

function failed({ stdout }: Finished): string[] {
  const { checks } = JSON.parse(stdout) as { checks: { id: string; ok: boolean }[] };
  return checks.filter(({ ok }) => !ok).map(({ id }) => id);
}

test('a copied folder verifies on its own, and with the log that names it', async () => {
  const alone = await verify(copied);
  expect({ status: alone.status, failed: failed(alone) }).toEqual({ status: 0, failed: [] });
  const logged = await verify(copied, '--log', logFile);
  expect({ status: logged.status, failed: failed(logged) }).toEqual({ status: 0, failed: [] });
  expect(logged.stdout).toContain('published as entry 0');
  expect((await verify('--log', logFile)).status).toBe(0);
});

test('a record that is not in the log, and a log that was edited, are refused', async () => {
  const edited = readFileSync(logFile, 'utf8').replace(record.digest, 'a'.repeat(64));
  writeFileSync(join(root, 'edited.json'), edited);
  const refused = await verify(copied, '--log', join(root, 'edited.json'));
  expect({ status: refused.status, failed: failed(refused) }).toEqual({
    status: 1,
    failed: ['log-signatures', 'log-entry'],
  });
});

test('wrong use is told from a failed verification', async () => {
  for (const parameters of [
    [],
    ['/nowhere'],
    [copied, '--log', '/nowhere'],
    [copied, '--log', join(copied, 'record.json')],
  ])
    expect((await verify(...parameters)).status).toBe(2);
});
