import { count, plural } from '../../lib/format';
import type { home as english } from '../en/home';

export const home: typeof english = {
  title: 'Was Publikationen behaupten, neu gemessen',
  lead: 'Paretoboard trainiert Implementierungen von Forschungsarbeiten, bewertet sie und misst ihre Latenz: auf einer Maschine, mit festen Budgets, aus einem abgeschotteten Artefakt. Zu jeder Zahl gehören ihr Intervall, ihr n und ein signiertes Protokoll; der Wert der Arbeit steht nur dort daneben, wo die Daten die der Arbeit sind.',
  search: 'Aufgaben, Publikationen, Verfahren und Einreichende suchen',
  noTask: 'Das Verzeichnis enthält keine Aufgabe. Jeder Ordner unter tasks/ ist eine.',
  howMade: (link) => <>Wie die Zahlen entstehen: {link('Methodik')}.</>,

  newest: 'Neueste Zeilen',
  contested: 'Am stärksten umkämpft',
  shareFirst: (first, rows) =>
    `${count(first)} von ${plural(rows, 'Zeile', 'Zeilen')} teilen sich den ersten Rang: Kein Test trennt sie`,
  byFamily: 'Publikationen nach Gebiet',
  moreAudited: (papers) => `und ${plural(papers, 'Publikation', 'Publikationen')} mit geprüften Angaben`,
  onlyAudited: (papers) => `${plural(papers, 'Publikation', 'Publikationen')} mit geprüften Angaben`,
  lastRow: (row, at) => (
    <>
      Letzte Zeile: {row}, {at}
    </>
  ),

  noRowsYetOn: 'Noch keine Zeilen für',
  notHere: 'nicht auf dieser Maschine',
  boardsNotLoaded: (boards) => `${plural(boards, 'Rangliste', 'Ranglisten')} nicht geladen.`,
  theFront: 'Die Front: Keine andere Zeile ist besser und schneller',
  bestRows: 'Beste Zeilen',
  rowsInAll: (rows) => `${plural(rows, 'Zeile', 'Zeilen')} insgesamt.`,

  now: 'Jetzt',
  noRun: 'Derzeit kein Lauf.',
  runsInProgress: (runs) => `${plural(runs, 'Lauf', 'Läufe')} im Gang`,
  runsQueued: (runs) => (runs === 0 ? 'Warteschlange leer' : `${plural(runs, 'Lauf wartet', 'Läufe warten')}`),
  allUp: 'Alle Teile laufen',
  healthUnknown: 'Zustand unbekannt',
};
