import { plural } from '../../lib/format';
import type { search as english } from '../en/search';

export const search: typeof english = {
  title: 'Suche',
  field: 'Aufgabe, Publikation, Verfahren oder Einreichende; Tippfehler schaden nicht',
  submit: 'Suchen',
  results: 'Ergebnisse',
  whatToSearch: 'Wonach gesucht wird',
  kind: 'Art',
  all: 'alles',
  nothing: 'Nichts passt zu diesen oder ähnlichen Wörtern. Weniger oder andere Wörter helfen vielleicht.',
  bestOf: (hits) => `Die ${hits} besten, der beste zuerst.`,
  hits: (hits) => `${plural(hits, 'Treffer', 'Treffer')}, der beste zuerst.`,
};
