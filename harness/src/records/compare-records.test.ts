import { comparisonSchema } from '@paretoboard/contract/comparison.js';
import type { BenchmarkRecord, ItemOutcome } from '@paretoboard/contract/record.js';
import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { type ComparedRecord, compareRecords } from './compare-records.js';

interface Figures {
  readonly value?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly starts?: readonly number[];
  readonly items?: readonly ItemOutcome[] | null;
  readonly change?: object;
}

const steady = (centre: number, starts = 6): number[] =>
  Array.from({ length: starts }, (_, start) => centre * (1 + 0.001 * start));

/** A record with the fields that a comparison reads. */
function compared({
  value = 80,
  low = 78,
  high = 82,
  starts = steady(1),
  items = null,
  change = {},
}: Figures): ComparedRecord {
  const record = {
    digest: 'a'.repeat(64),
    task: { id: 'some-task', version: '1.0.0' },
    variant: { id: 'official', dataset: 'data', relation: 'official' },
    track: 'inertial',
    precision: 'float32',
    batchSize: 1,
    verdict: 'VALID',
    reasons: [],
    machine: { deviceClass: 'cpu:x' },
    submission: { name: 'method', version: '1.0.0', title: 'Method' },
    metrics: [
      {
        ...{ id: 'accuracy', unit: '%', direction: 'higher', primary: true, n: 400, value, low, high },
        fromItems: { outcome: 'correct', aggregate: 'mean' },
      },
    ],
    latency: { 'single-stream': { p50Ms: starts[0] ?? null, perStartP50Ms: starts } },
    ...change,
  };
  return { record: record as unknown as BenchmarkRecord, items };
}

/** Outcomes of `seeds` seeds on 400 items; `isHit` is asked with item and seed. */
function outcomes(seeds: number, isHit: (item: number, seed: number) => boolean): ItemOutcome[] {
  const order = new Random(5).permutation(400);
  return Array.from({ length: seeds }, (_, seed) =>
    Array.from(order, (item) => ({ seed, item, outcome: { correct: Number(isHit(item, seed)) } })),
  ).flat();
}

const compare = (a: Figures, b: Figures) => comparisonSchema.parse(compareRecords(compared(a), compared(b)));

describe('metrics', () => {
  it('hits of deterministic methods: McNemar on the same items, whatever order these were asked in', () => {
    const a = { value: 85, items: outcomes(3, (item) => item >= 60) };
    const b = { value: 80, items: outcomes(3, (item) => item >= 80) };
    const [metric] = compare(a, b).metrics;
    expect(metric).toMatchObject({ difference: 5, test: 'mcnemar-exact', verdict: 'separated' });
    expect(metric!.p).toBeCloseTo(2 / 2 ** 20, 12);
    expect(metric!.low!).toBeGreaterThan(0);
    const [turned] = compare(b, a).metrics;
    expect(turned).toMatchObject({ difference: -5, p: metric!.p });
    expect(turned!.high!).toBeCloseTo(-metric!.low!, 10);
  });

  it('a tie says what difference it could have shown', () => {
    const a = { value: 85, items: outcomes(1, (item) => item >= 60) };
    const b = { value: 84.5, items: outcomes(1, (item) => item >= 62) };
    expect(compare(a, b).metrics[0]).toMatchObject({ verdict: 'tied', smallestDifference: 1.5 });
  });

  it('methods whose outcomes change with the seed: the luck of training counts', () => {
    // The same items decide for b in every item, but the seeds of a lie far apart.
    const spread = [0, 0, 0, 90, 90, 90];
    const a = { value: 88.75, items: outcomes(6, (item, seed) => item >= spread[seed]!) };
    const b = { value: 85, items: outcomes(6, (item) => item >= 60) };
    const [metric] = compare(a, b).metrics;
    expect(metric).toMatchObject({ test: 'items-and-seeds-t', verdict: 'tied' });
    const calm = { value: 95, items: outcomes(6, (item, seed) => item >= 20 + (seed % 2)) };
    expect(compare(calm, b).metrics[0]).toMatchObject({ test: 'items-and-seeds-t', verdict: 'separated' });
  });

  it('without the files, or on other items, the intervals decide and the answer says so', () => {
    const items = outcomes(1, () => true);
    for (const b of [null, items.slice(1)]) {
      const [metric] = compare({ value: 90, low: 89, high: 91, items }, { value: 80, items: b }).metrics;
      expect(metric).toMatchObject({ test: 'intervals', verdict: 'separated' });
      expect(metric!.reason).toContain('not at hand');
    }
    expect(compare({ value: 80.5 }, {}).metrics[0]).toMatchObject({ verdict: 'tied' });
    expect(compare({ low: null, high: null }, {}).metrics[0]).toMatchObject({ verdict: 'underpowered', p: null });
    expect(compare({ value: null }, {}).metrics[0]).toMatchObject({ verdict: 'incomparable', difference: null });
  });
});

describe('latency', () => {
  it('six starts separate, three cannot, and a tie says what ratio it could have shown', () => {
    const [apart] = compare({ starts: steady(2) }, { starts: steady(1) }).latency;
    expect(apart).toMatchObject({ test: 'mann-whitney-exact', verdict: 'separated' });
    expect(apart!.ratio).toBeCloseTo(2, 2);
    expect(apart!.low!).toBeGreaterThan(1.9);
    const [few] = compare({ starts: steady(2, 3) }, { starts: steady(1, 3) }).latency;
    expect(few).toMatchObject({ verdict: 'underpowered', low: null, high: null, smallestRatio: null });
    const [same] = compare({}, { starts: steady(1).reverse() }).latency;
    expect(same).toMatchObject({ verdict: 'tied', ratio: 1 });
    expect(same!.smallestRatio!).toBeGreaterThan(1);
    expect(same!.smallestRatio!).toBeLessThan(1.01);
  });

  it('offline and server are compared by their rate', () => {
    const offline = (rate: number) => {
      const latency = { throughputPerSecond: rate, perStartThroughput: [...steady(rate), null] };
      return { change: { latency: { offline: latency } } };
    };
    const [line] = compare(offline(200), offline(100)).latency;
    expect(line).toMatchObject({ figure: 'throughputPerSecond', a: 200, b: 100, verdict: 'separated' });
    expect(line!.ratio).toBeCloseTo(2, 2);
  });

  it('a scenario that only one has is incomparable', () => {
    expect(compare({}, { change: { latency: {} } }).latency[0]).toMatchObject({ verdict: 'incomparable', ratio: null });
  });
});

describe('what cannot be compared', () => {
  it.each([
    ['task', { task: { id: 'other', version: '1.0.0' } }],
    ['task version', { task: { id: 'some-task', version: '1.1.0' } }],
    ['variant', { variant: { id: 'surrogate' } }],
    ['input track', { track: 'inertial-skeleton' }],
    ['INVALID', { verdict: 'INVALID', reasons: [{ code: 'output-not-finite' }] }],
  ])('%s', (name, change) => {
    const { metrics, latency } = compare({}, { change });
    for (const line of [...metrics, ...latency]) {
      expect(line).toMatchObject({ verdict: 'incomparable', p: null });
      expect(line.reason).toContain(name);
    }
  });

  it.each([
    ['device class', { machine: { deviceClass: 'cuda:y' } }],
    ['precision', { precision: 'int8' }],
    ['batch size', { batchSize: 8 }],
  ])('another %s: the latency, not the accuracy', (name, change) => {
    const { metrics, latency } = compare({}, { change });
    expect(metrics[0]!.verdict).toBe('tied');
    expect(latency[0]).toMatchObject({ verdict: 'incomparable', reason: expect.stringContaining(name) });
  });
});
