/** What is placed by one value. */
export interface Candidate {
  /** Orders rows of equal value, so that ranks do not depend on the order that rows come in. */
  readonly key: string;
  /** Null: shown, not ranked. */
  readonly value: number | null;
}

/** Places in the list of those that have a value, the best first. */
export function bestFirst(candidates: readonly Candidate[], direction: 'higher' | 'lower'): number[] {
  const sign = direction === 'higher' ? -1 : 1;
  return candidates
    .flatMap(({ value }, index) => (value === null ? [] : [index]))
    .sort((a, b) => {
      const [first, second] = [candidates[a]!, candidates[b]!];
      return sign * (first.value! - second.value!) || (first.key < second.key ? -1 : 1);
    });
}
