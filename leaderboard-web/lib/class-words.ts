import type { ClassResults } from '@paretoboard/contract/answers.js';
import { count, missing, plural } from './format';

/** What to call a class by its number. */
export type ClassNames = (index: number) => string;

/** Names where the data set has them, else numbers. */
export function classNamesOf(results: ClassResults | null): ClassNames {
  const names = new Map(results?.classes.map(({ class: index, name }) => [index, name]));
  return (index) => names.get(index) ?? `class ${index}`;
}

/** `97.4 %`, or the sign of a missing figure. */
export function shareWords(share: number | null): string {
  return share === null ? missing : `${(100 * share).toFixed(1)}\u202f%`;
}

/** Items of one class that were taken for another. */
export interface Confusion {
  truth: number;
  answer: number;
  count: number;
  /** Share of the items of the true class. */
  share: number;
}

/** Every pair of different classes with items, the most items first. Positions in `classes`, not numbers of classes. */
export function confusions({ matrix, classes }: ClassResults): Confusion[] {
  return matrix
    .flatMap((row, truth) =>
      row.map((items, answer) => ({ truth, answer, count: items, share: items / (classes[truth]!.support || 1) })),
    )
    .filter(({ truth, answer, count: items }) => truth !== answer && items > 0)
    .sort((a, b) => b.count - a.count || b.share - a.share);
}

/** The matrix in a sentence, for those who do not see it and those in a hurry. */
export function matrixSummary(results: ClassResults, names: ClassNames): string {
  const { seeds, items, classes, matrix } = results;
  const right = matrix.reduce((sum, row, index) => sum + row[index]!, 0);
  const [worst] = confusions(results);
  const most = worst
    ? ` Most often confused: ${names(classes[worst.truth]!.class)}, taken for ${names(classes[worst.answer]!.class)} ${count(worst.count)} times of ${count(classes[worst.truth]!.support)}.`
    : ' Nothing was confused.';
  return `${count(right)} of ${plural(seeds * items, 'answer')} are of the right class (${plural(items, 'item')}, ${plural(seeds, 'seed')}).${most}`;
}
