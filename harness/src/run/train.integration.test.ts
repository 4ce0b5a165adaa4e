import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxDescription } from '@paretoboard/contract/sandbox-level.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CorePlan, parseCoreList } from '../sandbox/cores.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import type { ItemSource } from '../task/task-module.js';
import { limitsOf } from './budgets.js';
import { blobsManifest } from './fixtures/blobs-manifest.js';
import { blobsData, blobsTask } from './fixtures/blobs-task.js';
import { processSessions } from './process-sessions.js';
import type { ResolvedSubmission } from './resolved-submission.js';
import { type Trained, train } from './train.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard train '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Computes for 0.4 s if it is told to, then reads every training row, six at a time; last, it takes all cores that it can get. */
const greedy = (computes: boolean): string => `
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
export default {
  interaction: 'predict',
  train(context) {
    for (const end = performance.now() + 400; ${computes} && performance.now() < end; );
    for (let rows = context.next('train', 6); rows.items > 0; rows = context.next('train', 6));
    const allowed = () => /^Cpus_allowed_list:\\s*(\\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
    const given = allowed();
    if (given) spawnSync('taskset', ['-a', '-p', '-c', '0-1023', String(process.pid)]);
    context.save('facts.json', new TextEncoder().encode(JSON.stringify({ given, taken: allowed() })));
    return { steps: 1, epochs: 1, parameters: 1 };
  },
  load: () => ({ parameters: 1, predict: () => ({}) }),
};`;

function submission(computes: boolean): ResolvedSubmission {
  const folder = mkdtempSync(join(root, 'source '));
  const entry = join(folder, 'entry.mjs');
  writeFileSync(entry, greedy(computes));
  const manifest = blobsManifest('greedy', 'entry.mjs');
  return { manifest, folder, entry, digest: '0'.repeat(64), builtIn: false };
}

function slow(source: ItemSource, milliseconds: number): ItemSource {
  const read = (index: number) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
    return source.read(index);
  };
  return { items: source.items, read };
}

function trained(
  readMs: number,
  wallSeconds: number,
  cores?: CorePlan,
): Trained & { folder: string; sandbox: SandboxDescription | null } {
  const { definition } = blobsTask;
  const artefactFolder = mkdtempSync(join(root, 'artefact '));
  let sandbox: SandboxDescription | null = null;
  const factory = processSessions({
    submission: submission(readMs === 0),
    level: 'process',
    runtime: 'cpu',
    threads: 1,
    scratchFolder: mkdtempSync(join(root, 'scratch ')),
    budgets: definition.budgets,
    ...(cores ? { cores } : {}),
  });
  const result = train({
    task: definition,
    track: definition.tracks[0]!,
    data: { ...blobsData, train: slow(blobsData.train, readMs) },
    seed: 1,
    limits: limitsOf([{ id: 'trainingWallSeconds', limit: wallSeconds, unit: 's' }]),
    sessions: {
      ...factory,
      submission: (options) => {
        const session = factory.submission(options);
        sandbox = session.description;
        return session;
      },
    },
    artefactFolder,
    logFile: join(root, 'log'),
    onProgress: () => {},
  });
  return { ...result, folder: artefactFolder, sandbox };
}

describe('the clock of a training', () => {
  it('does not charge the time in which the harness reads rows, and freezes the submission meanwhile', () => {
    const readMs = 100;
    const { result } = trained(readMs, 5.5);
    const readSeconds = (blobsData.train.items * readMs) / 1_000;
    // More than the whole budget went by while rows were read.
    expect(readSeconds).toBeGreaterThan(5.5);
    expect(result.rowsServed).toBe(blobsData.train.items);
    expect(result.pausedSeconds).toBeGreaterThan(0.6 * readSeconds);
    expect(result.frozenSeconds).toBeGreaterThan(0.3 * readSeconds);
    expect(result.wallSeconds).toBeLessThan(5.5);
  });

  it('charges the submission for its own time', () => {
    let found: unknown;
    try {
      trained(0, 0.1);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(SubmissionFailure);
    expect((found as SubmissionFailure).code).toBe('budget-exceeded');
  });
});

describe.runIf(existsSync('/proc/self/status') && availableParallelism() > 1)('cores', () => {
  it('gives a training its cores whatever the harness is pinned to, and says what holds it there', () => {
    const status = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]!;
    const last = parseCoreList(status).at(-1)!;
    const plan = { harness: null, inference: null, training: String(last), reason: 'a test' };
    const { folder, sandbox } = trained(0, 60, { ...plan, inferenceThreads: 1, trainingThreads: 1 });
    const facts = JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8')) as { given: string; taken: string };
    expect(parseCoreList(facts.given)).toEqual([last]);
    expect(sandbox).toMatchObject({ cpuSet: null, cpuSetReason: 'a test', trainingCpuSet: String(last) });
    if (sandbox?.cpuSetBy !== 'affinity') expect(parseCoreList(facts.taken)).toEqual([last]);
  });
});
