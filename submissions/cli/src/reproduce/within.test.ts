import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { expect, it } from 'vitest';
import { reproduction } from './within.js';

interface Change {
  readonly accuracy?: number;
  readonly p50Ms?: number | null;
  readonly digest?: string;
  readonly cpuModel?: string;
  readonly verdict?: 'VALID' | 'INVALID';
}

/** The parts of a record that decide. */
function record({
  accuracy = 80,
  p50Ms = 2,
  digest = 'a',
  cpuModel = 'x',
  verdict = 'VALID',
}: Change = {}): BenchmarkRecord {
  const latency = {
    p50Ms,
    p50MsLow: 1.5,
    p50MsHigh: 2.5,
    p90Ms: null,
    p90MsLow: null,
    p90MsHigh: null,
    p99Ms: null,
    p99MsLow: null,
    p99MsHigh: null,
  };
  return {
    verdict,
    submission: { digest },
    machine: { deviceClass: 'cpu', cpuModel, gpu: null },
    runtime: { name: 'cpu', version: '1' },
    metrics: [{ id: 'accuracy', unit: '%', value: accuracy, low: 75, high: 85 }],
    latency: { 'single-stream': latency },
  } as unknown as BenchmarkRecord;
}

it.each<[string, Change, boolean]>([
  ['the same figures', {}, true],
  ['a metric inside', { accuracy: 84.9 }, true],
  ['a metric outside', { accuracy: 85.1 }, false],
  ['a latency outside on the same machine', { p50Ms: 3 }, false],
  ['a latency outside on another machine', { p50Ms: 3, cpuModel: 'y' }, true],
  ['other code', { digest: 'b' }, false],
  ['another verdict', { verdict: 'INVALID' }, false],
])('%s: reproduced is %s', (_, change, ok) => {
  expect(reproduction(record(), record(change)).ok).toBe(ok);
});

it('says of each figure whether it is within, and nothing where there is no interval', () => {
  const { figures } = reproduction(record(), record({ accuracy: 70, p50Ms: null }));
  expect(figures.map(({ id, within }) => [id, within])).toEqual([
    ['accuracy', false],
    ['single-stream p50Ms', null],
    ['single-stream p90Ms', null],
    ['single-stream p99Ms', null],
  ]);
});
