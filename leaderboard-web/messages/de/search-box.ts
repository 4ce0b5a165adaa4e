import type { searchBox as english } from '../en/search-box';

export const searchBox: typeof english = {
  placeholder: 'Suchen',
  largePlaceholder: 'Aufgabe, Arbeit, Verfahren oder Person',
  submit: 'Suchen',
  hits: 'Treffer',
  found: (amount) => `${amount} Treffer`,
  kinds: { task: 'Aufgabe', paper: 'Arbeit', method: 'Verfahren', submitter: 'Einreichende' },
};
