import type { ReactNode } from 'react';
import { count, plural } from '../../lib/format';
import type { Wrap } from '../wrap';

/** The first page: every task in short, and what runs now. */
export const home = {
  title: 'What papers claim, measured again',
  lead: 'Paretoboard trains, scores and times implementations of research papers on one machine, under fixed budgets, from one sandboxed artefact. Every figure has its interval, its n and a signed record; the paper’s own number stands beside it only where the data are the paper’s.',
  search: 'Search tasks, papers, methods and submitters',
  noTask: 'The registry lists no task. Each folder below tasks/ is one.',
  howMade: (link: Wrap) => <>How the figures are made: {link('methodology')}.</>,

  newest: 'Newest rows',
  contested: 'Most contested',
  shareFirst: (first: number, rows: number) =>
    `${count(first)} of ${plural(rows, 'row', 'rows')} share the first rank: no test tells them apart`,
  byFamily: 'Papers by family',
  moreAudited: (papers: number) => `and ${plural(papers, 'paper', 'papers')} whose claims were audited`,
  onlyAudited: (papers: number) => `${plural(papers, 'paper', 'papers')} whose claims were audited`,
  lastRow: (row: ReactNode, at: ReactNode) => (
    <>
      Last row: {row}, {at}
    </>
  ),

  noRowsYetOn: 'No rows yet on',
  notHere: 'not on this machine',
  boardsNotLoaded: (boards: number) => `${plural(boards, 'board', 'boards')} could not be loaded.`,
  theFront: 'The front: no other row is better and faster',
  bestRows: 'Best rows',
  rowsInAll: (rows: number) => `${plural(rows, 'row', 'rows')} in all.`,

  now: 'Now',
  noRun: 'No run in progress.',
  runsInProgress: (runs: number) => `${plural(runs, 'run', 'runs')} in progress`,
  runsQueued: (runs: number) => (runs === 0 ? 'Queue empty' : `${plural(runs, 'run', 'runs')} queued`),
  allUp: 'All parts up',
  healthUnknown: 'Health unknown',
};
