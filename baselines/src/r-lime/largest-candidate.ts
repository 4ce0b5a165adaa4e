import type { Arm } from './arm.js';
import { lowerBound, upperBound } from './kl-bounds.js';
import type { SearchSettings } from './settings.js';

export interface Acceptance extends Pick<SearchSettings, 'beam' | 'delta' | 'stopSlack'> {
  readonly threshold: number;
  readonly features: number;
}

/** Samples an arm until its bounds decide whether it reaches the threshold, within the slack. */
function reaches(arm: Arm, options: Acceptance, pull: (arms: readonly Arm[]) => boolean): boolean {
  const { beam, delta, features, threshold, stopSlack } = options;
  const rate = Math.log((1 + (beam - 1) * features) / delta);
  for (;;) {
    const level = rate / arm.samples;
    const low = lowerBound(arm.mean, level);
    const isAbove = arm.mean >= threshold;
    const isDecided = isAbove ? low > threshold - stopSlack : upperBound(arm.mean, level) < threshold + stopSlack;
    // The paper accepts where the lower bound is above the threshold; its code, which is followed, allows the slack.
    if (isDecided) return isAbove;
    if (!pull([arm])) return false;
  }
}

/** LargestCand: of the arms that reach the threshold the one of the largest coverage; null: none does. */
export function largestCandidate(
  arms: readonly Arm[],
  options: Acceptance,
  pull: (arms: readonly Arm[]) => boolean,
): Arm | null {
  const accepted = arms.filter((arm) => reaches(arm, options, pull));
  return accepted.reduce<Arm | null>((a, b) => (a && a.inside.length >= b.inside.length ? a : b), null);
}
