import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Profile, profiles } from '@paretoboard/contract/profile.js';
import type { LatencySample } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import { submissionManifestSchema } from '@paretoboard/contract/submission-manifest.js';
import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LatencyColumns } from '../../records/latency-columns.js';
import { summariseLatency } from '../../records/latency-summary.js';
import { judgeTrial } from '../../records/server-search.js';
import { limitsOf } from '../budgets.js';
import { blobsData, blobsTask } from '../fixtures/blobs-task.js';
import { predict } from '../interactions/predict.js';
import { type LatencyPass, latencyPass } from '../latency-pass.js';
import { processSessions } from '../process-sessions.js';
import { deriveSeed, seedPlan } from '../seed-plan.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard scenarios '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const speaker = fileURLToPath(new URL('../fixtures/frame-speaker.mjs', import.meta.url));
const wire = new URL('../../sandbox/fixtures/wire.mjs', import.meta.url).href;
const boundMs = 20;

const short: Profile = {
  ...profiles.quick,
  minimumWindowMs: 20,
  maximumWindowMs: 60_000,
  minimumTrialMs: 100,
  maximumTrialMs: 2_000,
};

function definition(queryMs: number): TaskDefinition {
  const { definition: blobs } = blobsTask;
  return taskDefinitionSchema.parse({
    ...blobs,
    budgets: [...blobs.budgets, { id: 'queryMs', limit: queryMs, unit: 'ms' }],
    timing: { ...blobs.timing, serverBoundMs: boundMs, offlineBatchSize: 32 },
  });
}

interface Timed {
  readonly pass: LatencyPass;
  readonly samples: readonly LatencySample[];
  readonly columns: LatencyColumns;
}

function time(manner: string, scenarios: readonly Scenario[], queryMs = 20_000): Timed {
  const task = definition(queryMs);
  const scratchFolder = mkdtempSync(join(root, `${manner} `));
  const command = [process.execPath, speaker, manner, wire];
  const manifest = submissionManifestSchema.parse({
    schemaVersion: 1,
    name: manner,
    version: '1.0.0',
    title: manner,
    task: 'blobs',
    track: 'plain',
    kind: 'process',
    division: 'pre-trained',
    artefact: 'artefact',
    authors: ['test'],
    source: '',
    licence: 'Apache-2.0',
    command,
  });
  const sessions = processSessions({
    submission: { manifest, digest: '', folder: scratchFolder, entry: null, builtIn: false },
    level: 'process',
    runtime: null,
    threads: 1,
    scratchFolder,
    budgets: task.budgets,
  });
  const plan = seedPlan(1);
  const samples: LatencySample[] = [];
  const columns = new LatencyColumns();
  const pass = latencyPass({
    task,
    module: blobsTask,
    track: task.tracks[0]!,
    interaction: predict,
    constants: {},
    limits: limitsOf(task.budgets),
    threads: 1,
    artefactFolder: scratchFolder,
    test: blobsData.test,
    answers: Array.from({ length: blobsData.test.items }, (_, index) => {
      const item = blobsData.test.read(index);
      const data = item.inputs.x!.data.slice(0, 3);
      return { index, item, outputs: { logits: { dtype: 'float32', shape: [3], data } } };
    }),
    profile: short,
    starts: 1,
    scenarios,
    seedOf: (purpose) => deriveSeed(plan, `latency-${purpose}`),
    sessions,
    logFile: join(scratchFolder, 'submission.log'),
    onSample: (sample) => {
      samples.push(sample);
      columns.add(sample);
    },
    onProgress: () => {},
  });
  return { pass, samples, columns };
}

describe('scenarios with real processes', () => {
  it('closed loops: 1, 8 and a batch of samples a query, every window with its floors, outputs compared', () => {
    const { pass, samples, columns } = time('honest', ['single-stream', 'multi-stream', 'offline']);
    expect(pass.windowsReachedMinimum).toBe(true);
    expect(pass.compared).toBeGreaterThan(0);
    expect(pass.different).toBe(0);
    const itemsOf = (scenario: Scenario) => [
      ...new Set(samples.filter((sample) => sample.scenario === scenario).map(({ items }) => items)),
    ];
    expect([itemsOf('single-stream'), itemsOf('multi-stream'), itemsOf('offline')]).toEqual([[1], [8], [32]]);
    for (const scenario of ['single-stream', 'multi-stream'] as const)
      expect(columns.of(scenario, 'submission')[0]!.latenciesMs.length).toBeGreaterThanOrEqual(64);
    const [frames] = columns.of('offline', 'submission');
    // The floor of offline counts samples: 64 of them, in frames of 32.
    expect(frames!.items).toBeGreaterThanOrEqual(64);
    const { throughputPerSecond } = summariseLatency('offline', columns, null);
    const totalMs = frames!.latenciesMs.reduce((sum, value) => sum + value, 0);
    expect(throughputPerSecond).toBeCloseTo((1_000 * frames!.items) / totalMs, 6);
  });

  it('offline does not ask a slow submission for as many frames as queries', () => {
    const { pass, columns } = time('hopeless', ['offline']);
    expect(columns.of('offline', 'submission')[0]!.latenciesMs.length).toBeLessThan(64);
    expect(pass.windowsReachedMinimum).toBe(true);
  });

  it('server: tries no rate that it does not judge by its own samples, and finds none that a serial submission cannot serve', () => {
    const { pass, columns } = time('slow', ['multi-stream', 'server']);
    const trials = columns.of('server', 'submission');
    expect(pass.trials.length).toBe(trials.length);
    pass.trials.forEach((trial, index) => {
      expect(judgeTrial(trials[index]!, trial.ratePerSecond, boundMs)).toEqual(trial);
    });
    // Two milliseconds each, one after another: 500/s, and a queue of 20 ms more over 662 queries.
    for (const { ratePerSecond, met } of pass.trials) if (met) expect(ratePerSecond).toBeLessThan(650);
    const { server, throughputPerSecond } = summariseLatency('server', columns, { boundMs, trials: [...pass.trials] });
    const best = Math.max(0, ...pass.trials.filter(({ met }) => met).map(({ ratePerSecond }) => ratePerSecond));
    expect(throughputPerSecond).toBe(best === 0 ? null : best);
    expect(server?.boundMs).toBe(boundMs);
  });

  it('server: that no rate meets the bound is a result, not a fault', () => {
    const { pass, columns } = time('hopeless', ['server']);
    expect(pass.trials.map(({ met }) => met)).not.toContain(true);
    expect(pass.windowsReachedMinimum).toBe(true);
    const result = summariseLatency('server', columns, { boundMs, trials: [...pass.trials] });
    expect(result.throughputPerSecond).toBeNull();
    expect(result.reasons.throughputPerSecond).toBe(
      '0 of 1 starts gave a rate with a p99 of at most 20 ms; the lowest that was tried is 331/s',
    );
  });

  it('server: latency counts from the scheduled moment, so it holds the lateness of issue', () => {
    const { samples } = time('overtaking', ['multi-stream', 'server']);
    const timed = samples.filter((sample) => sample.scenario === 'server');
    expect(timed.every(({ latencyMs, lateMs }) => latencyMs >= lateMs)).toBe(true);
    // Answers in another order than the questions are told apart by their ids: only the held-back half waits.
    const own = timed.filter((sample) => sample.model === 'submission');
    const held = own.filter(({ query }) => query % 2 === 0);
    expect(held.every(({ latencyMs }) => latencyMs > 9)).toBe(true);
    expect(own.length).toBeGreaterThan(0);
  });

  it.each([
    ['twice', 'wire-garbage'],
    ['early', 'wire-garbage'],
    ['never', 'timeout'],
  ])('server: answers %s: %s', (manner, code) => {
    expect(() => time(manner, ['multi-stream', 'server'], 500)).toThrow(expect.objectContaining({ code }));
  });

  it('server: answers of another query are found among those that are compared', () => {
    const { pass } = time('of-another', ['multi-stream', 'server']);
    expect(pass.different).toBeGreaterThan(0);
  });
});
