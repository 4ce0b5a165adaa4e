import { plural } from '../../lib/format';
import type { papers as english } from '../en/papers';

const findings = (amount: number) => plural(amount, 'Befund', 'Befunde');

export const papers: typeof english = {
  title: 'Paper',
  description: 'Paper, deren gedruckte Angaben geprüft wurden, und solche, die hier gemessen werden.',
  lead: 'Ihre gedruckten Zahlen sind abgeschrieben und gegeneinander geprüft. Die mit einer Aufgabe werden auch gemessen.',
  measuredHere: 'hier gemessen',
  nothingFound: 'in den Rechnungen nichts gefunden',
  findings,

  arithmetic: 'Was das Nachrechnen ergibt',
  cite: 'Die Arbeit zitieren',
  measuredAs: (link) => <>Hier gemessen als {link}.</>,
  noTask: 'Noch misst keine Aufgabe diese Arbeit nach; ihre gedruckten Zahlen sind geprüft.',
  claims: 'Was sie angibt, und was wir gemessen haben',
  missing: 'Was zum Nachmachen fehlt',
  nothingMissing: 'Nichts, das wir wüssten.',
  otherData: 'Auf anderen Daten gemessen, wo keine Zahl neben denen der Arbeit steht:',
  rows: (rows) => plural(rows, 'Zeile', 'Zeilen'),

  claimsCaption:
    'Gemessene Werte stehen hier nur, wo die Daten die der Arbeit sind. [Klammern] sind 95-%-Intervalle; Differenzen sind gemessen minus gedruckt.',
  method: 'Verfahren in der Arbeit',
  printed: 'Gedruckt',
  measured: 'Hier gemessen',
  whereAndConditions: 'Stelle, Bedingungen',
  difference: (difference) => `Differenz ${difference}`,
  notImplemented: 'hier nicht implementiert',
  otherDataSet: 'andere Daten als die dieser Aufgabe',
  notHere: 'die Daten der Arbeit sind nicht auf dieser Maschine',
  notYet: 'noch nicht gemessen',
  noOwnData: 'Keine Datenvariante der Aufgabe enthält die Daten der Arbeit.',
  dataNotHere: (title, comparability) => (
    <>
      Daten, die nicht auf dieser Maschine sind: {title}. {comparability}
    </>
  ),
  leftOpen: (message) => <>Von der Arbeit offengelassen: {message}</>,
  unimplemented: (methods) => <>Gedruckte Verfahren, die hier niemand implementiert hat: {methods}.</>,

  went: (figures, tables, checks, found) =>
    `${plural(figures, 'gedruckte Zahl', 'gedruckte Zahlen')} in ${plural(tables, 'Tabelle', 'Tabellen')}, ${plural(checks, 'Prüfung', 'Prüfungen')}: ${found === 0 ? 'nichts gefunden.' : `${findings(found)}.`} Ein Befund sagt, was nicht zusammenpasst, nicht warum.`,
  severities: {
    contradiction: { title: 'Widersprüche', means: 'Nichts, was auf die gedruckten Zahlen gerundet wird, passt.' },
    suspicion: { title: 'Verdachtsfälle', means: 'Möglich, aber eher ein Abschreibfehler.' },
    rounding: { title: 'Rundung', means: 'Die ungerundeten Zahlen passen vielleicht.' },
  },
  paperSays: 'Die Arbeit sagt',
  where: 'Stelle',
  arithmeticHead: 'Rechnung',
};
