import type { ReactNode } from 'react';
import { count, plural } from '../../lib/format';
import type { Wrap } from '../wrap';

/** The comparison of rows. */
export const compare = {
  title: 'Compare',
  lead: 'Accuracy by a paired test on the same test items, latency by a test over starts. Equal is an answer, and so is “too few data”.',
  tooMany: (asked: number, most: number) => `${asked} rows were chosen; the first ${most} are compared.`,
  choose: (most: number, link: Wrap) => (
    <>
      Choose two to {most} rows of a board and press “Compare chosen rows”. {link('All boards')}.
    </>
  ),
  rows: 'Rows',
  isBase: 'the others are compared with this',
  makeBase: (letter: string) => `compare all with ${letter}`,
  share: 'This page’s address holds the choice: share it as it is.',
  pair: (first: string, second: string) => `${first} and ${second}:`,
  caption: (first: string, second: string) =>
    `Differences are ${first} minus ${second}, ratios ${first} over ${second}; [brackets] are 95 % intervals. Each line answers a question of its own, without correction for their number.`,
  figure: 'Figure',
  differenceOrRatio: 'Difference or ratio',
  whatTestSays: 'What the test says',
  primary: 'primary',
  difference: 'Difference',
  ratio: 'Ratio',
  test: 'Test',
  throughput: 'Throughput (per second)',
  noItems: (reason: ReactNode) => <>No items to compare: {reason}.</>,
  disagreements: (
    units: number,
    equal: number,
    outcome: ReactNode,
    first: string,
    firstLarger: number,
    second: string,
    secondLarger: number,
  ) => (
    <>
      Of {plural(units, 'test item', 'test items')} they agree on {count(equal)}; “{outcome}” is larger for {first} on{' '}
      {count(firstLarger)}, for {second} on {count(secondLarger)}
    </>
  ),
  largest: (amount: number, outcome: ReactNode) => (
    <>
      The {count(amount)} largest disagreements: “{outcome}”, mean over seeds. Labels are not published.
    </>
  ),
  item: 'Item',
  latencyByStart: 'Latency, start by start',
  curvesNote: (scenario: string) =>
    `${scenario}: each line is one start, an independent process. Where the lines of two rows mix, their starts do not tell them apart.`,

  tests: {
    'mcnemar-exact': 'McNemar’s test, exact',
    'paired-permutation': 'permutation of paired items',
    'items-and-seeds-t': 't test over paired items and seeds',
    'mann-whitney-exact': 'Mann-Whitney over starts, exact',
    'mann-whitney-normal': 'Mann-Whitney over starts',
    intervals: 'by the two intervals',
  } as Readonly<Record<string, string>>,
  notComparable: (reason: ReactNode) => <>Not comparable: {reason}.</>,
  noFigure: 'no figure',
  percentagePoints: (figure: string) => `${figure} percentage points`,
  isBetter: (better: string, by: string) => `${better} is better, by ${by}.`,
  isFaster: (faster: string, factor: string) => `${faster} is ${factor} times as fast.`,
  noDifference: (least: string | null) =>
    `No difference shown; the test would have shown one${least === null ? '' : ` of ${least} or more`}.`,
  noRatio: (least: string | null) =>
    `No difference shown; the test would have shown one${least === null ? '' : ` of ${least} times or more`}.`,
  tooFewData: (least: string | null) =>
    `Too few data to tell apart${least === null ? '' : `: only a difference of ${least} or more would show`}.`,
  tooFewStarts: (reason: ReactNode | null) => <>Too few starts to tell apart{reason !== null && <>: {reason}</>}.</>,
};
