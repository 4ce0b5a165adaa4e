import { expect, it } from 'vitest';
import { LatencyColumns } from '../../records/latency-columns.js';
import { type Findings, noFindings } from '../findings.js';
import { abovePhysicalFloor, physicalFloorMs } from './above-physical-floor.js';

const runtime = { name: 'cpu', version: '', device: 'unknown', threads: 1 };

/** One start whose quickest query took 2 ms. */
function findings(change: Partial<Findings>): Findings {
  const samples = new LatencyColumns();
  for (const [query, latencyMs] of [3, 2, 4].entries())
    samples.add({
      scenario: 'single-stream',
      model: 'submission',
      start: 0,
      trial: 0,
      query,
      items: 1,
      lateMs: 0,
      latencyMs,
      atMs: query,
    });
  return { ...noFindings(runtime, {} as Findings['sandbox']), samples, peakBytesPerMs: 1e6, ...change };
}

function judged(change: Partial<Findings>, queryBytes: number) {
  return abovePhysicalFloor.judge({ findings: findings(change), queryBytes } as Parameters<
    typeof abovePhysicalFloor.judge
  >[0]);
}

it('holds a query to the time that its bytes take', () => {
  expect(judged({}, 1_900_000)).toMatchObject({ ok: true });
  expect(judged({}, 2_100_000)).toMatchObject({ ok: false });
});

it('holds data alone to the operations of its model as well, at four times the measured rate', () => {
  const of = (operations: number) => judged({ operations: { operations, peakOperationsPerMs: 1e6 } }, 1_000);
  expect(of(7_900_000)).toMatchObject({ ok: true, message: expect.stringContaining('7900000 operations') });
  expect(of(8_100_000)).toMatchObject({ ok: false });
});

it('says nothing where the machine’s rate or the queries are missing', () => {
  expect(judged({ peakBytesPerMs: null }, 1)).toBeNull();
  expect(judged({ samples: new LatencyColumns() }, 1)).toBeNull();
});

it('is the longer of moving and computing, in ms, and unknown without the machine’s rates', () => {
  const operations = { operations: 8_000_000, peakOperationsPerMs: 1e6 };
  expect(physicalFloorMs(findings({}), 500_000)).toBe(0.5);
  expect(physicalFloorMs(findings({ operations }), 500_000)).toBe(2);
  expect(physicalFloorMs(findings({ operations, peakBytesPerMs: null }), 500_000)).toBeNull();
});
