import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { writeSampleRecord } from '@paretoboard/harness/records/testing/sample-record.js';
import { afterAll, describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('verify_record.py', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'paretoboard-python-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function failed(folder: string): string[] {
  const { stdout, stderr } = spawnSync('python3', [script, folder], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  const { checks } = JSON.parse(stdout) as { checks: { id: string; ok: boolean }[] };
  return checks.filter(({ ok }) => !ok).map(({ id }) => id);
}

describe.skipIf(!hasPython())('a verifier written in Python from the page on the format', () => {
  test('accepts a record, and names what was changed', async () => {
    const folder = join(root, 'record');
    await writeSampleRecord(folder, signingKey(root));
    expect(failed(folder)).toEqual([]);
    for (const [name, expected] of [
      ['record.json', ['digest']],
      ['items.columns', ['files', 'metrics']],
      ['latencies.columns', ['files', 'latency']],
    ] as const) {
      const path = join(folder, name);
      const original = readFileSync(path);
      const at = name === 'record.json' ? original.indexOf('"precision": "f') + 14 : original.length >> 1;
      const changed = Buffer.from(original);
      changed[at]! ^= 1;
      writeFileSync(path, changed);
      expect(failed(folder)).toEqual(expected);
      writeFileSync(path, original);
    }
  });
});
