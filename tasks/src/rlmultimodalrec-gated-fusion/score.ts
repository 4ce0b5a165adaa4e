import { topKScores } from '@paretoboard/harness/metrics/top-k.js';
import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer, Score } from '@paretoboard/harness/task/task-module.js';

const cutOffs = [10, 20] as const;

/** An item counts at its first place only. */
function withoutRepeats(items: ArrayLike<number>): number[] {
  const seen = new Set<number>();
  return Array.from(items, (item) => {
    if (seen.has(item)) return -1;
    seen.add(item);
    return item;
  });
}

function outcomeOf({ item, outputs }: Answer): Record<string, number> {
  const relevant = new Set(item.targets.relevant!.data);
  const ranked = withoutRepeats(outputs.items!.data);
  return Object.fromEntries(
    cutOffs.flatMap((k) => {
      const { recall, ndcg, precision } = topKScores(ranked.slice(0, k), relevant);
      return [
        [`recall${k}`, recall],
        [`ndcg${k}`, ndcg],
        [`precision${k}`, precision],
      ];
    }),
  );
}

/** Recall, NDCG and precision at 10 and 20, in %, as means over users. @throws SampleError on no answers or a user without held-out items */
export function score(answers: readonly Answer[]): Score {
  if (answers.length === 0) throw new SampleError('no answers to score');
  const outcomes = answers.map(outcomeOf);
  const sumOf = (outcome: string): number => outcomes.reduce((sum, one) => sum + one[outcome]!, 0);
  const by = <Value>(value: (outcome: string) => Value): Record<string, Value> =>
    Object.fromEntries(
      cutOffs.flatMap((k) => ['recall', 'ndcg', 'precision'].map((name) => [`${name}-${k}`, value(`${name}${k}`)])),
    );
  const trials = outcomes.length;
  return {
    metrics: by((outcome) => (100 * sumOf(outcome)) / trials),
    // Means of shares: their variance is at most that of a proportion.
    counts: by((outcome) => ({ successes: sumOf(outcome), trials })),
    outcomes,
  };
}
