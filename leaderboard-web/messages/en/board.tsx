import type { ReactNode } from 'react';
import { count, plural } from '../../lib/format';
import type { Wrap } from '../wrap';

/** The board of a task: filters, table, terms. */
export const board = {
  name: 'Board',
  paperPrints: 'What the paper prints',
  withArithmetic: (link: Wrap) => <>{link('Paper, claims and audit')}, with the arithmetic of each finding.</>,
  nothingToDraw: 'No row has both figures, so there is nothing to draw. The table has what was measured.',

  filters: 'Which rows to show',
  data: 'Data',
  tracks: 'Sees at test time',
  division: 'Division',
  device: 'Device',
  runtime: 'Runtime',
  rows: 'Rows',
  scenario: 'Scenario',
  allTracks: 'all tracks',
  all: 'all',
  onTheFront: 'on the front',

  viewOptions: 'Columns, and what matters to you',
  columns: 'Columns',
  whatMatters: 'What matters to you',
  speed: 'Speed',
  weight: 'Weight of accuracy against speed, in per cent',
  ownColumn: 'Adds a column of your own and sorts by it. It knows no intervals and never replaces the rank.',
  show: 'Show',
  showWeighted: 'Show with this weighting',
  ownView: 'Your own view:',
  weighting: (weight: number, metric: string) =>
    `${weight} % ${metric}, ${100 - weight} % speed. Each row counts by where it lies between the worst and the best row shown, latency by its logarithm. Ranks are as they were.`,
  ownOrder: 'Back to the board’s order',

  method: 'Method',
  record: 'Record',
  caption: (variant: ReactNode, sortedBy: string) => (
    <>
      {variant}, by {sortedBy}. Letters as in the chart. [Brackets] are 95 % intervals, dashes the range of too few
      starts for one.
    </>
  ),
  choose: 'compare',
  chooseRow: (letter: string, title: string) => `Compare ${letter}: ${title}`,
  recordOf: (letter: string, title: string) => `Record of ${letter}: ${title}`,
  recordLink: 'record',
  attempts: (attempts: number) => plural(attempts, 'attempt', 'attempts'),
  stale: 'stale:',
  whyMissing: 'Why figures are missing',
  note: (number: number) => `Note ${number}`,
  unranked: 'unranked:',
  latencyRank: (rank: number) => `latency rank ${rank}`,
  seeds: (seeds: number) => plural(seeds, 'seed', 'seeds'),
  starts: (starts: number) => plural(starts, 'start', 'starts'),
  threads: (threads: number) => plural(threads, 'thread', 'threads'),
  sandbox: (level: string) => `sandbox: ${level}`,
  declared: (value: string) => `${value} (declared)`,
  parameters: (value: string) => `${value} parameters`,
  noClaim: 'no claim',

  rank: 'Rank',
  samplesPerSecond: 'Samples a second',
  nullModel: 'Null model p50 (ms)',
  cold: 'Load, first call (ms)',
  runtimeAndDevice: 'Runtime, device',
  memory: 'Peak memory, parameters',
  artefact: 'Artefact',
  energy: 'Energy (J)',
  attemptsTitle: 'Attempts',
  claim: 'Paper, difference',
  yours: 'Your weighting',

  shown: (shown: number, total: number) => `${count(shown)} of ${plural(total, 'row', 'rows')} shown`,
  notShown: 'not shown:',
  pages: 'Pages of the rows',
  pagesBelow: 'Pages of the rows, below the table',
  rowsOnPage: (first: number, last: number, shown: number) =>
    `Rows ${count(first)} to ${count(last)} of ${count(shown)}, in the order chosen. Files have all of them.`,
  previousPage: '← Previous',
  nextPage: 'Next →',
  pageNumber: (number: number) => `Page ${count(number)}`,
  compareChosen: 'Compare chosen rows',
  keepChosen: 'Keep chosen rows for the other pages',
  chosenElsewhere: (rows: number) =>
    `${plural(rows, 'row is', 'rows are')} chosen that ${rows === 1 ? 'is' : 'are'} not on this page.`,
  chooseNone: 'Choose none',
  embed: 'Embed',
  embedText: 'This board as it is shown here, for a page of your own: HTML.',
  badge: 'Badge',
  badgeText: (title: ReactNode, name: ReactNode) => (
    <>
      Rank, primary metric and latency of {title}, for a README: Markdown. For another row, put its name in the place of{' '}
      {name}.
    </>
  ),
  noRowToShow: 'No row to show.',

  noneFits: 'No row passes these filters',
  showAll: (variant: ReactNode) => <>Show all rows of {variant}</>,
  noRowsYet: 'No rows yet',
  appearSoon: 'Rows appear here as soon as these runs have been trained, scored and timed:',
  notOnMachine: (command: ReactNode) => (
    <>These data are not on this machine. {command} says where they come from and under which licence.</>
  ),
  nothingRuns: (command: ReactNode) => <>Nothing is running for these data. To measure a built-in method: {command}</>,

  howToRead: 'How to read this',
  better: 'Up and left is better',
  betterText: 'The line joins the rows that no other row beats in both figures.',
  errorSpaced: 'Heights are spaced by the logarithm of the error, so that 97 and 99 % lie apart.',
  crosses: 'Crosses are 95 % intervals',
  crossesText:
    'Where crosses overlap, do not read an order into the points. Latency has one from three starts up; with fewer the table gives the range.',
  theNullModel: 'The null model',
  nullModelText:
    'answers at once through the same path. Its time is part of every latency here and is never subtracted.',
  profiles: 'Quick or full',
  profilesText: 'Rows of the quick profile have few starts and seeds; they are shown and not ranked.',
  paperValues: 'The paper’s values',
  paperValuesText: 'stand as dashed lines. They were measured elsewhere, by other people.',
  noPaperValues: 'No paper values here',
  noPaperValuesText: 'These are not the paper’s data, so its printed values are listed below but not drawn.',

  printedCaption: 'Printed values. Those of methods that stand above are also in the chart.',
  orientationCaption: 'Printed values, for orientation only: they were not measured on these data.',
  methodInPaper: 'Method in the paper',
  value: 'Value',
  where: 'Where',
  audit: 'Audit',
  nothingFound: 'nothing found',

  protocol: 'Protocol',
  chance: 'Chance',
  trackTitle: 'Tracks',
  inTraining: (inputs: string) => `In training: ${inputs}.`,
  atTestTime: (inputs: string) => `At test time: ${inputs}.`,
  items: (train: number, validation: number, test: number) =>
    `${count(train)} train, ${count(validation)} validation, ${count(test)} test`,
  budgets: 'Budgets',
  atMost: (amount: string) => `at most ${amount}`,
};
