import type { ReactNode } from 'react';
import { plural } from '../../lib/format';

/** Head, foot and failures: what every page has. */
export const site = {
  description:
    'Implementations of research papers, trained, scored and timed by one harness: accuracy and latency, with intervals, from signed records.',
  skip: 'Skip to the content',
  search: 'Search the site',
  navigation: 'Site',
  tasks: 'Tasks',
  papers: 'Papers',
  challenges: 'Challenges',
  runs: 'Runs',
  submit: 'Submit',
  methodology: 'Methodology',
  otherLanguage: 'Deutsch',
  everyRow: (command: ReactNode) => <>Every row stands on a signed record. Check one yourself: {command}</>,
  documentation: 'Documentation',
  log: 'Append-only log',
  keys: 'Public keys',

  nothingHere: 'Nothing here',
  nothingAtAddress: 'There is nothing at this address',
  namedWrongly: 'The task, record or run may have been named wrongly.',
  neverDeleted: 'Records are never deleted: one that was published once stays at its digest.',
  allTasks: 'All tasks',

  unreachable: 'The board’s server does not answer',
  unreachableAdvice: (address: string) =>
    `This page is up, the API at ${address} is not. If you run the board yourself, look at the terminal of npm start, or open ${address}/api/health. Nothing is lost: records are on disk, and this page works again as soon as the API does.`,
  late: (seconds: number) => `The board’s server did not answer within ${plural(seconds, 'second', 'seconds')}`,
  lateAdvice: (address: string) =>
    `It may have much to do: load this page again in a moment. If that does not help and you run the board yourself, open ${address}/api/health.`,
  refused: (status: number) => `The board’s server refused this question (status ${status})`,
  refusedAdvice: 'Remove what was added to the address, or start again from the list of tasks.',
  mismatch: 'The board’s server sent something this page does not understand',
  mismatchAdvice: (path: string) =>
    `Site and API are probably of different versions: build and restart both. The answer that did not fit came from ${path}.`,
};
