// Statistics of a million samples, against the second that they may take.
import { earlyStoppingPercentile } from '@paretoboard/harness/statistics/early-stopping.js';
import { percentile } from '@paretoboard/harness/statistics/percentile.js';
import { mean, median, standardDeviation } from '@paretoboard/harness/statistics/sample.js';
import { Random } from '@paretoboard/sdk/random.js';

const samples = 1_000_000;

/** All figures of one window: mean, deviation, median, three percentiles, three early-stopping estimates. */
function summarise(latencies) {
  const shares = [0.9, 0.95, 0.99];
  return [
    mean(latencies),
    standardDeviation(latencies),
    median(latencies),
    ...shares.map((share) => percentile(latencies, share)),
    ...shares.map((share) => earlyStoppingPercentile(latencies, share).valueMs),
  ];
}

/** `{id, ours, theirs, ratio, goal, ok}`: `theirs` is one sort of the same samples, the least that any percentile needs; seconds. */
export function speed() {
  const random = new Random(1);
  const latencies = Float64Array.from({ length: samples }, () => -Math.log(1 - random.uniform()) + 1e-6);
  const seconds = (work) => {
    const times = [0, 1, 2].map(() => {
      const from = performance.now();
      work();
      return (performance.now() - from) / 1000;
    });
    return Math.min(...times);
  };
  const theirs = seconds(() => latencies.slice().sort());
  const ours = seconds(() => summarise(latencies));
  return [
    { id: 'statistics-of-a-million-samples', ours, theirs, ratio: ours / theirs, goal: 1, unit: 's', ok: ours <= 1 },
  ];
}
