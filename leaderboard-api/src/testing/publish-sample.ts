import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HiddenData } from '@paretoboard/contract/challenge-phase.js';
import type { ReasonCode } from '@paretoboard/contract/reason.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { SentinelResult } from '@paretoboard/contract/sentinel.js';
import { sha256 } from '@paretoboard/harness/records/digest.js';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { sampleData, writeSampleRecord } from '@paretoboard/harness/records/testing/sample-record.js';
import { writeRecord } from '@paretoboard/harness/records/write-record.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import type { DataSource } from 'typeorm';
import { publishRecord } from '../records/publish-record.js';

export const sampleTask = 'enhanced-lenet5-traffic-sign';

/** What a published sample differs in. */
export interface Sample {
  readonly name: string;
  readonly profile?: 'quick' | 'full';
  readonly finishedAt?: string;
  readonly owner?: string | null;
  readonly deviceClass?: string;
  /** Added to every timed latency, in ms: slower by so much, and the figures agree with the files. */
  readonly slowerMs?: number;
  /** Of each seed's items so many, the first ones, are answered wrongly. */
  readonly wrong?: number;
  /** Verdict INVALID, for this code; true: for an answer that is not finite. */
  readonly invalid?: boolean | ReasonCode;
  /** Content address of what was sent. */
  readonly digest?: string;
  /** Median of the sentinel that ran beside it, in ms, on a machine of that name; absent: none did. */
  readonly sentinel?: { readonly ms: number; readonly machine: string };
  /** The challenge that hid its data. */
  readonly hidden?: HiddenData;
}

function sentinelOf({ ms, machine }: NonNullable<Sample['sentinel']>): SentinelResult {
  const times = { p50MsBefore: ms, p50MsAfter: ms, drift: 1 };
  return { name: 'matrix-product', digest: sha256(machine), n: 100, ...times, ratioToSentinel: {} };
}

/** Writes a record of generated figures of a real task into `folder`; it verifies like a measured one. */
export async function writeSample(folder: string, home: string, sample: Sample): Promise<BenchmarkRecord> {
  const { definition } = await loadTask(sampleTask);
  const { wrong = 0, invalid = false, hidden, sentinel } = sample;
  const { items: right, timed } = sampleData({ items: 40, queries: 70 });
  const items = right.map((one) => (one.item < wrong ? { ...one, outcome: { correct: 0 } } : one));
  const slower = timed.map((one) => ({ ...one, latencyMs: one.latencyMs + (sample.slowerMs ?? 0) }));
  const key = signingKey(home);
  const { digest: _, signature: __, ...plain } = await writeSampleRecord(folder, key, { items, timed: slower });
  const { name, profile = 'full', finishedAt = plain.finishedAt, deviceClass = 'cpu:none' } = sample;
  return writeRecord(
    folder,
    {
      ...plain,
      task: { id: definition.id, version: definition.version },
      track: definition.tracks[0]!.id,
      profile,
      startedAt: new Date(Date.parse(finishedAt) - 60_000).toISOString(),
      finishedAt,
      submission: { ...plain.submission, name, title: name, digest: sample.digest ?? plain.submission.digest },
      ...(hidden && {
        variant: { ...plain.variant, id: hidden.variant },
        challenge: { id: hidden.challenge, phase: hidden.phase, seedCommitment: hidden.commitment },
      }),
      ...(sentinel && { sentinel: sentinelOf(sentinel) }),
      ...(invalid && {
        verdict: 'INVALID' as const,
        reasons: [{ code: invalid === true ? 'non-finite-output' : invalid, message: 'generated', remedy: 'None.' }],
        checks: [{ id: 'finite', ok: false, message: 'generated' }],
      }),
      machine: { ...plain.machine, deviceClass },
    },
    key,
  );
}

/** Publishes such a record. */
export async function publishSample(database: DataSource, home: string, sample: Sample): Promise<BenchmarkRecord> {
  const folder = mkdtempSync(join(tmpdir(), 'paretoboard-sample-'));
  try {
    const record = await writeSample(folder, home, sample);
    const { owner = null } = sample;
    await publishRecord(database, record, folder, { home, builtIn: owner === null, owner }, async () => undefined);
    return record;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
