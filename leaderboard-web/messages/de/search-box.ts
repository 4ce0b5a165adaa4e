import type { searchBox as english } from '../en/search-box';

export const searchBox: typeof english = {
  placeholder: 'Suchen',
  largePlaceholder: 'Aufgabe, Paper, Person',
  submit: 'Suchen',
  hits: 'Treffer',
  found: (amount) => `${amount} Treffer`,
  kinds: { task: 'Aufgabe', paper: 'Publikation', method: 'Verfahren', submitter: 'Einreichende' },
};
