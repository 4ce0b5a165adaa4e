import { mkdirSync } from 'node:fs';
import type { BenchmarkRecord, ItemOutcome, LatencySample, UnsignedRecord } from '@paretoboard/contract/record.js';
import { Random } from '@paretoboard/sdk/random.js';
import { limitsOf } from '../../run/budgets.js';
import { latencyRange } from '../../run/findings.js';
import { RunFiles } from '../../run/run-files.js';
import { deriveSeed, seedPlan } from '../../run/seed-plan.js';
import { sha256 } from '../digest.js';
import { LatencyColumns } from '../latency-columns.js';
import { summariseLatency } from '../latency-summary.js';
import { meteredUses } from '../metered-figures.js';
import { itemSample, metricFigures, metricFromItems } from '../metric-summary.js';
import type { SigningKey } from '../signing.js';
import { writeRecord } from '../write-record.js';

export interface SampleSize {
  /** Test items of each of two seeds. */
  readonly items: number;
  /** Timed queries of each of three starts. */
  readonly queries: number;
}

const plan = seedPlan(7);
const seeds = [0, 1].map((index) => deriveSeed(plan, `train-${index}`));
const fromItems = { outcome: 'correct', aggregate: 'mean' } as const;

function outcomes(size: number): ItemOutcome[] {
  const random = new Random(1);
  return seeds.flatMap((seed) =>
    Array.from({ length: size }, (_, item) => ({
      seed,
      item,
      group: `trial-${item >> 2}`,
      outcome: { correct: Number(random.uniform() < 0.9) },
    })),
  );
}

function samples(queries: number): LatencySample[] {
  const random = new Random(2);
  return [0, 1, 2].flatMap((start) =>
    (['null', 'submission'] as const).flatMap((model) =>
      Array.from({ length: queries }, (_, query) => ({
        scenario: 'single-stream' as const,
        model,
        start,
        query,
        latencyMs: (model === 'null' ? 0.02 : 1) + random.uniform(),
        items: 1,
        trial: 0,
        lateMs: 0,
      })),
    ),
  );
}

const identity = {
  schemaVersion: 1,
  task: { id: 'sample-task', version: '1.0.0' },
  variant: { id: 'surrogate', dataset: 'sample', relation: 'surrogate' },
  track: 'all',
  division: 'from-scratch',
  profile: 'quick',
  precision: 'float32',
  batchSize: 1,
  submission: {
    name: 'sample',
    version: '1.0.0',
    title: 'Sample – “ü”',
    kind: 'tfjs-module',
    digest: sha256('submission'),
    authors: ['Nobody'],
    source: 'none',
    licence: 'Apache-2.0',
  },
  runtime: { name: 'cpu', version: '4.22.0', device: 'cpu', threads: 1 },
  sandbox: {
    level: 'process',
    network: 'shared',
    filesystem: 'shared',
    capabilities: 'inherited',
    memoryLimit: 'watchdog',
    processLimit: 'none',
    cpuSet: null,
  },
  machine: {
    cpuModel: 'none',
    cpuCores: 1,
    memoryBytes: 1e9,
    operatingSystem: 'none',
    kernel: 'none',
    node: '20.19.0',
    gpu: null,
    deviceClass: 'cpu:none',
  },
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:01:00.000Z',
  attempt: 1,
  attempts: 1,
  verdict: 'VALID',
  reasons: [],
  referees: [],
  contamination: { state: 'not needed', detail: 'generated' },
  seeds: { public: 7, secretCommitment: null, secret: null },
  sentinel: null,
} as const;

function training(seed: number): UnsignedRecord['training'][number] {
  return {
    seed,
    fold: 0,
    wallSeconds: 1.5,
    cpuSeconds: 1.25,
    rowsServed: 100,
    declared: { steps: 1, epochs: 1 },
    history: [{ epoch: 1, values: { loss: 1e-7 } }],
    artefact: { digest: sha256(String(seed)), bytes: 10 },
  };
}

function budgetsOf(figures: Parameters<typeof meteredUses>[0]): UnsignedRecord['budgets'] {
  const uses = meteredUses(figures);
  return Object.values(limitsOf([])).map((limit) => ({ ...limit, used: uses[limit.id] ?? null, ok: true }));
}

export interface SampleData {
  readonly items: readonly ItemOutcome[];
  readonly timed: readonly LatencySample[];
}

/** Outcomes and samples as a run would have measured them. */
export function sampleData(size: SampleSize): SampleData {
  return { items: outcomes(size.items), timed: samples(size.queries) };
}

/** Whose record it is, and of which task. */
export type SampleIdentity = Partial<Pick<UnsignedRecord, 'task' | 'variant' | 'submission' | 'finishedAt'>>;

/** Writes a VALID record of generated figures, with its files, into `folder` (made if missing). It verifies. */
export async function writeSampleRecord(
  folder: string,
  key: SigningKey,
  { items, timed }: SampleData = sampleData({ items: 40, queries: 70 }),
  about: SampleIdentity = {},
): Promise<BenchmarkRecord> {
  mkdirSync(folder, { recursive: true });
  const files = new RunFiles(folder);
  for (const item of items) files.addItem(item);
  for (const sample of timed) files.addLatency(sample);
  files.addEvent({ message: 'sample' });
  const perSeed = seeds.map((seed) =>
    metricFromItems(
      fromItems,
      '%',
      items.filter((item) => item.seed === seed),
    ),
  );
  const columns = new LatencyColumns();
  for (const sample of timed) columns.add(sample);
  const slowestTimedMs = latencyRange({ samples: columns })?.slowestMs ?? null;
  const evaluation = seeds.map((seed) => ({ seed, loadMs: 12.5, firstCallMs: 3.25, slowestCallMs: 4.5 }));
  const trained = seeds.map(training);
  const metric = {
    id: 'accuracy',
    unit: '%',
    direction: 'higher',
    primary: true,
    level: 0.95,
    n: items.length / 2,
  } as const;
  return writeRecord(
    folder,
    {
      ...identity,
      reasons: [],
      submission: { ...identity.submission, authors: ['Nobody'] },
      referees: [],
      ...about,
      metrics: [
        {
          ...metric,
          perSeed,
          fromItems,
          ...metricFigures(perSeed, '%', itemSample(fromItems, items.length / 2, null)),
        },
      ],
      latency: { 'single-stream': summariseLatency('single-stream', columns, null) },
      cold: { loadMs: 12.5, firstCallMs: 3.25, perStart: [{ loadMs: 12.5, firstCallMs: 3.25 }] },
      training: trained,
      evaluation,
      resources: { peakMemoryBytes: 1_000, parameters: null, artefactBytes: 10 },
      budgets: budgetsOf({
        training: trained,
        evaluation,
        preTrainedBytes: null,
        peakMemoryBytes: 1_000,
        slowestTimedMs,
      }),
      checks: [{ id: 'sample', ok: true, message: 'generated' }],
      files: await files.finish(),
    },
    key,
  );
}
