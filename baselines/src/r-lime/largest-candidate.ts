import type { Arm } from './arm.js';
import { lowerBound, upperBound } from './kl-bounds.js';
import type { SearchSettings } from './settings.js';

export interface Acceptance extends Pick<SearchSettings, 'beam' | 'delta' | 'stopSlack' | 'batch' | 'growth'> {
  readonly threshold: number;
  readonly features: number;
}

/** Whether an arm reaches the threshold, within the slack; null: its bounds do not decide yet. */
function reaches(arm: Arm, { beam, delta, features, threshold, stopSlack }: Acceptance): boolean | null {
  const level = Math.log((1 + (beam - 1) * features) / delta) / arm.samples;
  // The paper accepts where the lower bound is above the threshold; its code, which is followed, allows the slack.
  if (arm.mean >= threshold) return lowerBound(arm.mean, level) > threshold - stopSlack ? true : null;
  return upperBound(arm.mean, level) < threshold + stopSlack ? false : null;
}

/**
 * LargestCand: of the arms that reach the threshold the one of the largest coverage; null: none does. Arms in doubt are sampled together until none is left.
 * @param pull samples arms, each as often as it says; false: the budget is spent, and what is in doubt is not accepted
 */
export function largestCandidate(
  arms: readonly Arm[],
  options: Acceptance,
  pull: (arms: readonly Arm[], items: number) => boolean,
): Arm | null {
  const { batch, growth } = options;
  for (;;) {
    const doubtful = arms.filter((arm) => reaches(arm, options) === null);
    if (doubtful.length === 0) break;
    const fewest = Math.min(...doubtful.map(({ samples }) => samples));
    if (!pull(doubtful, Math.max(batch, Math.ceil(growth * fewest)))) break;
  }
  const accepted = arms.filter((arm) => reaches(arm, options) === true);
  return accepted.reduce<Arm | null>((a, b) => (a && a.inside.length >= b.inside.length ? a : b), null);
}
