import type { ReactNode } from 'react';
import { plural } from '../../lib/format';

const findings = (amount: number) => plural(amount, 'finding', 'findings');

/** The list of papers, and the page of one. */
export const papers = {
  title: 'Papers',
  description: 'Papers whose printed claims were audited, and those that are measured here.',
  lead: 'Their printed figures are transcribed and checked against each other. Those with a task are also measured.',
  measuredHere: 'measured here',
  nothingFound: 'nothing found in its arithmetic',
  findings,

  arithmetic: 'What the arithmetic says',
  cite: 'Cite the paper',
  measuredAs: (link: ReactNode) => <>Measured here as {link}.</>,
  noTask: 'No task measures this paper yet; its printed figures have been audited.',
  claims: 'What it claims, and what we measured',
  missing: 'What is missing to reproduce it',
  nothingMissing: 'Nothing that we know of.',
  otherData: 'Measured on other data, where no figure stands beside the paper’s:',
  rows: (rows: number) => plural(rows, 'row', 'rows'),

  claimsCaption:
    'Measured values stand here only where the data are the paper’s own. [Brackets] are 95 % intervals; differences are measured minus printed.',
  method: 'Method in the paper',
  printed: 'Printed',
  measured: 'Measured here',
  whereAndConditions: 'Where, conditions',
  difference: (difference: string) => `difference ${difference}`,
  notImplemented: 'not implemented here',
  otherDataSet: 'other data than this task’s',
  notHere: 'the paper’s data are not on this machine',
  notYet: 'not measured yet',
  noOwnData: 'No variant of the task holds the paper’s own data.',
  dataNotHere: (title: ReactNode, comparability: ReactNode) => (
    <>
      Data that are not on this machine: {title}. {comparability}
    </>
  ),
  leftOpen: (message: ReactNode) => <>Left open by the paper: {message}</>,
  unimplemented: (methods: ReactNode) => <>Printed methods that nobody has implemented here: {methods}.</>,

  went: (figures: number, tables: number, checks: number, found: number) =>
    `${plural(figures, 'printed figure', 'printed figures')} in ${plural(tables, 'table', 'tables')} went through ${plural(checks, 'check', 'checks')}: ${found === 0 ? 'nothing was found.' : `${findings(found)}.`} A finding says what does not fit together, not why.`,
  severities: {
    contradiction: { title: 'Contradictions', means: 'Nothing that rounds to the printed figures agrees.' },
    suspicion: { title: 'Suspicions', means: 'Possible, but more likely a slip in copying.' },
    rounding: { title: 'Rounding', means: 'What the figures were rounded from may agree.' },
  },
  paperSays: 'The paper says',
  where: 'Where',
  arithmeticHead: 'Arithmetic',
};
