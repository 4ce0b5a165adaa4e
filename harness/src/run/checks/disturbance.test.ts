import { type ProfileName, profiles } from '@paretoboard/contract/profile.js';
import type { Disturbance, TelemetrySource } from '@paretoboard/contract/telemetry.js';
import { describe, expect, it } from 'vitest';
import { summariseTelemetry } from '../../telemetry/telemetry-summary.js';
import { noFindings } from '../findings.js';
import { blobsTask } from '../fixtures/blobs-task.js';
import { judgeDisturbance } from './disturbance.js';
import { machineSteady } from './machine-steady.js';
import type { CheckContext } from './run-check.js';

const all: TelemetrySource[] = ['processor-time', 'own-processes', 'thermal-throttling', 'control-group-quota'].map(
  (id) => ({ id, available: true }) as TelemetrySource,
);

function context(
  profile: ProfileName,
  disturbedMs: number,
  sources: readonly TelemetrySource[] = all,
  code: Disturbance['code'] = 'foreign-load',
): CheckContext {
  const { definition } = blobsTask;
  const runtime = { name: 'cpu', version: '', device: '', threads: 1 };
  const isolation = { network: 'shared', filesystem: 'shared', capabilities: 'inherited' } as const;
  const limits = { memoryLimit: 'none', processLimit: 'none', cpuSet: null } as const;
  const findings = noFindings(runtime, { level: 'process', ...isolation, ...limits });
  const window = { scenario: 'single-stream', start: 0, fromMs: 1_000, toMs: 2_000 } as const;
  const calm = summariseTelemetry({
    samples: [],
    sources,
    windows: [window],
    cores: 2,
    voids: profiles[profile].ranked,
  });
  const disturbance = { code, fromMs: 1_000, toMs: 1_000 + disturbedMs, message: 'others computed' };
  findings.telemetry = { ...calm, disturbances: disturbedMs > 0 ? [disturbance] : [] };
  return { findings, definition, profile: profiles[profile], queryBytes: 1 };
}

const judged = (...given: Parameters<typeof context>) =>
  judgeDisturbance(context(...given), given[3] ?? 'foreign-load');

describe('a disturbed window', () => {
  it('makes a ranked run INVALID from a fifth of it on, and not before', () => {
    for (const profile of ['full', 'audit'] as const) {
      expect(judged(profile, 0)).toMatchObject({ ok: true });
      expect(judged(profile, 200)).toMatchObject({ ok: true, message: expect.stringContaining('left out') });
      expect(judged(profile, 201)).toMatchObject({ ok: false, message: expect.stringContaining('others computed') });
    }
  });

  it('is said and let pass in quick, which is not ranked', () => {
    expect(judged('quick', 1_000)).toMatchObject({ ok: true, message: expect.stringContaining('noted, not judged') });
  });

  it('does not speak against a run for a disturbance of another kind', () => {
    expect(judgeDisturbance(context('full', 1_000), 'cpu-throttled')).toMatchObject({ ok: true });
  });

  it('is not judged where the machine does not tell, and the check says so', () => {
    const blind = all.map((source) => ({ ...source, available: false, reason: 'no /proc' }));
    expect(judged('full', 1_000, blind)).toEqual({ ok: true, message: 'not seen: no /proc; no /proc' });
    const noCounters = all.map((source) => ({ ...source, available: source.id !== 'thermal-throttling' }));
    expect(judged('full', 900, noCounters, 'cpu-throttled')).toMatchObject({
      ok: false,
      message: expect.stringContaining('not seen: thermal-throttling was not sampled'),
    });
  });
});

describe('the sentinel', () => {
  const steady = (profile: ProfileName, after: number) => {
    const given = context(profile, 0);
    Object.assign(given.findings.sentinel, { before: { p50Ms: 10, n: 60 }, after: { p50Ms: after, n: 60 } });
    return machineSteady.judge(given)?.ok;
  };

  it('decides in ranked profiles whether the machine kept its speed, either way', () => {
    expect([10, 10.9, 9.2].map((after) => steady('full', after))).toEqual([true, true, true]);
    expect([11.1, 9].map((after) => steady('full', after))).toEqual([false, false]);
    expect(steady('quick', 30)).toBe(true);
    expect(machineSteady.judge(context('full', 0))).toBeNull();
  });
});
