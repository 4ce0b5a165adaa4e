/**
 * Documents as the API sends them, parsed by the contract's schemas: states that a real board on this machine seldom shows together
 * (INVALID rows, missing figures, hostile names), for the tests of the pages.
 */

import { type Account, accountSchema } from '@paretoboard/contract/account.js';
import { type Board, type BoardRow, boardSchema } from '@paretoboard/contract/board.js';
import { type Comparison, comparisonSchema } from '@paretoboard/contract/comparison.js';
import { type Health, healthSchema } from '@paretoboard/contract/http.js';
import { type ItemComparison, itemComparisonSchema } from '@paretoboard/contract/item-comparison.js';
import { curveProbabilities, type LatencyCurves, latencyCurvesSchema } from '@paretoboard/contract/latency-curves.js';
import { type Paper, paperSchema } from '@paretoboard/contract/paper.js';
import { type Queue, queueSchema } from '@paretoboard/contract/queue.js';
import { type BenchmarkRecord, recordSchema } from '@paretoboard/contract/record.js';
import { type RunState, runStateSchema } from '@paretoboard/contract/run-state.js';
import { type SearchResult, searchResultSchema } from '@paretoboard/contract/search.js';
import { type TaskListing, taskListingSchema } from '@paretoboard/contract/task.js';
import { telemetrySample } from './telemetry-sample';

export const digestOf = (seed: number) =>
  Array.from({ length: 64 }, (_, index) => ((seed * 7919 + index * 104_729) % 16).toString(16)).join('');

const metricDefinitions = [
  {
    id: 'accuracy',
    name: 'Accuracy',
    unit: '%',
    direction: 'higher',
    primary: true,
    description: 'Correct answers over all test items.',
  },
  {
    id: 'macro-f1',
    name: 'Macro F1',
    unit: '%',
    direction: 'higher',
    primary: false,
    description: 'F1 of each class, then their mean.',
  },
] as const;

export const task: TaskListing = taskListingSchema.parse({
  id: 'lighthart-kd-har',
  version: '1.0.0',
  title: 'LightHART: activity recognition from a wrist sensor, taught by a skeleton',
  summary:
    'A small transformer reads six inertial channels and names one of 27 activities. In training a larger teacher, which also sees the skeleton, hands its knowledge down.',
  interaction: 'predict',
  paper: {
    title: 'LightHART: Lightweight Human Activity Recognition Transformer',
    authors: 'Haque, Ni, Li, Yan, Ngu',
    venue: 'ICPR 2024, LNCS 15315',
    year: 2024,
    doi: '10.1007/978-3-031-78354-8_27',
  },
  metrics: metricDefinitions,
  variants: [
    {
      id: 'utd-mhad',
      dataset: 'utd-mhad',
      relation: 'official',
      title: 'UTD-MHAD, complete',
      comparability:
        'The complete data set with the paper’s subject split; whether the paper counts windows or trials is not stated.',
      available: true,
      items: { train: 1201, validation: 134, test: 1262 },
    },
    {
      id: 'surrogate',
      dataset: 'utd-mhad-surrogate',
      relation: 'surrogate',
      title: 'Generated, in the same layout',
      comparability:
        'Generated signals in the official layout: figures show that the path works, not how the method does on people.',
      available: true,
      items: { train: 600, validation: 60, test: 600 },
    },
    {
      id: 'stand-in',
      dataset: 'stand-in-har',
      relation: 'stand-in',
      title: 'A stand-in that is not here',
      comparability: 'Another real data set of the same kind.',
      available: false,
      items: null,
    },
  ],
  tracks: [
    {
      id: 'inertial',
      title: 'Student: inertial only',
      description: 'At test time a method sees six inertial channels.',
      trainingInputs: ['inertial', 'skeleton'],
      testInputs: ['inertial'],
    },
    {
      id: 'multimodal',
      title: 'Teacher: inertial and skeleton',
      description: 'At test time a method also sees the skeleton.',
      trainingInputs: ['inertial', 'skeleton'],
      testInputs: ['inertial', 'skeleton'],
    },
  ],
  budgets: [
    { id: 'trainingWallSeconds', limit: 900, unit: 's' },
    { id: 'memoryBytes', limit: 4 * 1024 ** 3, unit: 'B' },
    { id: 'rowsServed', limit: 2_000_000, unit: 'rows' },
    { id: 'queryMs', limit: 1000, unit: 'ms' },
  ],
  scenarios: ['single-stream'],
  claims: [
    claim('LightHART student with distillation', 87.56, 'lighthart-kd-har', 'inertial', [
      {
        code: 'unit-not-stated',
        message:
          'The paper does not say whether the accuracy counts windows or trials; 87.56 % is no multiple of 1/431.',
      },
    ]),
    claim('LightHART student without distillation', 73.62, 'lighthart-student', 'inertial', []),
    claim('LightHART teacher', 89.81, 'lighthart-teacher', 'multimodal', []),
  ],
  protocol:
    'Train on subjects 1, 3, 5 and 7, test on 2, 4, 6 and 8. Windows of 64 steps with an overlap of 10. One recipe for every seed; the validation split is a tenth of the training trials. The skeleton may be read in training only.',
  chance: 3.7,
  qualityBar: { metric: 'accuracy', shareOfReference: 0.8, reference: 'lighthart-kd-har' },
  submissions: [
    { name: 'majority-class', title: 'Majority class', track: 'inertial' },
    { name: 'lighthart-kd-har', title: 'LightHART student with distillation', track: 'inertial' },
  ],
});

function claim(method: string, value: number, submission: string, track: string, audit: object[]) {
  return {
    metric: 'accuracy',
    value,
    method,
    submission,
    track,
    dataset: 'utd-mhad',
    table: 'Table 1',
    conditions: 'cross-subject',
    audit,
  };
}

export const emptyTask: TaskListing = taskListingSchema.parse({
  ...task,
  id: 'enhanced-lenet5-traffic-sign',
  title: 'Traffic signs with an enhanced LeNet-5',
  summary: 'A network of 414,443 parameters names one of 43 traffic signs on a grey image of 32 × 32 pixels.',
  claims: [],
  variants: [{ ...task.variants[1], title: 'Generated signs' }],
  tracks: [{ ...task.tracks[0], id: 'image', title: 'Grey image' }],
});

const runtime = { name: 'tensorflow', version: '2.21.0', device: 'CPU', threads: 2 };
const machine = {
  cpuModel: 'AMD EPYC 9B14 64-Core Processor',
  cpuCores: 2,
  gpu: null,
  deviceClass: 'cpu:AMD EPYC 9B14 64-Core Processor',
};
const intervalReason = 'an interval over starts needs 3 starts; there were 2';
const p99Reason = 'p99 needs 662 queries in every start at 99 % confidence; the shortest start had 214';

interface RowFigures {
  name: string;
  title: string;
  accuracy: number;
  p50: number;
  track?: string;
  front?: boolean;
  parameters?: number;
  claimed?: number;
  invalid?: boolean;
  rank?: number;
  basis?: BoardRow['rankBasis'];
}

function metricResult(id: 'accuracy' | 'macro-f1', value: number) {
  return {
    id,
    value,
    unit: '%',
    direction: 'higher',
    primary: id === 'accuracy',
    n: 1262,
    low: Math.max(0, value - 1.84),
    high: Math.min(100, value + 1.71),
    level: 0.95,
    method: 't over seeds',
    perSeed: [value - 0.6, value + 0.1, value + 0.5],
    fromItems: { outcome: 'correct', aggregate: 'mean' },
  };
}

function latencyResult(p50: number, starts: 2 | 6) {
  const interval = starts === 6;
  return {
    n: 642 * starts,
    samplesPerQuery: 1,
    starts,
    durationMs: 2140,
    p50Ms: p50,
    p50MsLow: interval ? p50 * 0.94 : null,
    p50MsHigh: interval ? p50 * 1.09 : null,
    p90Ms: p50 * 1.31,
    p90MsLow: null,
    p90MsHigh: null,
    p95Ms: p50 * 1.38,
    p95MsLow: null,
    p95MsHigh: null,
    p99Ms: null,
    p99MsLow: null,
    p99MsHigh: null,
    observedMaximum: [],
    p50MsStudent: interval ? { low: p50 * 0.92, high: p50 * 1.1 } : null,
    reasons: { p99Ms: p99Reason, ...(interval ? {} : { p50MsLow: intervalReason, p50MsHigh: intervalReason }) },
    method: 'exact over starts',
    perStartP50Ms: Array.from({ length: starts }, (_, start) => p50 * (0.98 + 0.01 * ((start * 5) % 7))),
    throughputPerSecond: 1000 / p50,
    throughputPerSecondLow: interval ? 920 / p50 : null,
    throughputPerSecondHigh: interval ? 1060 / p50 : null,
    perStartThroughput: Array.from({ length: starts }, () => 1000 / p50),
    server: null,
    nullModel: { p50Ms: 0.031, p99Ms: 0.094, n: 2000, reasons: {} },
  };
}

function boardRow(figures: RowFigures, index: number): unknown {
  const invalid = figures.invalid ?? false;
  return {
    rank: figures.rank ?? null,
    latencyRank: null,
    latencyRankWords: 'not ranked',
    rankObstacle: invalid ? 'INVALID' : figures.rank === undefined ? 'quick profile' : null,
    rankBasis: figures.basis ?? 'unranked',
    rankWords: 'not ranked',
    rankRange: null,
    newBest: false,
    profile: figures.rank === undefined ? 'quick' : 'full',
    precision: 'float32',
    contamination: { state: 'not run', detail: 'not run for built-in baselines' },
    tieGroup: null,
    submission: { ...submissionOf(figures, index), builtIn: true },
    track: figures.track ?? 'inertial',
    division: 'from-scratch',
    runtime,
    sandbox: { level: 'namespace' },
    machine,
    record: digestOf(index + 1),
    metrics: [metricResult('accuracy', figures.accuracy), metricResult('macro-f1', figures.accuracy * 0.97)],
    latency: { 'single-stream': latencyResult(figures.p50, figures.rank === undefined ? 2 : 6) },
    cold: { loadMs: 812, firstCallMs: 14.2 },
    resources: {
      peakMemoryBytes: 431_000_000,
      parameters: { value: figures.parameters ?? 19_931, source: 'measured' },
      artefactBytes: 84_000,
      floorMs: 0.000_42,
    },
    onParetoFront: figures.front ?? false,
    verdict: invalid ? 'INVALID' : 'VALID',
    attempts: 1,
    measuredAt: `2026-11-21T06:${String(index % 60).padStart(2, '0')}:00.000Z`,
    ageDays: 0,
    claim:
      figures.claimed === undefined
        ? null
        : { value: figures.claimed, table: 'Table 1', difference: figures.accuracy - figures.claimed },
  };
}

function submissionOf(figures: RowFigures, index: number) {
  return {
    name: figures.name,
    version: '1.0.0',
    title: figures.title,
    kind: 'tfjs-module',
    digest: digestOf(index + 100),
    authors: ['Paretoboard'],
    source: 'built-in',
    licence: 'Apache-2.0',
  };
}

/** A tag, a bidirectional override, a zero-width space, an emoji of several characters, and ten thousand letters without a place to break. */
export const hostileTitle = `<img src=x onerror="document.title=\`broken\`">\u202e gnp.exe\u200b 👩‍👩‍👧 ${'W'.repeat(10_000)}`;

const figures: RowFigures[] = [
  {
    name: 'lighthart-teacher',
    title: 'LightHART teacher',
    accuracy: 84.1,
    p50: 4.31,
    track: 'multimodal',
    front: true,
    parameters: 52_113,
    claimed: 89.81,
  },
  {
    name: 'lighthart-kd-har',
    title: 'LightHART student with distillation',
    accuracy: 76.9,
    p50: 1.92,
    front: true,
    claimed: 87.56,
  },
  { name: 'cnn-1d', title: '1-D CNN', accuracy: 74.2, p50: 0.81, front: true, parameters: 35_803 },
  {
    name: 'lighthart-student',
    title: 'LightHART student without distillation',
    accuracy: 71.3,
    p50: 1.89,
    claimed: 73.62,
  },
  { name: 'hostile', title: hostileTitle, accuracy: 66, p50: 2.4, invalid: true },
  {
    name: 'logistic-regression',
    title: 'Logistic regression on channel statistics',
    accuracy: 58.4,
    p50: 0.22,
    front: true,
    parameters: 513,
  },
  { name: 'majority-class', title: 'Majority class', accuracy: 3.7, p50: 0.061, front: true, parameters: 27 },
];

const rankedFigures: RowFigures[] = [
  {
    name: 'lighthart-kd-har',
    title: 'LightHART student with distillation',
    accuracy: 98.1,
    p50: 1.92,
    front: true,
    rank: 1,
    basis: 'tied',
  },
  { name: 'cnn-1d', title: '1-D CNN', accuracy: 97.6, p50: 0.81, front: true, rank: 1, basis: 'tied' },
  {
    name: 'lighthart-student',
    title: 'LightHART student without distillation',
    accuracy: 92.3,
    p50: 1.89,
    rank: 3,
    basis: 'separated',
  },
  {
    name: 'majority-class',
    title: 'Majority class',
    accuracy: 3.7,
    p50: 0.061,
    front: true,
    rank: 4,
    basis: 'separated',
  },
];

export const rows: BoardRow[] = boardSchema.shape.rows.parse(figures.map(boardRow));
export const rankedRows: BoardRow[] = boardSchema.shape.rows.parse(
  rankedFigures.map((each, index) => boardRow(each, index + 20)),
);

const rowsOf: Record<string, BoardRow[]> = { official: rows, surrogate: rankedRows };

/** The board of a variant: quick rows on official data, full ones on the surrogate, none on the stand-in. */
export function board(listing: TaskListing, variantId: string | null, track: string | null = null): Board {
  const variant = listing.variants.find(({ id }) => id === variantId) ?? listing.variants[0];
  const comparable = variant?.relation === 'official';
  const all = listing.id === task.id ? (rowsOf[variant?.relation ?? ''] ?? []) : [];
  const shown = all.filter((row) => track === null || row.track === track);
  const superseded = comparable && all.length > 0 ? 2 : 0;
  const hidden = [
    { reason: 'other input track', count: all.length - shown.length },
    { reason: 'superseded by a later attempt', count: superseded },
  ];
  return boardSchema.parse({
    task: listing,
    variant,
    scenario: 'single-stream',
    division: null,
    device: null,
    rows: shown,
    shown: shown.length,
    total: all.length + superseded,
    hidden: hidden.filter(({ count }) => count > 0),
    claims: comparable ? listing.claims : [],
    comparable,
  });
}

/** Two rows, each verdict once. */
export function comparison(a: string, b: string): Comparison {
  const side = (digest: string) => {
    const { name, version, title } = rows.find((row) => row.record === digest)!.submission;
    return { record: digest, submission: { name, version, title } };
  };
  const metric = { unit: '%', direction: 'higher', primary: true, a: 76.9, b: 74.2, difference: 2.7 };
  const latency = { scenario: 'single-stream', figure: 'p50Ms', a: 1.92, b: 0.81, ratio: 2.37, smallestRatio: null };
  const tested = { low: 1.9, high: 3.4, test: 'mcnemar-exact', p: 0.0003, reason: null };
  return comparisonSchema.parse({
    a: side(a),
    b: side(b),
    metrics: [
      { id: 'accuracy', ...metric, smallestDifference: 1.6, ...tested, verdict: 'separated' },
      { id: 'macro-f1', ...metric, primary: false, smallestDifference: 4.1, ...tested, p: 0.3, verdict: 'tied' },
    ],
    latency: [
      {
        ...latency,
        ...tested,
        test: null,
        p: null,
        low: null,
        high: null,
        verdict: 'underpowered',
        reason: '2 starts',
      },
    ],
  });
}

/** Three disagreements among 1,262 items. */
export function itemComparison(a: string, b: string): ItemComparison {
  return itemComparisonSchema.parse({
    a,
    b,
    metric: 'accuracy',
    outcome: 'correct',
    reason: null,
    units: 1262,
    equal: 1259,
    aLarger: 2,
    bLarger: 1,
    largest: [
      { unit: 'item-17', a: 1, b: 0 },
      { unit: 'item-400', a: 1, b: 0.333 },
      { unit: hostileTitle, a: 0, b: 1 },
    ],
  });
}

/** Two starts around the row's p50. */
export function latencyCurves(digest: string): LatencyCurves {
  const p50 = rows.find((row) => row.record === digest)?.latency['single-stream']?.p50Ms ?? 1;
  const quantilesMs = (factor: number) => curveProbabilities.map((share) => p50 * factor * (0.7 + 0.6 * share ** 3));
  return latencyCurvesSchema.parse({
    record: digest,
    scenario: 'single-stream',
    probabilities: curveProbabilities,
    starts: [1, 1.04].map((factor, start) => ({
      start,
      n: 642,
      quantilesMs: quantilesMs(factor),
      timeline: Array.from({ length: 60 }, (_, index) => ({
        medianMs: p50 * factor * (1 + 0.02 * Math.sin(index)),
        slowestMs: p50 * factor * 1.3,
      })),
    })),
    nullModel: { n: 2000, quantilesMs: curveProbabilities.map((share) => 0.03 + 0.01 * share) },
    reason: null,
  });
}

/** Fifty seconds of a machine on which something else ran for a moment. */
export const telemetry = Array.from({ length: 500 }, (_, index) =>
  telemetrySample(100 * (index + 1), 1 + 0.1 * Math.sin(index / 9), index === 250 ? 1.4 : 0.05),
);

/** The task's paper, with a finding of each severity. */
export const paper: Paper = paperSchema.parse({
  id: task.id,
  title: task.paper.title,
  doi: task.paper.doi,
  family: 'signals-and-skeletons',
  task: task.id,
  audit: {
    paper: task.id,
    title: task.paper.title,
    doi: task.paper.doi,
    tables: 6,
    figures: 35,
    checks: 59,
    findings: (['contradiction', 'suspicion', 'rounding'] as const).map((severity) => ({
      check: 'difference',
      severity,
      says: '14.44 points over CrossViT',
      where: 'text; Table 1',
      arithmetic: '87.56 - 75.37 = 12.19 (or within [12.18, 12.2] before rounding); printed 14.44',
      tables: ['Table 1'],
      figures: [87.56, 75.37, 14.44],
    })),
  },
});

/** A paper without a task and without a DOI. */
export const otherPaper: Paper = paperSchema.parse({
  id: 'openear',
  title: 'Open-set egocentric actions',
  doi: null,
  family: 'video',
  task: null,
  audit: { ...paper.audit, paper: 'openear', doi: null, findings: [] },
});

/** One hit of each kind, the last with a hostile title; none for `nothing`. */
export function search(query: string, kind: string | null): SearchResult {
  const hits = [
    { kind: 'task', id: task.id, title: task.title, detail: task.summary, task: null, record: null },
    { kind: 'paper', id: paper.id, title: paper.title, detail: task.paper.authors, task: null, record: null },
    { kind: 'submitter', id: 'ada', title: 'ada', detail: '1 record', task: null, record: null },
    { kind: 'method', id: 'hostile', title: hostileTitle, detail: task.title, task: task.id, record: rows[4]!.record },
  ];
  const items = query === 'nothing' ? [] : hits.filter((hit) => kind === null || hit.kind === kind);
  return searchResultSchema.parse({ query, items: items.map((hit) => ({ ...hit, score: 0.9 })) });
}

const file = (path: string, size: number) => ({ path, sha256: digestOf(size), bytes: size });

function history(offset: number) {
  return Array.from({ length: 12 }, (_, index) => ({
    epoch: index + 1,
    values: {
      loss: 3.1 * Math.exp(-0.21 * index) + 0.1 + offset,
      validationAccuracy: 82 - 70 * Math.exp(-0.33 * index) - offset * 9,
    },
  }));
}

/** The record of the board's row `index`; the fifth is INVALID. */
export function record(index: number): BenchmarkRecord {
  const row = rows[index];
  if (!row) throw new Error(`no row ${index}`);
  const invalid = row.verdict === 'INVALID';
  const { builtIn: _, ...submission } = row.submission;
  return recordSchema.parse({
    schemaVersion: 1,
    task: { id: task.id, version: task.version },
    variant: { id: 'utd-mhad', dataset: 'utd-mhad', relation: 'official' },
    track: row.track,
    division: row.division,
    profile: row.profile,
    precision: row.precision,
    batchSize: 1,
    submission,
    runtime: row.runtime,
    sandbox: {
      level: 'namespace',
      network: 'none',
      filesystem: 'read-only',
      capabilities: 'none',
      memoryLimit: 'cgroup-v1',
      processLimit: 'cgroup-v1',
      cpuSet: '1',
    },
    machine: {
      ...machine,
      memoryBytes: 25_000_000_000,
      operatingSystem: 'Debian GNU/Linux 12',
      kernel: '6.1.0',
      node: '20.20.2',
    },
    startedAt: '2026-11-21T06:18:29.000Z',
    finishedAt: '2026-11-21T06:21:02.000Z',
    attempt: 1,
    attempts: 1,
    verdict: row.verdict,
    reasons: invalid
      ? [
          {
            code: 'timed-output-mismatch',
            message: '31 of 640 timed outputs differ from the accuracy pass by up to 0.2; the tolerance is 0.0001.',
            remedy:
              'Answer the same input the same way whether or not it is timed; remove caching keyed by arrival order.',
          },
        ]
      : [],
    metrics: row.metrics,
    latency: row.latency,
    cold: row.cold,
    training: [11, 12, 13].map((seed, position) => ({
      seed,
      fold: 0,
      wallSeconds: 41.2 + position,
      cpuSeconds: 70.1 + position,
      rowsServed: 24_020,
      declared: { steps: 380, epochs: 12 },
      history: history(position * 0.06),
      artefact: { digest: digestOf(seed), bytes: 84_000 },
    })),
    referees: [],
    contamination: row.contamination,
    resources: row.resources,
    budgets: [
      { id: 'trainingWallSeconds', limit: 900, unit: 's', used: 43.2, ok: true },
      { id: 'memoryBytes', limit: 4 * 1024 ** 3, unit: 'B', used: 431_000_000, ok: true },
      { id: 'rowsServed', limit: 2_000_000, unit: 'rows', used: 24_020, ok: true },
      {
        id: 'processes',
        limit: 64,
        unit: 'processes',
        used: null,
        ok: true,
        reason: 'no cgroup controller for pids here',
      },
      { id: 'queryMs', limit: 10, unit: 'ms', used: 12.5, ok: false },
    ],
    seeds: { public: null, secretCommitment: digestOf(5), secret: '84920183409218340' },
    sentinel: null,
    checks: [
      { id: 'output-shape', ok: true, message: 'every output had the declared shape and finite values' },
      { id: 'determinism', ok: true, message: 'two passes agree within 0.0001' },
      {
        id: 'timed-outputs',
        ok: !invalid,
        message: invalid ? '31 of 640 timed outputs differ' : 'all timed outputs agree',
      },
    ],
    files: {
      items: file('items.columns', 182_011),
      latencies: file('latencies.columns', 431_009),
      outputs: null,
      log: file('log.txt', 9011),
      telemetry: file('telemetry.jsonl', 120_000),
    },
    digest: row.record,
    signature: {
      algorithm: 'Ed25519',
      keyId: digestOf(9),
      value: 'q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeA==',
    },
  });
}

/** More wait and run than the page of runs shows. */
export const queue: Queue = queueSchema.parse({ waiting: 212, running: 2, typicalSeconds: 50, etaSeconds: 10_700 });

export const runs: RunState[] = [
  run('run-3', 'training', { stage: 'seed 2 of 3, epoch 7', progress: 0.42 }),
  run('run-4', 'queued', { position: 1, ahead: 1, etaSeconds: 210 }),
  run('run-2', 'published', { record: digestOf(2), finishedAt: '2026-11-21T06:21:02.000Z' }),
  run('run-1', 'failed', {
    finishedAt: '2026-11-21T06:11:02.000Z',
    reasons: [
      { code: 'out-of-memory', message: 'The process passed its limit of 4 GiB.', remedy: 'Use a smaller batch.' },
    ],
  }),
];

function run(id: string, state: string, change: object): RunState {
  return runStateSchema.parse({
    id,
    state,
    request: {
      task: task.id,
      variant: 'utd-mhad',
      submission: 'lighthart-kd-har',
      profile: 'quick',
      runtime: null,
      sandbox: 'process',
      starts: null,
      seeds: null,
      seed: null,
    },
    position: null,
    ahead: null,
    etaSeconds: null,
    stage: null,
    progress: null,
    reasons: [],
    record: null,
    createdAt: '2026-11-21T06:18:29.000Z',
    finishedAt: null,
    ...change,
  });
}

export const health: Health = healthSchema.parse({
  status: 'ok',
  live: true,
  ready: true,
  parts: [
    { name: 'database', ok: true, detail: 'embedded PostgreSQL' },
    { name: 'worker', ok: true, detail: 'one worker, heartbeat 2 s ago' },
  ],
});

/** A token that the document server knows. */
export const testToken = 'pb_of-a-test';

export const account: Account = accountSchema.parse({
  name: 'ada',
  roles: ['submitter', 'organiser'],
  token: { name: 'laptop', scopes: ['read', 'submit', 'organise'], expiresAt: null },
  teams: [],
  quotas: [],
});
