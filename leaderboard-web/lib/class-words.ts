import type { ClassResults } from '@paretoboard/contract/answers.js';
import { words } from '../messages/words';
import { decimal, missing } from './format';

/** What to call a class by its number. */
export type ClassNames = (index: number) => string;

/** Names where the data set has them, else numbers. */
export function classNamesOf(results: ClassResults | null): ClassNames {
  const names = new Map(results?.classes.map(({ class: index, name }) => [index, name]));
  return (index) => names.get(index) ?? words().answers.classNumber(index);
}

/** `97.4 %`, or the sign of a missing figure. */
export function shareWords(share: number | null): string {
  return share === null ? missing : `${decimal(100 * share, 1)}\u202f%`;
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
  const say = words().answers;
  const { seeds, items, classes, matrix } = results;
  const right = matrix.reduce((sum, row, index) => sum + row[index]!, 0);
  const [worst] = confusions(results);
  const most = worst
    ? say.mostConfused(
        names(classes[worst.truth]!.class),
        names(classes[worst.answer]!.class),
        worst.count,
        classes[worst.truth]!.support,
      )
    : say.nothingConfused;
  return `${say.rightAnswers(right, seeds * items, items, seeds)} ${most}`;
}
