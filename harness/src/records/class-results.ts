import type { ClassResults } from '@paretoboard/contract/answers.js';
import { addToConfusion, classScores, emptyConfusion } from '../metrics/confusion.js';
import { SampleError } from '../statistics/sample.js';

/** One classified item: a value for each class, larger means likelier, and the class that it has. */
export interface ClassifiedItem {
  readonly logits: ArrayLike<number>;
  readonly label: number;
}

/** The class of the largest value, the lowest of several, and how many there are of it. @throws SampleError on a value that is not finite */
export function largestClass(logits: ArrayLike<number>): { class: number; ties: number } {
  let [found, ties] = [0, 0];
  for (let index = 0; index < logits.length; index++) {
    const value = logits[index]!;
    if (!Number.isFinite(value)) throw new SampleError(`logit ${value}: expected finite numbers`);
    if (value === logits[found]!) ties += 1;
    if (value > logits[found]!) [found, ties] = [index, 1];
  }
  return { class: found, ties };
}

/**
 * Support, precision, recall and F1 of each class and who was taken for whom, over the answers of all seeds. Pure.
 * @param seeds the items of each seed, all of one length and with as many logits each
 * @param names of the classes by their number; fewer where some have none
 * @throws SampleError on no items, on logits that are not finite, or a label outside them
 */
export function classResults(
  seeds: readonly (readonly ClassifiedItem[])[],
  names: readonly string[] = [],
): ClassResults {
  const first = seeds[0]?.[0];
  if (!first) throw new SampleError('no answers to count by class');
  const matrix = emptyConfusion(first.logits.length);
  let tied = 0;
  for (const items of seeds) {
    const found = items.map(({ logits }) => largestClass(logits));
    tied += found.filter(({ ties }) => ties > 1).length;
    addToConfusion(
      matrix,
      found.map((answer) => answer.class),
      items.map(({ label }) => label),
    );
  }
  const scores = classScores(matrix);
  // A class that is neither there nor taken for has no F1.
  const present = scores.flatMap(({ f1 }, index) => (f1 === null ? [] : [index]));
  return {
    seeds: seeds.length,
    items: seeds[0]!.length,
    classes: present.map((index) => {
      const { support, precision, recall, f1 } = scores[index]!;
      return { class: index, name: names[index] ?? null, support, precision, recall, f1 };
    }),
    matrix: present.map((truth) => present.map((guess) => matrix.counts[truth * matrix.classes + guess]!)),
    tied,
  };
}
