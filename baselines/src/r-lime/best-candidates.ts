import type { Arm } from './arm.js';
import { explorationRate, lowerBound, upperBound } from './kl-bounds.js';
import type { SearchSettings } from './settings.js';

interface Duel {
  /** The kept arm that is the least certain to belong there. */
  readonly weakest: Arm;
  /** The other arm that may be the best of the rest. */
  readonly challenger: Arm;
  /** How much better the challenger might be. */
  readonly gap: number;
  readonly kept: readonly Arm[];
}

function duelOf(arms: readonly Arm[], count: number, round: number, delta: number): Duel {
  const rate = explorationRate(arms.length, round, delta);
  const sorted = [...arms].sort((a, b) => b.mean - a.mean);
  const [kept, others] = [sorted.slice(0, count), sorted.slice(count)];
  const lows = kept.map((arm) => lowerBound(arm.mean, rate / arm.samples));
  const highs = others.map((arm) => upperBound(arm.mean, rate / arm.samples));
  const [lowest, highest] = [Math.min(...lows), Math.max(...highs)];
  return {
    weakest: kept[lows.indexOf(lowest)]!,
    challenger: others[highs.indexOf(highest)]!,
    gap: highest - lowest,
    kept,
  };
}

/**
 * B-BestCands: the `count` arms of the highest mean reward, by KL-LUCB: pull the weakest kept arm and the strongest other one until the one cannot be
 * better than the other by more than epsilon.
 * @param pull samples arms once; false: the budget is spent, and what is known must do
 */
export function bestCandidates(
  arms: readonly Arm[],
  count: number,
  { epsilon, delta, mostDuels }: Pick<SearchSettings, 'epsilon' | 'delta' | 'mostDuels'>,
  pull: (arms: readonly Arm[]) => boolean,
): readonly Arm[] {
  if (arms.length <= count) return arms;
  for (let round = 1; ; round++) {
    const { weakest, challenger, gap, kept } = duelOf(arms, count, round, delta);
    if (gap <= epsilon || round > (mostDuels ?? Number.POSITIVE_INFINITY) || !pull([weakest, challenger])) return kept;
  }
}
