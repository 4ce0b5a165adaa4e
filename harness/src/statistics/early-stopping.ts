import { binomialCdf } from './binomial.js';
import { assertSample, SampleError } from './sample.js';
import { selectInPlace } from './select.js';

/** 1 − confidence of MLPerf's early stopping rule. */
const risk = 0.01;

export type PercentileEstimate =
  | {
      /** Upper bound of the percentile at 99 % confidence; a latency that was really seen, ms. */
      readonly valueMs: number;
      /** Whether the value is the slowest query of all: so at the least number of queries. */
      readonly isMaximum: boolean;
      /** The value is the t-th highest latency: t − 1 were dropped. */
      readonly t: number;
    }
  | { readonly valueMs: null; readonly reason: string };

/** @throws SampleError unless 0 < share < 1 */
function assertShare(share: number): void {
  if (!(share > 0 && share < 1)) throw new SampleError(`share ${share}: expected a number in (0, 1)`);
}

/**
 * The largest number of over-latency queries that `queries` can hold while it is still proven, at 99 % confidence, that at most a share of
 * 1 − `share` of all queries is over: the largest t with P(Binomial(queries, 1 − share) ≤ t) ≤ 0.01; −1 where not even 0 proves it.
 * MLPerf Inference rules, appendix on early stopping, with tolerance 0.
 * @param share the percentile as a share, in (0, 1): 0.9 for p90
 * @throws SampleError
 */
export function overLatencyAllowance(queries: number, share: number): number {
  assertShare(share);
  let low = -1;
  let high = queries;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (binomialCdf(middle, queries, 1 - share) <= risk) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The least number of queries for which the rule gives a percentile: 11 for p50, 64 for p90, 130 for p95, 662 for p99, 6,636 for p99.9.
 * @param share the percentile as a share, in (0, 1)
 * @throws SampleError
 */
export function minimumQueries(share: number): number {
  assertShare(share);
  const suffices = (queries: number): boolean => binomialCdf(1, queries, 1 - share) <= risk;
  let high = 2;
  while (!suffices(high)) high *= 2;
  let low = high >> 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (suffices(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** `p90`, `p99.9`. */
function nameOf(share: number): string {
  return `p${Number((share * 100).toPrecision(10))}`;
}

/**
 * The percentile that a run of this length can defend (MLPerf's early stopping estimate): with t the over-latency allowance, the t − 1 highest latencies are
 * dropped and the highest of the rest is reported. The true percentile lies at or below it with 99 % confidence; it tightens with more queries.
 * @param latenciesMs one latency per query, in ms, all above 0, in any order
 * @param share the percentile as a share, in (0, 1): 0.9 for p90
 * @throws SampleError on an empty sample, or on a latency that is not a finite number above 0
 */
export function earlyStoppingPercentile(latenciesMs: ArrayLike<number>, share: number): PercentileEstimate {
  assertShare(share);
  assertSample(latenciesMs);
  const queries = latenciesMs.length;
  const t = overLatencyAllowance(queries, share);
  const own = Float64Array.from(latenciesMs);
  const tooFast = own.find((latency) => latency <= 0);
  if (tooFast !== undefined) throw new SampleError(`latency ${tooFast} ms: expected more than 0`);
  if (t < 1) {
    const reason = `${queries} queries; ${nameOf(share)} needs ${minimumQueries(share)} at 99 % confidence`;
    return { valueMs: null, reason };
  }
  return { valueMs: selectInPlace(own, queries - t), isMaximum: t === 1, t };
}
