import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingKey } from '../key-ring.js';
import { verifyRecord } from '../verify-record.js';
import { sampleData, writeSampleRecord } from './sample-record.js';

export interface RecordSpeed {
  /** Rows of per-item outcomes; beside them as many latency samples, half of them of the null model. */
  readonly items: number;
  readonly writeMs: number;
  readonly verifyMs: number;
  /** Bytes of everything beside and in the record. */
  readonly bytes: number;
}

/**
 * Time to write a record with its raw samples, and to verify it in full.
 * @param items per-item outcomes over two seeds; a multiple of 12
 * @throws if the record does not verify
 */
export async function recordSpeed(items: number): Promise<RecordSpeed> {
  const root = mkdtempSync(join(tmpdir(), 'paretoboard-record-speed-'));
  try {
    const key = signingKey(root);
    const folder = join(root, 'record');
    const data = sampleData({ items: items / 2, queries: Math.ceil(items / 12) });
    const begun = performance.now();
    const record = await writeSampleRecord(folder, key, data);
    const written = performance.now();
    const { ok, checks } = await verifyRecord(folder);
    const verified = performance.now();
    if (!ok) throw new Error(`the record does not verify: ${JSON.stringify(checks.filter((check) => !check.ok))}`);
    const bytes = Object.values(record.files).reduce((sum, file) => sum + (file?.bytes ?? 0), 0);
    return { items, writeMs: written - begun, verifyMs: verified - written, bytes };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
