import type { BenchmarkRecord, LatencySample } from '@paretoboard/contract/record.js';
import { describe, expect, it } from 'vitest';
import { schedulePurpose, trialSchedule } from '../../run/scenarios/poisson-schedule.js';
import { deriveSeed } from '../../run/seed-plan.js';
import { LatencyColumns } from '../latency-columns.js';
import { summariseLatency } from '../latency-summary.js';
import { judgeTrial } from '../server-search.js';
import { checkLatency } from './figures.js';

const secret = '1234567890123456789';
const boundMs = 15;
const queries = 700;

/** A search of one start: 200/s met, 400/s not, as the harness would have scheduled it. */
function searched(claimed: readonly number[] = [200, 400]) {
  const seed = deriveSeed({ text: secret }, `latency-${schedulePurpose('server-submission-0')}`);
  const columns = new LatencyColumns();
  [200, 400].forEach((rate, trial) => {
    const common = { scenario: 'server', model: 'submission', start: 0, items: 1, trial, lateMs: 0.1 } as const;
    const samples = Array.from(
      trialSchedule(seed, trial, rate, queries),
      (dueMs, query): LatencySample => ({ ...common, query, latencyMs: trial === 0 ? 5 : 20, dueMs }),
    );
    // Answers come in another order than questions.
    for (const sample of samples.toReversed()) columns.add(sample);
  });
  const trials = columns.of('server', 'submission').map((one, trial) => judgeTrial(one, claimed[trial]!, boundMs));
  const server = summariseLatency('server', columns, { boundMs, trials });
  const record = { latency: { server }, seeds: { public: null, secretCommitment: '', secret } };
  return { record: record as unknown as BenchmarkRecord, columns };
}

describe('checkLatency, scenario server', () => {
  it('finds the rates of a search again in the arrivals, which follow from the revealed seed', () => {
    const { record, columns } = searched();
    expect(record.latency.server?.throughputPerSecond).toBe(200);
    expect(checkLatency(record, columns)).toContain('1400 raw samples');
  });

  it('names a trial whose rate is not the one at which its queries were scheduled', () => {
    const { record, columns } = searched([202, 400]);
    expect(record.latency.server?.throughputPerSecond).toBe(202);
    expect(() => checkLatency(record, columns)).toThrow('trial 0 of start 0: at 202/s query 0 is due at');
  });

  it('names a trial that is said to have met what its samples do not', () => {
    const { record, columns } = searched();
    record.latency.server!.server!.trials[1]!.met = true;
    expect(() => checkLatency(record, columns)).toThrow('trial 1 of start 0.met: recomputed false, recorded true');
  });
});
