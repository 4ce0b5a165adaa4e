import { normalUpperTail } from '../statistics/normal.js';

/** Below this, a term of the series for fractional orders cannot change a sum that is at least 1. */
const negligibleLog = -30;
/** Where the series has not ended by then, as with q near ½, the order says nothing; another one does. A declaration must not keep the harness busy. */
const mostTerms = 2_000;
/** Beyond this many deviations the tail is taken from its asymptotic series, which is exact to 1e-9 there and cannot underflow. */
const farTail = 25;

function logAdd(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  return small === Number.NEGATIVE_INFINITY ? large : large + Math.log1p(Math.exp(small - large));
}

/** log(exp(a) − exp(b)), a ≥ b up to rounding. */
function logSubtract(a: number, b: number): number {
  if (b === Number.NEGATIVE_INFINITY) return a;
  return a <= b ? Number.NEGATIVE_INFINITY : a + Math.log(-Math.expm1(b - a));
}

/** log P(Z > z) of a standard normal Z. */
function logUpperTail(z: number): number {
  if (z < farTail) return Math.log(normalUpperTail(z));
  const inverse = 1 / (z * z);
  const series = Math.log1p(inverse * (-1 + inverse * (3 + inverse * (-15 + 105 * inverse))));
  return -0.5 * z * z - Math.log(z * Math.sqrt(2 * Math.PI)) + series;
}

/** log of the moment of an integer order: a binomial sum (Mironov, Talwar, Zhang 2019, section 3.3). */
function logMomentOfInteger(order: number, sigma: number, q: number): number {
  let logBinomial = 0;
  let sum = Number.NEGATIVE_INFINITY;
  for (let k = 0; k <= order; k++) {
    const shifted = (k * k - k) / (2 * sigma * sigma);
    sum = logAdd(sum, logBinomial + k * Math.log(q) + (order - k) * Math.log1p(-q) + shifted);
    logBinomial += Math.log(order - k) - Math.log(k + 1);
  }
  return sum;
}

/** log of the moment of any order: the integral is split where both densities are alike, and each part is a binomial series. */
function logMomentOfFraction(order: number, sigma: number, q: number): number {
  const variance = sigma * sigma;
  const middle = variance * Math.log(1 / q - 1) + 0.5;
  let [below, above] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let logBinomial = 0;
  let sign = 1;
  for (let i = 0; i < mostTerms; i++) {
    const j = order - i;
    const first =
      logBinomial +
      i * Math.log(q) +
      j * Math.log1p(-q) +
      (i * i - i) / (2 * variance) +
      logUpperTail((i - middle) / sigma);
    const second =
      logBinomial +
      j * Math.log(q) +
      i * Math.log1p(-q) +
      (j * j - j) / (2 * variance) +
      logUpperTail((middle - j) / sigma);
    const combine = sign > 0 ? logAdd : logSubtract;
    below = combine(below, first);
    above = combine(above, second);
    if (i > order && Math.max(first, second) < negligibleLog) return logAdd(below, above);
    sign *= j < 0 ? -1 : 1;
    logBinomial += Math.log(Math.abs(j)) - Math.log(i + 1);
  }
  return Number.POSITIVE_INFINITY;
}

/**
 * Rényi differential privacy of one step of the Gaussian mechanism on a Poisson sample.
 * @param order above 1
 * @param sigma noise multiplier
 * @param q sampling probability in (0, 1]
 * @returns an upper bound: infinite for a fractional order whose series converges too slowly
 */
export function renyiDivergence(order: number, sigma: number, q: number): number {
  if (!(order > 1 && sigma > 0 && q > 0 && q <= 1))
    throw new RangeError(`order ${order}, σ ${sigma}, q ${q}: expected an order above 1, σ above 0, q in (0, 1]`);
  if (q === 1) return order / (2 * sigma * sigma);
  const moment = Number.isInteger(order) ? logMomentOfInteger : logMomentOfFraction;
  return moment(order, sigma, q) / (order - 1);
}
