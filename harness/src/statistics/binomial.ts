import { SampleError } from './sample.js';

/** Stirling's error ln(n!) − ln(√(2πn) (n/e)ⁿ) for n = 0 … 15; the series below is exact to 1e-16 beyond. */
const stirlingErrors = [
  0, 0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509, 0.01664469118982119,
  0.01387612882307075, 0.01189670994589177, 0.01041126526197209, 0.009255462182712733, 0.00833056343336287,
  0.00757367548795184, 0.00694284010720953, 0.006408994188004207, 0.005951370112758848, 0.005554733551962801,
] as const satisfies readonly number[];

function stirlingError(n: number): number {
  const known = stirlingErrors[n];
  if (known !== undefined) return known;
  const square = n * n;
  const tail = 1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square;
  return (1 / 12 - (1 / 360 - tail / square) / square) / n;
}

/** Deviance x ln(x/m) + m − x without cancellation for x near m (Loader 2000, bd0). */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 3; j < 1000; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** @throws SampleError unless 0 ≤ k ≤ n are whole numbers and 0 < share < 1 */
function assertBinomial(k: number, n: number, share: number): void {
  const isWhole = Number.isInteger(k) && Number.isInteger(n);
  if (!isWhole || k < 0 || k > n || !(share > 0 && share < 1)) {
    throw new SampleError(`expected whole 0 ≤ k ≤ n and a share in (0, 1), found k ${k}, n ${n}, share ${share}`);
  }
}

/**
 * ln P(X = k) for X ~ Binomial(n, share), by Loader's saddle-point form (2000), which keeps full precision where factorials cancel.
 * @throws SampleError unless 0 ≤ k ≤ n are whole numbers and 0 < share < 1
 */
export function binomialLogProbability(k: number, n: number, share: number): number {
  assertBinomial(k, n, share);
  if (k === 0) return n * Math.log1p(-share);
  if (k === n) return n * Math.log(share);
  const errors = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
  const exponent = errors - deviance(k, n * share) - deviance(n - k, n * (1 - share));
  return exponent + 0.5 * (Math.log(n) - Math.log(2 * Math.PI * k) - Math.log(n - k));
}

/** P(X ≤ k) for k below the mean: the terms shrink from k downwards, so the sum stops where they no longer count. */
function lowerTail(k: number, n: number, share: number): number {
  let term = 1;
  let sum = 1;
  for (let i = k; i > 0 && term > sum * 1e-18; i -= 1) {
    term *= (i * (1 - share)) / ((n - i + 1) * share);
    sum += term;
  }
  return Math.min(1, Math.exp(binomialLogProbability(k, n, share)) * sum);
}

/**
 * P(X ≤ k) for X ~ Binomial(n, share), exact to about 1e-13 relative in the lower tail.
 * @throws SampleError unless 0 ≤ k ≤ n are whole numbers and 0 < share < 1
 */
export function binomialCdf(k: number, n: number, share: number): number {
  assertBinomial(k, n, share);
  if (k === n) return 1;
  return k <= n * share ? lowerTail(k, n, share) : 1 - lowerTail(n - k - 1, n, 1 - share);
}

/**
 * P(X ≥ k) for X ~ Binomial(n, share), exact to about 1e-13 relative in the upper tail.
 * @throws SampleError unless 0 ≤ k ≤ n are whole numbers and 0 < share < 1
 */
export function binomialUpperTail(k: number, n: number, share: number): number {
  assertBinomial(k, n, share);
  return k === 0 ? 1 : binomialCdf(n - k, n, 1 - share);
}
