import type { TelemetrySample, TimedWindow } from '@paretoboard/contract/telemetry.js';
import { describe, expect, it } from 'vitest';
import { LatencyColumns } from '../records/latency-columns.js';
import { disturbedShare, findDisturbances, foreignCoresLimit } from './disturbances.js';
import { summariseTelemetry, timedEnergy } from './telemetry-summary.js';
import { TimedWindows } from './timed-windows.js';

const quiet: Omit<TelemetrySample, 'atMs' | 'intervalMs'> = {
  ownCores: 1,
  foreignCores: 0.05,
  stolenCores: 0,
  frequencyMHz: null,
  throttleEvents: 0,
  quotaThrottledMs: 0,
  cpuPressure: 0,
  submissionMemoryBytes: null,
  submissionPeakMemoryBytes: null,
  cpuJoules: 2,
  gpus: null,
  foreignGpuProcesses: null,
  gpuJoules: null,
};

/** One sample each 250 ms, the first at 250. */
function samples(...changes: Partial<TelemetrySample>[]): TelemetrySample[] {
  return changes.map((change, index) => ({ atMs: 250 * (index + 1), intervalMs: 250, ...quiet, ...change }));
}

const card = {
  index: 0,
  clockMHz: 1_000,
  memoryClockMHz: 1,
  powerWatts: 100,
  temperatureCelsius: 50,
  memoryUsedBytes: 1,
};
const window: TimedWindow = { scenario: 'single-stream', start: 0, fromMs: 100, toMs: 1_100 };

describe('what disturbs timed queries', () => {
  it('lets the noise of tick accounting pass, by the size of the machine', () => {
    expect(foreignCoresLimit(1, 250)).toBeCloseTo(0.253, 3);
    expect(foreignCoresLimit(4, 250)).toBeCloseTo(0.506, 3);
    expect(foreignCoresLimit(4, 1_000)).toBeCloseTo(0.253, 3);
    expect(findDisturbances(samples({ foreignCores: 0.35 }), [window], 2)).toEqual([]);
    expect(findDisturbances(samples({ foreignCores: 0.4 }), [window], 2)).toHaveLength(1);
  });

  it('joins neighbouring intervals and keeps the words of the worst', () => {
    const found = findDisturbances(
      samples({}, { foreignCores: 0.6 }, { foreignCores: 1.5 }, {}, { foreignCores: 0.5 }),
      [window],
      2,
    );
    expect(found.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [250, 750],
      [1_000, 1_250],
    ]);
    expect(found[0]!.message).toContain('1.50 of 2 cores');
  });

  it('counts time that the hypervisor took as foreign', () => {
    const found = findDisturbances(samples({ foreignCores: 0.2, stolenCores: 0.3 }), [window], 2);
    expect(found.map(({ code }) => code)).toEqual(['foreign-load']);
  });

  it('does not care about what happens outside of the windows, or in intervals too short to judge', () => {
    const late = samples({}, {}, {}, {}, {}, { foreignCores: 2 });
    expect(findDisturbances(late, [window], 2)).toEqual([]);
    expect(findDisturbances([{ ...samples({ foreignCores: 9 })[0]!, intervalMs: 20 }], [window], 2)).toEqual([]);
  });

  it('finds throttling, quotas and strangers on the card', () => {
    const found = findDisturbances(
      samples(
        { throttleEvents: 3 },
        { quotaThrottledMs: 40 },
        { gpus: [{ ...card, throttleReasons: ['hardware-thermal-slowdown'] }] },
        { foreignGpuProcesses: 2 },
      ),
      [window],
      2,
    );
    expect(found.map(({ code, fromMs, toMs }) => [code, fromMs, toMs])).toEqual([
      ['cpu-throttled', 0, 500],
      ['foreign-gpu-process', 750, 1_000],
      ['gpu-throttled', 500, 750],
    ]);
  });

  it('takes a power cap and an idle clock for what they are: no disturbance', () => {
    const capped = samples({ gpus: [{ ...card, throttleReasons: ['software-power-cap', 'gpu-idle'] }] });
    expect(findDisturbances(capped, [window], 2)).toEqual([]);
  });

  it('judges nothing that was not told', () => {
    const blind = samples({ foreignCores: null, throttleEvents: null, quotaThrottledMs: null });
    expect(findDisturbances(blind, [window], 2)).toEqual([]);
  });

  it('measures the disturbed share without counting a moment twice', () => {
    const overlapping = [
      { fromMs: 0, toMs: 400 },
      { fromMs: 300, toMs: 600 },
      { fromMs: 2_000, toMs: 3_000 },
    ];
    expect(disturbedShare(window, overlapping)).toBe(0.5);
    expect(disturbedShare(window, [])).toBe(0);
  });
});

describe('what becomes of disturbed latencies', () => {
  const sample = { scenario: 'single-stream', model: 'submission', start: 0, items: 2, trial: 0, lateMs: 0 } as const;
  const columns = new LatencyColumns();
  for (const [query, atMs] of [100, 200, 300, 400].entries()) columns.add({ ...sample, query, latencyMs: 50, atMs });
  for (const query of [0, 1]) columns.add({ ...sample, model: 'null', query, latencyMs: 1, atMs: 225 });

  it('leaves out what overlaps a stretch, whole or in part, and nothing else', () => {
    const kept = columns.without([{ fromMs: 200, toMs: 260 }]);
    expect(kept.of('single-stream', 'submission')).toMatchObject([
      { latenciesMs: Float64Array.of(50, 50, 50), items: 6 },
    ]);
    expect(
      columns.without([{ fromMs: 190, toMs: 351 }]).of('single-stream', 'submission')[0]!.latenciesMs,
    ).toHaveLength(1);
    expect(kept.of('single-stream', 'null')[0]!.latenciesMs).toHaveLength(2);
  });

  it('leaves a start out whose queries are all void', () => {
    expect(columns.without([{ fromMs: 0, toMs: 500 }]).of('single-stream', 'submission')).toEqual([]);
  });

  it('keeps samples of which nobody knows when they were', () => {
    const undated = new LatencyColumns();
    undated.add({ ...sample, query: 0, latencyMs: 50 });
    expect(undated.without([{ fromMs: 0, toMs: 500 }]).of('single-stream', 'submission')).toHaveLength(1);
  });

  it('takes the windows from the samples of the submission', () => {
    const windows = new TimedWindows();
    windows.add({ ...sample, query: 0, latencyMs: 50, atMs: 200 });
    windows.add({ ...sample, query: 1, latencyMs: 50, atMs: 900 });
    windows.add({ ...sample, model: 'null', query: 1, latencyMs: 50, atMs: 5_000 });
    windows.add({ ...sample, start: 1, query: 0, latencyMs: 10, atMs: 2_000 });
    expect(windows.all()).toEqual([
      { scenario: 'single-stream', start: 0, fromMs: 150, toMs: 900 },
      { scenario: 'single-stream', start: 1, fromMs: 1_990, toMs: 2_000 },
    ]);
  });
});

describe('the summary', () => {
  const sources = [
    { id: 'cpu-energy', available: true },
    { id: 'cpu-frequency', available: false, reason: 'no cpufreq' },
  ] as const;

  it('speaks of the timed windows, and says why a figure is missing', () => {
    const told = samples({ ownCores: 9 }, { ownCores: 1 }, { ownCores: 2 }, { ownCores: 7 });
    const windows = [{ ...window, fromMs: 260, toMs: 740 }];
    const summary = summariseTelemetry({ samples: told, sources, windows, cores: 2, voids: true });
    expect(summary.ownCores).toEqual({ lowest: 1, mean: 1.5, highest: 2 });
    expect(summary.frequencyMHz).toBeNull();
    expect(summary.reasons.frequencyMHz).toBe('no cpufreq');
    expect(summary.largestDisturbedShare).toBe(0);
  });

  it('has nothing to say of a run that timed nothing', () => {
    const summary = summariseTelemetry({ samples: samples({}), sources, windows: [], cores: 2, voids: true });
    expect(summary).toMatchObject({ ownCores: null, largestDisturbedShare: null });
    expect(summary.reasons.ownCores).toBe('nothing was timed');
  });

  it('adds up energy over the windows, in part where a window covers an interval in part', () => {
    const energy = timedEnergy({
      samples: samples({}, {}, {}),
      sources,
      windows: [{ ...window, fromMs: 125, toMs: 500 }],
    });
    expect(energy).toEqual({ energyJoules: 3 });
  });

  it('gives no energy where a device at work does not tell its own', () => {
    const withCard = [...sources, { id: 'nvidia-card', available: true } as const];
    expect(timedEnergy({ samples: samples({}), sources: withCard, windows: [window] }).energyJoules).toBeNull();
    expect(timedEnergy({ samples: samples({}), sources: [], windows: [window] })).toEqual({
      energyJoules: null,
      energyReason: 'telemetry did not run',
    });
  });
});
