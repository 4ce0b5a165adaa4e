// All figures of one scenario from a million timed queries.
import { median } from './alternate.mjs';
import { fromHarness } from './instrument.mjs';
import { within } from './report.mjs';

const { LatencyColumns } = await fromHarness('records/latency-columns.js');
const { summariseLatency } = await fromHarness('records/latency-summary.js');

const samples = 1_000_000;
const starts = 6;
const limitMs = 1_000;
const repeats = 5;

function columns() {
  const filled = new LatencyColumns();
  for (let index = 0; index < samples; index++) {
    const latencyMs = 1 + ((index * 2_654_435_761) % 1_000_003) / 1e6;
    const start = index % starts;
    filled.add({
      scenario: 'single-stream',
      model: 'submission',
      start,
      query: index,
      latencyMs,
      items: 1,
      trial: 0,
      lateMs: 0,
    });
  }
  return filled;
}

/** Percentiles, their early-stopping estimates, intervals over starts and rates. */
export function statistics() {
  const filled = columns();
  const times = Array.from({ length: repeats }, () => {
    const begun = performance.now();
    const { n } = summariseLatency('single-stream', filled, null);
    if (n !== samples) throw new Error(`${n} of ${samples} samples`);
    return performance.now() - begun;
  });
  return [
    within(limitMs, { id: 'statistics-1M-samples', unit: 'ms', ours: median(times), detail: { samples, starts } }),
  ];
}
