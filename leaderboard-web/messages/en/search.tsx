import { plural } from '../../lib/format';

/** The page of search results. */
export const search = {
  title: 'Search',
  field: 'Task, paper, method or submitter; a slip of the pen does no harm',
  submit: 'Search',
  results: 'Results',
  whatToSearch: 'What to search',
  kind: 'Kind',
  all: 'all',
  nothing: 'Nothing fits these words, nor words like them. Fewer or other words may.',
  bestOf: (hits: number) => `The best ${hits}, the best first.`,
  hits: (hits: number) => `${plural(hits, 'hit', 'hits')}, the best first.`,
};
