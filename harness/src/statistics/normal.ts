import { SampleError } from './sample.js';

const rootTwoPi = Math.sqrt(2 * Math.PI);

/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / rootTwoPi;
}

/** Φ(x) − ½ by its Taylor series (Marsaglia 2004): for |x| < 3. */
function centralMass(x: number): number {
  let term = x;
  let sum = x;
  for (let i = 3; i < 200 && Math.abs(term) > Math.abs(sum) * 1e-17; i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return sum * normalDensity(x);
}

/** 1 − Φ(x) by Laplace's continued fraction: for x ≥ 3. */
function farTail(x: number): number {
  let fraction = x;
  for (let i = 120; i > 0; i -= 1) fraction = x + i / fraction;
  return normalDensity(x) / fraction;
}

/** P(Z > x) of the standard normal distribution, to about 1e-13 relative. */
export function normalUpperTail(x: number): number {
  if (x >= 3) return farTail(x);
  if (x <= -3) return 1 - farTail(-x);
  return 0.5 - centralMass(x);
}

/** P(Z ≤ x) of the standard normal distribution. */
export function normalCdf(x: number): number {
  return normalUpperTail(-x);
}

/** The x with P(Z ≤ x) = `share`. @throws SampleError unless 0 < share < 1 */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) throw new SampleError(`share ${share}: expected a number in (0, 1)`);
  if (share > 0.5) return -normalQuantile(1 - share);
  // Newton on the logarithm of the tail, which is concave: from beyond the root it converges without a bracket.
  let x = Math.sqrt(-2 * Math.log(share));
  for (let round = 0; round < 60; round += 1) {
    const tail = normalUpperTail(x);
    const step = (Math.log(tail / share) * tail) / normalDensity(x);
    x += step;
    if (Math.abs(step) <= 4e-16 * Math.max(1, x)) break;
  }
  return -x;
}
