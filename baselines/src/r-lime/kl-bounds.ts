const steps = 16;
const smallest = 1e-12;

/** Kullback–Leibler divergence of Bernoulli(p) from Bernoulli(q), nats. */
export function bernoulliDivergence(p: number, q: number): number {
  const clamp = (value: number): number => Math.min(1 - smallest, Math.max(smallest, value));
  const [a, b] = [clamp(p), clamp(q)];
  return a * Math.log(a / b) + (1 - a) * Math.log((1 - a) / (1 - b));
}

/** Largest mean that samples of mean `p` leave possible at this level (exploration rate over samples), by bisection. */
export function upperBound(p: number, level: number): number {
  let [low, high] = [p, Math.min(1, p + Math.sqrt(level / 2))];
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    if (bernoulliDivergence(p, middle) > level) high = middle;
    else low = middle;
  }
  return high;
}

/** Smallest mean that samples of mean `p` leave possible at this level. */
export function lowerBound(p: number, level: number): number {
  let [low, high] = [Math.max(0, p - Math.sqrt(level / 2)), p];
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    if (bernoulliDivergence(p, middle) > level) low = middle;
    else high = middle;
  }
  return low;
}

/** β(t) of KL-LUCB for `arms` arms (Kaufmann and Kalyanakrishnan 2013): log(405.5 n t^1.1 / δ) plus its own logarithm. */
export function explorationRate(arms: number, round: number, delta: number): number {
  const first = Math.log((405.5 * arms * round ** 1.1) / delta);
  return first + Math.log(first);
}
