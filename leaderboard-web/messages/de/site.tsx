import { plural } from '../../lib/format';
import type { site as english } from '../en/site';

export const site: typeof english = {
  description:
    'Implementierungen von Forschungsarbeiten, von einem einzigen Messprogramm trainiert und bewertet: Genauigkeit und Latenz, mit Intervallen, aus signierten Protokollen.',
  skip: 'Zum Inhalt springen',
  search: 'Website durchsuchen',
  navigation: 'Website',
  tasks: 'Aufgaben',
  papers: 'Paper',
  challenges: 'Wettbewerbe',
  runs: 'Läufe',
  submit: 'Einreichen',
  methodology: 'Methodik',
  otherLanguage: 'English',
  everyRow: (command) => <>Jede Zeile beruht auf einem signierten Protokoll. Selbst prüfen: {command}</>,
  documentation: 'Dokumentation',
  log: 'Fortlaufendes Verzeichnis',
  keys: 'Öffentliche Schlüssel',

  nothingHere: 'Nichts gefunden',
  nothingAtAddress: 'Unter dieser Adresse gibt es nichts',
  namedWrongly: 'Vielleicht ist der Name der Aufgabe, des Protokolls oder des Laufs falsch geschrieben.',
  neverDeleted: 'Protokolle werden nie gelöscht: Ein einmal veröffentlichtes bleibt unter seiner Prüfsumme erreichbar.',
  allTasks: 'Alle Aufgaben',

  unreachable: 'Der Server der Rangliste antwortet nicht',
  unreachableAdvice: (address) =>
    `Diese Seite läuft, die API unter ${address} nicht. Wer die Rangliste selbst betreibt, findet mehr im Terminal von npm start oder unter ${address}/api/health. Verloren ist nichts: Die Protokolle liegen auf der Platte, und diese Seite geht wieder, sobald die API antwortet.`,
  late: (seconds) =>
    `Der Server der Rangliste hat nicht innerhalb von ${plural(seconds, 'Sekunde', 'Sekunden')} geantwortet`,
  lateAdvice: (address) =>
    `Vielleicht hat er gerade viel zu tun: Bitte diese Seite gleich noch einmal laden. Hilft das nicht, findet, wer die Rangliste selbst betreibt, mehr unter ${address}/api/health.`,
  refused: (status) => `Der Server der Rangliste hat diese Anfrage abgelehnt (Status ${status})`,
  refusedAdvice: 'Bitte Zusätze aus der Adresse entfernen oder bei der Liste der Aufgaben neu beginnen.',
  mismatch: 'Der Server der Rangliste hat etwas geschickt, das diese Seite nicht versteht',
  mismatchAdvice: (path) =>
    `Website und API haben vermutlich verschiedene Versionen: beide neu bauen und starten. Die unpassende Antwort kam von ${path}.`,
};
