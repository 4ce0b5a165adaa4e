import type { Arm } from './arm.js';
import { explorationRate, lowerBound, upperBound } from './kl-bounds.js';
import type { SearchSettings } from './settings.js';

interface Round {
  /** The kept arms that are the least certain to belong there, and the others that may be the best of the rest. */
  readonly doubtful: readonly Arm[];
  /** How much better the best of those others might be than the worst of the kept ones. */
  readonly gap: number;
  readonly kept: readonly Arm[];
}

/** Indices of the `count` lowest values, the lowest first. */
function lowest(values: readonly number[], count: number): number[] {
  return [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b).slice(0, count);
}

function roundOf(arms: readonly Arm[], count: number, round: number, delta: number, pairs: number): Round {
  const rate = explorationRate(arms.length, round, delta);
  const sorted = [...arms].sort((a, b) => b.mean - a.mean);
  const [kept, others] = [sorted.slice(0, count), sorted.slice(count)];
  const lows = kept.map((arm) => lowerBound(arm.mean, rate / arm.samples));
  const highs = others.map((arm) => upperBound(arm.mean, rate / arm.samples));
  const weakest = lowest(lows, pairs).map((at) => kept[at]!);
  const challengers = lowest(
    highs.map((high) => -high),
    pairs,
  ).map((at) => others[at]!);
  return { doubtful: [...weakest, ...challengers], gap: Math.max(...highs) - Math.min(...lows), kept };
}

/**
 * B-BestCands: the `count` arms of the highest mean reward, by KL-LUCB: pull the weakest kept arms and the strongest others until none of these can be
 * better than any of those by more than epsilon. The paper pulls one pair a round.
 * @param pull samples arms once; false: the budget is spent, and what is known must do
 */
export function bestCandidates(
  arms: readonly Arm[],
  count: number,
  { epsilon, delta, mostRounds, pairs }: Pick<SearchSettings, 'epsilon' | 'delta' | 'mostRounds' | 'pairs'>,
  pull: (arms: readonly Arm[]) => boolean,
): readonly Arm[] {
  if (arms.length <= count) return arms;
  for (let round = 1; ; round++) {
    const { doubtful, gap, kept } = roundOf(arms, count, round, delta, pairs);
    if (gap <= epsilon || round > (mostRounds ?? Number.POSITIVE_INFINITY) || !pull(doubtful)) return kept;
  }
}
