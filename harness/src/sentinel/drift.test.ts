import { describe, expect, it } from 'vitest';
import { type DriftRecord, staleness } from './drift.js';

const machine = {
  cpuModel: 'A',
  cpuCores: 4,
  memoryBytes: 1,
  operatingSystem: '',
  kernel: '6',
  node: 'v20',
  gpu: null,
  deviceClass: 'cpu:A',
};

function run(day: number, before: number, after = before, change: Partial<DriftRecord> = {}): DriftRecord {
  return {
    finishedAt: `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`,
    machine,
    sandbox: { cpuSet: '1-3' },
    sentinel: {
      name: 'fixed-work',
      digest: 'a'.repeat(64),
      n: 60,
      p50MsBefore: before,
      p50MsAfter: after,
      drift: after / before,
      ratioToSentinel: {},
    },
    ...change,
  };
}

const narrow = { p50Ms: 10, p50MsLow: 9.9, p50MsHigh: 10.1 };
const wide = { p50Ms: 10, p50MsLow: 8, p50MsHigh: 12.6 };

describe('the drift rule', () => {
  const row = run(1, 5);

  it('marks a row whose machine has become slower than its interval allows', () => {
    const found = staleness(row, narrow, [row, run(2, 6), run(3, 6.1)]);
    expect(found).toMatchObject({ allowed: 1.05 });
    expect(found!.drift).toBeCloseTo(1.21, 9);
    expect(found!.message).toMatch(/slower by a factor of 1.21 in its last 2 runs/);
  });

  it('marks a row whose machine has become faster', () => {
    expect(staleness(row, narrow, [run(2, 4), run(3, 4)])?.message).toMatch(/faster by a factor of 1.25/);
  });

  it('allows what the interval of the row allows, and 10 % where it has none', () => {
    const later = [run(2, 6), run(3, 6)];
    expect(staleness(row, wide, later)).toBeNull();
    const none = { p50Ms: 10, p50MsLow: null, p50MsHigh: null };
    expect(staleness(row, none, later)?.allowed).toBe(1.1);
    expect(staleness(row, none, [run(2, 5.4), run(3, 5.4)])).toBeNull();
  });

  it('needs all of the newest runs to agree: one that met a busy moment proves nothing', () => {
    expect(staleness(row, narrow, [run(2, 6)])).toBeNull();
    expect(staleness(row, narrow, [run(2, 6), run(3, 5)])).toBeNull();
    expect(staleness(row, narrow, [run(2, 5, 8), run(3, 6)])).toBeNull();
  });

  it('forgets old runs: a machine that came back is no longer held against a row', () => {
    const slow = [2, 3, 4].map((day) => run(day, 9));
    const recovered = [5, 6, 7, 8, 9].map((day) => run(day, 5));
    expect(staleness(row, narrow, slow)).not.toBeNull();
    expect(staleness(row, narrow, [...slow, ...recovered])).toBeNull();
  });

  it('looks at later runs of the same machine, cores and work only', () => {
    const others = [
      run(2, 9, 9, { machine: { ...machine, cpuModel: 'B' } }),
      run(3, 9, 9, { sandbox: { cpuSet: null } }),
      run(4, 9, 9, { sentinel: { ...run(4, 9).sentinel!, digest: 'b'.repeat(64) } }),
      run(5, 9, 9, { sentinel: null }),
    ];
    expect(staleness(row, narrow, others)).toBeNull();
    expect(staleness(run(20, 5), narrow, [run(2, 9), run(3, 9)])).toBeNull();
    expect(staleness(run(1, 5, 5, { sentinel: null }), narrow, [run(2, 9), run(3, 9)])).toBeNull();
  });
});
