import { binomialCdf, binomialUpperTail } from './binomial.js';
import { SampleError } from './sample.js';
import type { Interval } from './wilson-interval.js';

/** The share in (0, 1) at which a falling or rising tail crosses `risk`. */
function crossing(tail: (share: number) => number, risk: number, rises: boolean): number {
  let low = 0;
  let high = 1;
  for (let round = 0; round < 1_100 && high - low > high * 1e-15; round += 1) {
    const middle = (low + high) / 2;
    if (tail(middle) < risk === rises) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Clopper–Pearson ("exact") interval of a proportion (1934): it covers at least at the stated confidence, at the price of width.
 * @throws SampleError unless 0 ≤ successes ≤ trials are whole numbers and trials > 0
 */
export function clopperPearsonInterval(successes: number, trials: number, confidence = 0.95): Interval {
  const isWhole = Number.isInteger(successes) && Number.isInteger(trials);
  if (!isWhole || !(trials > 0) || successes < 0 || successes > trials) {
    throw new SampleError(`expected whole 0 ≤ successes ≤ trials and trials > 0, found ${successes} of ${trials}`);
  }
  if (!(confidence > 0 && confidence < 1)) throw new SampleError(`confidence ${confidence}: expected (0, 1)`);
  const risk = (1 - confidence) / 2;
  return {
    low: successes === 0 ? 0 : crossing((share) => binomialUpperTail(successes, trials, share), risk, true),
    high: successes === trials ? 1 : crossing((share) => binomialCdf(successes, trials, share), risk, false),
  };
}
