import { count, plural } from '../../lib/format';
import type { board as english } from '../en/board';

export const board: typeof english = {
  name: 'Rangliste',
  paperPrints: 'Was die Arbeit angibt',
  withArithmetic: (link) => <>{link('Arbeit, Angaben und Prüfung')}, mit der Rechnung zu jedem Befund.</>,
  nothingToDraw: 'Keine Zeile hat beide Werte, also ist nichts zu zeichnen. Was gemessen wurde, steht in der Tabelle.',

  filters: 'Welche Zeilen gezeigt werden',
  data: 'Daten',
  tracks: 'Eingaben beim Testen',
  division: 'Division',
  device: 'Gerät',
  runtime: 'Laufzeitumgebung',
  rows: 'Zeilen',
  scenario: 'Szenario',
  allTracks: 'alle Varianten',
  all: 'alle',
  onTheFront: 'auf der Front',

  viewOptions: 'Spalten und eigene Gewichtung',
  columns: 'Spalten',
  whatMatters: 'Was Ihnen wichtig ist',
  speed: 'Geschwindigkeit',
  weight: 'Gewicht der Genauigkeit gegenüber der Geschwindigkeit, in Prozent',
  ownColumn: 'Fügt eine eigene Spalte hinzu und sortiert danach. Sie kennt keine Intervalle und ersetzt nie den Rang.',
  show: 'Zeigen',
  showWeighted: 'Mit dieser Gewichtung zeigen',
  ownView: 'Eigene Ansicht:',
  weighting: (weight, metric) =>
    `${weight} % ${metric}, ${100 - weight} % Geschwindigkeit. Jede Zeile zählt danach, wo sie zwischen der schlechtesten und der besten gezeigten Zeile liegt, die Latenz nach ihrem Logarithmus. Die Ränge bleiben, wie sie waren.`,
  ownOrder: 'Zurück zur Reihenfolge der Rangliste',

  method: 'Verfahren',
  record: 'Protokoll',
  caption: (variant, sortedBy) => (
    <>
      {variant}, nach {sortedBy}. Buchstaben wie im Diagramm. [Klammern] sind 95-%-Intervalle, Striche die Spanne, wo es
      für eines zu wenige Starts sind.
    </>
  ),
  choose: 'vergleichen',
  chooseRow: (letter, title) => `${letter} vergleichen: ${title}`,
  recordOf: (letter, title) => `Protokoll von ${letter}: ${title}`,
  recordLink: 'Protokoll',
  attempts: (attempts) => plural(attempts, 'Versuch', 'Versuche'),
  stale: 'veraltet:',
  whyMissing: 'Warum Werte fehlen',
  note: (number) => `Anmerkung ${number}`,
  unranked: 'ohne Rang:',
  latencyRank: (rank) => `Latenzrang ${rank}`,
  seeds: (seeds) => plural(seeds, 'Seed', 'Seeds'),
  starts: (starts) => plural(starts, 'Start', 'Starts'),
  threads: (threads) => plural(threads, 'Thread', 'Threads'),
  sandbox: (level) => `Sandbox: ${level}`,
  declared: (value) => `${value} (laut Angabe)`,
  parameters: (value) => `${value} Parameter`,
  noClaim: 'keine Angabe',

  rank: 'Rang',
  samplesPerSecond: 'Beispiele je Sekunde',
  nullModel: 'Nullmodell p50 (ms)',
  cold: 'Laden, erster Aufruf (ms)',
  runtimeAndDevice: 'Laufzeitumgebung, Gerät',
  memory: 'Höchster Speicher, Parameter',
  artefact: 'Artefakt',
  energy: 'Energie (J)',
  attemptsTitle: 'Versuche',
  claim: 'Arbeit, Differenz',
  yours: 'Eigene Gewichtung',

  shown: (shown, total) => `${count(shown)} von ${plural(total, 'Zeile', 'Zeilen')} gezeigt`,
  notShown: 'nicht gezeigt:',
  pages: 'Seiten der Zeilen',
  pagesBelow: 'Seiten der Zeilen, unter der Tabelle',
  rowsOnPage: (first: number, last: number, shown: number) =>
    `Zeilen ${count(first)} bis ${count(last)} von ${count(shown)}, in der gewählten Reihenfolge. Dateien enthalten alle.`,
  previousPage: '← Zurück',
  nextPage: 'Weiter →',
  pageNumber: (number: number) => `Seite ${count(number)}`,
  compareChosen: 'Gewählte Zeilen vergleichen',
  keepChosen: 'Gewählte Zeilen für die anderen Seiten merken',
  chosenElsewhere: (rows) =>
    `${plural(rows, 'Zeile ist', 'Zeilen sind')} gewählt, die nicht auf dieser Seite ${rows === 1 ? 'steht' : 'stehen'}.`,
  chooseNone: 'Keine wählen',
  embed: 'Einbetten',
  embedText: 'Diese Rangliste, wie sie hier gezeigt wird, für eine eigene Seite: HTML.',
  badge: 'Plakette',
  badgeText: (title, name) => (
    <>
      Rang, Hauptmetrik und Latenz von {title}, für eine README: Markdown. Für eine andere Zeile deren Namen an die
      Stelle von {name} setzen.
    </>
  ),
  noRowToShow: 'Keine Zeile zu zeigen.',

  noneFits: 'Keine Zeile passt zu diesen Filtern',
  showAll: (variant) => <>Alle Zeilen von {variant} zeigen</>,
  noRowsYet: 'Noch keine Zeilen',
  appearSoon: 'Zeilen erscheinen hier, sobald diese Läufe trainiert, bewertet und gemessen sind:',
  notOnMachine: (command) => (
    <>Diese Daten sind nicht auf dieser Maschine. {command} sagt, woher sie kommen und unter welcher Lizenz.</>
  ),
  nothingRuns: (command) => <>Für diese Daten läuft nichts. Ein mitgeliefertes Verfahren messen: {command}</>,

  howToRead: 'So ist das zu lesen',
  better: 'Oben links ist besser',
  betterText: 'Die Linie verbindet die Zeilen, die keine andere in beiden Werten übertrifft.',
  errorSpaced: 'Die Höhen folgen dem Logarithmus des Fehlers, damit 97 und 99 % auseinanderliegen.',
  crosses: 'Kreuze sind 95-%-Intervalle',
  crossesText:
    'Wo sich Kreuze überlappen, ist keine Reihenfolge zu erkennen. Für die Latenz gibt es ein Intervall ab drei Starts; bei weniger nennt die Tabelle die Spanne.',
  theNullModel: 'Das Nullmodell',
  nullModelText: 'antwortet sofort auf demselben Weg. Seine Zeit steckt in jeder Latenz hier und wird nie abgezogen.',
  profiles: 'Quick oder full',
  profilesText: 'Zeilen des Profils quick haben wenige Starts und Seeds; sie werden gezeigt, aber ohne Rang.',
  paperValues: 'Die Werte der Arbeit',
  paperValuesText: 'sind gestrichelte Linien. Sie wurden anderswo gemessen, von anderen.',
  noPaperValues: 'Hier keine Werte der Arbeit',
  noPaperValuesText:
    'Dies sind nicht die Daten der Arbeit; ihre gedruckten Werte stehen deshalb unten, aber nicht im Diagramm.',

  printedCaption: 'Gedruckte Werte. Die der Verfahren, die oben stehen, sind auch im Diagramm.',
  orientationCaption: 'Gedruckte Werte, nur zur Orientierung: Sie wurden nicht auf diesen Daten gemessen.',
  methodInPaper: 'Verfahren in der Arbeit',
  value: 'Wert',
  where: 'Stelle',
  audit: 'Prüfung',
  nothingFound: 'nichts gefunden',

  protocol: 'Versuchsaufbau',
  chance: 'Zufall',
  trackTitle: 'Varianten der Aufgabe',
  inTraining: (inputs) => `Beim Training: ${inputs}.`,
  atTestTime: (inputs) => `Beim Testen: ${inputs}.`,
  items: (train, validation, test) => `${count(train)} Training, ${count(validation)} Validierung, ${count(test)} Test`,
  budgets: 'Budgets',
  atMost: (amount) => `höchstens ${amount}`,
};
