import { count, plural } from '../../lib/format';
import type { compare as english } from '../en/compare';

export const compare: typeof english = {
  title: 'Vergleich',
  lead: 'Die Genauigkeit durch einen gepaarten Test auf denselben Testbeispielen, die Latenz durch einen Test über die Starts. Gleich ist eine Antwort, „zu wenige Daten“ auch.',
  tooMany: (asked, most) => `${asked} Zeilen wurden gewählt; verglichen werden die ersten ${most}.`,
  choose: (most, link) => (
    <>
      Zwei bis {most} Zeilen einer Rangliste wählen und „Gewählte Zeilen vergleichen“ drücken. {link('Alle Ranglisten')}
      .
    </>
  ),
  rows: 'Zeilen',
  isBase: 'damit werden die anderen verglichen',
  makeBase: (letter) => `alle mit ${letter} vergleichen`,
  share: 'Die Adresse dieser Seite enthält die Auswahl: Sie lässt sich so weitergeben.',
  pair: (first, second) => `${first} und ${second}:`,
  caption: (first, second) =>
    `Differenzen sind ${first} minus ${second}, Verhältnisse ${first} durch ${second}; [Klammern] sind 95-%-Intervalle. Jede Zeile beantwortet ihre eigene Frage, ohne Korrektur für deren Anzahl.`,
  figure: 'Größe',
  differenceOrRatio: 'Differenz oder Verhältnis',
  whatTestSays: 'Was der Test sagt',
  primary: 'Hauptmetrik',
  difference: 'Differenz',
  ratio: 'Verhältnis',
  test: 'Test',
  throughput: 'Durchsatz (je Sekunde)',
  noItems: (reason) => <>Keine Beispiele zu vergleichen: {reason}.</>,
  disagreements: (units, equal, outcome, first, firstLarger, second, secondLarger) => (
    <>
      Bei {count(equal)} von {plural(units, 'Testbeispiel', 'Testbeispielen')} stimmen sie überein; „{outcome}“ ist für{' '}
      {first} bei {count(firstLarger)} größer, für {second} bei {count(secondLarger)}
    </>
  ),
  largest: (amount, outcome) => (
    <>
      Die {count(amount)} größten Abweichungen: „{outcome}“, Mittel über die Seeds. Labels werden nicht veröffentlicht.
    </>
  ),
  item: 'Beispiel',
  latencyByStart: 'Latenz, Start für Start',
  curvesNote: (scenario) =>
    `${scenario}: Jede Linie ist ein Start, ein eigener Prozess. Wo sich die Linien zweier Zeilen mischen, unterscheiden ihre Starts sie nicht.`,

  tests: {
    'mcnemar-exact': 'McNemar-Test, exakt',
    'paired-permutation': 'Permutation gepaarter Beispiele',
    'items-and-seeds-t': 't-Test über gepaarte Beispiele und Seeds',
    'mann-whitney-exact': 'Mann-Whitney über Starts, exakt',
    'mann-whitney-normal': 'Mann-Whitney über Starts',
    intervals: 'nach den beiden Intervallen',
  },
  notComparable: (reason) => <>Nicht vergleichbar: {reason}.</>,
  noFigure: 'keine Zahl',
  percentagePoints: (figure) => `${figure} Prozentpunkte`,
  isBetter: (better, by) => `${better} ist besser, um ${by}.`,
  isFaster: (faster, factor) => `${faster} ist ${factor}-mal so schnell.`,
  noDifference: (least) =>
    `Kein Unterschied gezeigt; der Test hätte einen${least === null ? '' : ` von ${least} oder mehr`} gezeigt.`,
  noRatio: (least) =>
    `Kein Unterschied gezeigt; der Test hätte einen${least === null ? '' : ` vom ${least}-Fachen oder mehr`} gezeigt.`,
  tooFewData: (least) =>
    `Zu wenige Daten für eine Unterscheidung${least === null ? '' : `: Nur ein Unterschied von ${least} oder mehr würde sich zeigen`}.`,
  tooFewStarts: (reason) => <>Zu wenige Starts für eine Unterscheidung{reason !== null && <>: {reason}</>}.</>,
};
