import { boardSchema } from '@paretoboard/contract/board.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import { type BoardRecord, makeBoard } from '@paretoboard/harness/board/board.js';
import { boardCsv } from '@paretoboard/harness/board/board-csv.js';
import { boardEntry } from '@paretoboard/harness/board/board-entry.js';
import type { ItemEvidence } from '@paretoboard/harness/records/item-evidence.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { beforeAll, describe, expect, it } from 'vitest';

let task: TaskListing;
beforeAll(async () => {
  const { definition } = await loadTask('lighthart-kd-har');
  const variants = definition.variants.map((variant) => ({ ...variant, available: true, items: null }));
  task = { ...definition, variants, submissions: [] };
});

interface Figures {
  readonly name: string;
  readonly value?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly p50Ms?: number;
  readonly profile?: 'quick' | 'full';
  readonly verdict?: 'VALID' | 'INVALID';
  readonly finishedAt?: string;
  readonly track?: string;
  readonly starts?: readonly number[];
  readonly items?: ItemEvidence;
  readonly retraction?: string;
  readonly sentinelMs?: number;
  /** Account that sent it; absent: a built-in. */
  readonly owner?: string;
  readonly division?: 'from-scratch' | 'pre-trained';
}

let made = 0;

/** A record with the fields that the board reads; the schema of the board checks the result. */
function record(figures: Figures): BoardRecord {
  const {
    name,
    value = 80,
    low = 78,
    high = 82,
    p50Ms = 1,
    profile = 'full',
    verdict = 'VALID',
    track = 'inertial',
    starts = [0.98, 0.99, 1, 1, 1.01, 1.02].map((factor) => factor * p50Ms),
  } = figures;
  const metric = {
    id: 'accuracy',
    unit: '%',
    direction: 'higher',
    primary: true,
    n: 432,
    level: 0.95,
    method: 't',
    perSeed: [1, 2, 3, 4, 5, 6].map(() => value),
  };
  const body = {
    digest: (++made).toString(16).padStart(64, '0'),
    track,
    division: figures.division ?? 'from-scratch',
    profile,
    precision: 'float32',
    submission: {
      name,
      version: '1.0.0',
      title: name,
      kind: 'tfjs-module',
      digest: 'a'.repeat(64),
      authors: ['x'],
      source: '',
      licence: '',
    },
    runtime: { name: 'wasm', version: '1', device: 'cpu', threads: 1 },
    sandbox: { level: 'process' },
    machine: { cpuModel: 'cpu', cpuCores: 2, gpu: null, deviceClass: 'cpu:cpu' },
    sentinel: figures.sentinelMs
      ? { name: 'fixed-work', digest: 'b'.repeat(64), p50MsBefore: figures.sentinelMs, p50MsAfter: figures.sentinelMs }
      : null,
    finishedAt: figures.finishedAt ?? '2026-01-01T00:00:00.000Z',
    verdict,
    contamination: { state: 'passed', detail: '' },
    seeds: { public: null, secretCommitment: 'c'.repeat(64), secret: '7' },
    metrics: [{ ...metric, value, low, high, fromItems: null }],
    latency: {
      'single-stream': {
        n: 1000,
        samplesPerQuery: 1,
        starts: 6,
        durationMs: 1000,
        p50Ms,
        p50MsLow: null,
        p50MsHigh: null,
        p90Ms: null,
        p90MsLow: null,
        p90MsHigh: null,
        p95Ms: null,
        p95MsLow: null,
        p95MsHigh: null,
        p99Ms: null,
        p99MsLow: null,
        p99MsHigh: null,
        observedMaximum: [],
        p50MsStudent: null,
        reasons: {},
        method: '',
        perStartP50Ms: starts,
        throughputPerSecond: 1,
        throughputPerSecondLow: null,
        throughputPerSecondHigh: null,
        perStartThroughput: starts.map(() => 1),
        server: null,
        nullModel: { p50Ms: 0.05, p99Ms: null, n: 100, reasons: {} },
      },
    },
    cold: { loadMs: 1, firstCallMs: 1 },
    resources: { peakMemoryBytes: 1, parameters: null, artefactBytes: 1 },
  };
  return {
    record: body as unknown as BenchmarkRecord,
    builtIn: figures.owner === undefined,
    owner: figures.owner ?? null,
    items: figures.items ?? null,
    retraction: figures.retraction ?? null,
  };
}

function board(records: ReturnType<typeof record>[], variant = 'utd-mhad', now = '2026-01-02T00:00:00Z') {
  const found = task.variants.find(({ id }) => id === variant)!;
  const options = {
    task,
    variant: found,
    scenario: 'single-stream' as const,
    division: null,
    device: null,
    track: null,
  };
  return boardSchema.parse(makeBoard({ ...options, records, now: new Date(now) }));
}

describe('makeBoard', () => {
  it('ranks apart what lies apart, and lets overlapping intervals share a rank', () => {
    const { rows } = board([
      record({ name: 'third', value: 70, low: 68, high: 72 }),
      record({ name: 'first', value: 90, low: 88, high: 92 }),
      record({ name: 'also-first', value: 89, low: 87, high: 91 }),
    ]);
    expect(rows.map((row) => [row.submission.name, row.rank, row.rankBasis])).toEqual([
      ['first', 1, 'tied'],
      ['also-first', 1, 'tied'],
      ['third', 3, 'separated'],
    ]);
    expect(rows.map((row) => row.rankRange)).toEqual([
      { low: 1, high: 2 },
      { low: 1, high: 2 },
      { low: 3, high: 3 },
    ]);
    expect(rows[1]!.rankWords).toContain('not told apart from first');
  });

  it('in short counts the rows that share the first rank, within what is compared, and has the newest', () => {
    const records = [
      record({ name: 'first', value: 90, low: 88, high: 92 }),
      record({ name: 'also-first', value: 89, low: 87, high: 91 }),
      record({ name: 'third', value: 70, low: 68, high: 72, finishedAt: '2026-01-01T09:00:00.000Z' }),
      record({ name: 'of-another-division', value: 95, low: 94, high: 96, division: 'pre-trained' }),
    ];
    const short = boardEntry(board(records));
    expect(short).toMatchObject({ task: task.id, variant: 'utd-mhad', rows: 4, sharingFirst: 2 });
    expect(short.newest).toMatchObject({
      submission: { name: 'third' },
      rank: 3,
      measuredAt: '2026-01-01T09:00:00.000Z',
      metric: { id: 'accuracy', value: 70 },
    });
    expect(boardEntry(board([record({ name: 'quick', profile: 'quick' })])).sharingFirst).toBe(0);
    expect(boardEntry(board([]))).toMatchObject({ rows: 0, sharingFirst: 0, newest: null });
  });

  it('is the same all day, so that who holds it is not sent it again', () => {
    const records = [
      record({ name: 'late', value: 90, finishedAt: '2026-01-01T23:59:00.000Z' }),
      record({ name: 'early', value: 70, finishedAt: '2026-01-01T00:01:00.000Z' }),
    ];
    const at = (now: string) => board(records, 'utd-mhad', now);
    expect(JSON.stringify(at('2026-01-03T23:59:59Z'))).toBe(JSON.stringify(at('2026-01-03T00:00:00Z')));
    expect(at('2026-01-03T00:00:00Z').rows.map(({ ageDays }) => ageDays)).toEqual([2, 2]);
    expect(at('2026-01-01T00:00:00Z').rows.map(({ ageDays }) => ageDays)).toEqual([0, 0]);
  });

  it('asks the items, where they are at hand, before the intervals', () => {
    const hits = (misses: (item: number) => boolean): ItemEvidence => {
      const items = Float64Array.from({ length: 400 }, (_, item) => (misses(item) ? 0 : 1));
      const units = Array.from({ length: 400 }, (_, item) => `item-${item}`);
      return { units, items, seeds: Float64Array.of(items.filter(Boolean).length / 400), isSteady: true };
    };
    const { rows } = board([
      record({ name: 'better', value: 81, items: hits((item) => item < 60) }),
      record({ name: 'worse', value: 80, items: hits((item) => item < 80) }),
    ]);
    expect(rows.map((row) => [row.rank, row.rankBasis])).toEqual([
      [1, 'separated'],
      [2, 'separated'],
    ]);
    expect(rows[0]!.rankWords).toContain('exact McNemar over 400 paired items');
  });

  it('ranks speed only above the quality bar that the reference sets', () => {
    const { rows } = board([
      record({ name: 'lighthart-kd-har', value: 80, p50Ms: 5 }),
      record({ name: 'quick-enough', value: 79, p50Ms: 2 }),
      record({ name: 'null', value: 4, p50Ms: 0.1 }),
    ]);
    expect(rows.map((row) => [row.submission.name, row.latencyRank])).toEqual([
      ['lighthart-kd-har', 2],
      ['quick-enough', 1],
      ['null', null],
    ]);
    expect(rows[2]!.latencyRankWords).toContain('below the quality bar');
    expect(rows[0]!.latencyRankWords).toContain('exact Mann–Whitney over 6 and 6 starts');
  });

  it('calls a row a new best only if it was proven better than the best until then', () => {
    const { rows } = board([
      record({ name: 'first', value: 80, finishedAt: '2026-01-01T01:00:00.000Z' }),
      record({ name: 'no-better', value: 81, finishedAt: '2026-01-01T02:00:00.000Z' }),
      record({ name: 'better', value: 90, finishedAt: '2026-01-01T03:00:00.000Z' }),
    ]);
    expect(rows.map((row) => [row.submission.name, row.newBest])).toEqual([
      ['better', true],
      ['no-better', false],
      ['first', true],
    ]);
  });

  it('shows quick rows without a rank, and keeps tracks apart', () => {
    const { rows } = board([
      record({ name: 'quick', value: 99, low: 98, high: 100, profile: 'quick' }),
      record({ name: 'teacher', value: 95, low: 94, high: 96, track: 'inertial-skeleton' }),
      record({ name: 'student', value: 80 }),
    ]);
    expect(rows.map((row) => [row.submission.name, row.rank])).toEqual([
      ['quick', null],
      ['teacher', 1],
      ['student', 1],
    ]);
  });

  it('stands on the newest valid record, counts every attempt, and says what it hides', () => {
    const result = board([
      record({ name: 'one', value: 70, finishedAt: '2026-01-01T01:00:00.000Z' }),
      record({ name: 'one', value: 75, finishedAt: '2026-01-01T02:00:00.000Z' }),
      record({ name: 'one', value: null, verdict: 'INVALID', finishedAt: '2026-01-01T03:00:00.000Z' }),
      record({ name: 'broken', value: null, verdict: 'INVALID' }),
    ]);
    expect(result.rows.map((row) => [row.submission.name, row.metrics[0]!.value, row.attempts])).toEqual([
      ['one', 75, 3],
    ]);
    expect(result.hidden).toEqual([{ reason: 'INVALID', count: 1 }]);
    expect([result.shown, result.total]).toEqual([1, 2]);
  });

  it('lets nobody take a row by sending something of its name', () => {
    const { rows } = board([
      record({ name: 'student', value: 80, finishedAt: '2026-01-01T01:00:00.000Z' }),
      record({ name: 'student', value: 70, owner: 'ann', finishedAt: '2026-01-01T02:00:00.000Z' }),
      record({ name: 'student', value: 60, owner: 'ben', finishedAt: '2026-01-01T03:00:00.000Z' }),
    ]);
    expect(rows.map(({ submission, metrics, attempts }) => [submission.owner, metrics[0]!.value, attempts])).toEqual([
      [null, 80, 1],
      ['ann', 70, 1],
      ['ben', 60, 1],
    ]);
  });

  it('never ranks what arrives trained with what is trained here', () => {
    const { rows } = board([
      record({ name: 'sent', value: 99, low: 98, high: 100, owner: 'ann', division: 'pre-trained' }),
      record({ name: 'trained', value: 80, owner: 'ann' }),
    ]);
    expect(rows.map(({ submission, rank, division }) => [submission.name, rank, division])).toEqual([
      ['sent', 1, 'pre-trained'],
      ['trained', 1, 'from-scratch'],
    ]);
  });

  it('puts a claim beside a row on official data only', () => {
    const records = [record({ name: 'lighthart-kd-har', value: 80 })];
    const official = board(records).rows[0]!.claim!;
    expect(official.value).toBe(87.56);
    expect(official.difference).toBeCloseTo(-7.56, 10);
    const surrogate = board(records, 'surrogate');
    expect(surrogate.rows[0]!.claim).toBeNull();
    expect(surrogate.comparable).toBe(false);
    expect(surrogate.claims).toEqual([]);
  });

  it('marks the Pareto front of accuracy and latency', () => {
    const { rows } = board([
      record({ name: 'accurate', value: 90, p50Ms: 5 }),
      record({ name: 'fast', value: 70, p50Ms: 1 }),
      record({ name: 'beaten', value: 69, p50Ms: 2 }),
    ]);
    expect(rows.filter((row) => row.onParetoFront).map((row) => row.submission.name)).toEqual(['accurate', 'fast']);
  });

  it('draws a front for each track, device class and precision: another track sees other inputs', () => {
    const { rows } = board([
      record({ name: 'teacher', value: 95, p50Ms: 1, track: 'inertial-skeleton' }),
      record({ name: 'student', value: 80, p50Ms: 5 }),
    ]);
    expect(rows.map((row) => row.onParetoFront)).toEqual([true, true]);
  });

  it('leaves a row on the front that only noise puts behind another', () => {
    const { rows } = board([
      record({ name: 'ahead', value: 81, p50Ms: 1 }),
      record({ name: 'hardly-behind', value: 80.9, p50Ms: 1.001 }),
    ]);
    expect(rows.map((row) => row.onParetoFront)).toEqual([true, true]);
  });
});

describe('boardCsv', () => {
  it('leaves what was not measured empty, and gives no spreadsheet a formula to run', () => {
    const csv = boardCsv(board([record({ name: 'one' })]));
    const [header, row] = csv.split('\r\n').map((line) => line.split(','));
    const cell = (name: string): string | undefined => row?.[header!.indexOf(name)];
    expect(cell('p99Ms')).toBe('');
    expect(cell('value')).toBe('80');
    const hostile = board([record({ name: 'one' })]);
    hostile.rows[0]!.submission.version = '=1+1,"x"';
    expect(boardCsv(hostile)).toContain(`"'=1+1,""x"""`);
  });
});

describe('a retracted record', () => {
  it('leaves the board, and the board says why', () => {
    const kept = record({ name: 'kept' });
    const gone = record({ name: 'gone', value: 99, low: 98, high: 100, retraction: 'the test split was trained on' });
    const { rows, hidden, shown, total } = board([kept, gone]);
    expect(rows.map(({ submission }) => submission.name)).toEqual(['kept']);
    expect(hidden).toEqual([{ reason: 'retracted: the test split was trained on', count: 1 }]);
    expect({ shown, total }).toEqual({ shown: 1, total: 2 });
  });

  it('gives way to an earlier record of the same submission, which still counts its attempts', () => {
    const earlier = record({ name: 'same', value: 70, finishedAt: '2025-12-01T00:00:00.000Z' });
    const later = record({ name: 'same', value: 99, retraction: 'wrong data' });
    const { rows } = board([earlier, later]);
    expect(rows).toEqual([expect.objectContaining({ record: earlier.record.digest, attempts: 2 })]);
  });
});

describe('a machine that drifts', () => {
  it('makes rows stale that were measured before, in words, and not those measured since', () => {
    const at = (day: number): string => `2026-01-0${day}T00:00:00.000Z`;
    const { rows } = board([
      record({ name: 'before', sentinelMs: 5, finishedAt: at(1) }),
      record({ name: 'since', sentinelMs: 6.5, finishedAt: at(2) }),
      record({ name: 'since-too', sentinelMs: 6.5, finishedAt: at(3) }),
      record({ name: 'without', finishedAt: at(1) }),
    ]);
    const stale = Object.fromEntries(rows.map((row) => [row.submission.name, row.stale]));
    expect(stale).toMatchObject({ since: null, 'since-too': null, without: null });
    expect(stale.before).toMatchObject({
      allowed: 1.1,
      message: expect.stringContaining('slower by a factor of 1.30'),
    });
    expect(stale.before?.drift).toBeCloseTo(1.3, 9);
  });
});
