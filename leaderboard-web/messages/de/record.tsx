import { count, plural } from '../../lib/format';
import type { record as english } from '../en/record';

const runs = (amount: number) => plural(amount, 'Lauf', 'Läufe');

export const record: typeof english = {
  titleOf: (submission) => `${submission}: Protokoll`,
  crumb: 'Protokoll',
  onThisPage: 'Auf dieser Seite',
  rawJson: 'JSON',
  sections: {
    figures: 'Zahlen',
    answers: 'Antworten',
    latency: 'Latenz',
    training: 'Training',
    budgets: 'Budgets und Prüfungen',
    environment: 'Umgebung',
    lineage: 'Herkunft',
    files: 'Dateien',
    proof: 'Selbst nachprüfen',
  },
  whatToDo: (remedy) => <>Abhilfe: {remedy}</>,
  terms: (track, division, profile, batchSize, precision) =>
    `Variante ${track}, ${division}, Profil ${profile}, Batch ${batchSize}, ${precision}.`,
  notRanked: 'Protokolle des Profils quick haben keinen Rang.',
  attemptOf: (attempt, attempts) => `Versuch ${attempt} von ${attempts}.`,
  finishedAt: (at) => <>Beendet am {at}.</>,

  latencyOf: (scenario) => `p50-Latenz${scenario ? `, ${scenario}` : ''}`,
  noLatencyPass: 'keine Latenzmessung',
  nullModelP50: 'Nullmodell p50',
  costOfAsking: 'Kosten des Fragens, in der Latenz enthalten',
  loadThenCall: 'Laden, dann erster Aufruf',
  firstCall: (ms) => `erster Aufruf ${ms} ms`,
  peakMemory: 'Höchster Speicher',
  wholeProcess: 'des ganzen Prozesses',
  parameters: 'Parameter',
  sources: { measured: 'gemessen', declared: 'laut Angabe' },
  notKnown: 'nicht bekannt',
  seeds: (seeds) => plural(seeds, 'Seed', 'Seeds'),

  metricsCaption: 'Mittel über die Seeds; daneben jeweils das Intervall und wie es entstand.',
  metric: 'Metrik',
  value: 'Wert',
  interval: 'Intervall',
  testItems: 'Testbeispiele',
  eachSeed: 'Jeder Seed',
  directions: { higher: 'höher ist besser', lower: 'niedriger ist besser' },
  primary: 'Hauptmetrik',

  answersFailed: 'Die gespeicherten Antworten lassen sich gerade nicht zeigen.',
  answersPending: (link) => (
    <>
      Die gespeicherten Antworten werden gerade ausgewertet, für den ersten Besuch dieses Protokolls. In einigen
      Sekunden {link('die Seite neu laden')}.
    </>
  ),
  neither: (reason) => <>Weder Ergebnisse nach Klassen noch Beispiele: {reason}</>,
  byClass: 'Nach Klassen',
  noClasses: (reason) => <>Keine Ergebnisse nach Klassen: {reason}</>,
  onItems: 'An einzelnen Beispielen',
  noSamples: (reason) => <>Keine Beispiele: {reason}</>,
  whichItems: (hasMistakes) =>
    `Antworten des ersten Seeds auf Beispiele, die gleichmäßig über die Testdaten verteilt sind, dieselben für jedes Protokoll${hasMistakes ? ', dann die sichersten Fehler dieses Protokolls' : ''}.`,
  fromData: (source) => <>Aus {source}.</>,
  fromGenerated: 'Aus erzeugten Daten.',

  noLatency: 'Für dieses Protokoll gab es keine Latenzmessung.',
  queriesOf: (scenario, queries, samples, starts, inAll) =>
    `${scenario}: ${plural(queries, 'gemessene Anfrage', 'gemessene Anfragen')} mit je ${plural(samples, 'Beispiel', 'Beispielen')} in ${plural(starts, 'Start', 'Starts')}, zusammen ${inAll}.`,
  windowEnds: 'Eine Messung endet, wenn die Ausgabe vollständig angekommen ist.',
  methodIs: (method) => <>Methode: {method}.</>,
  inMilliseconds: (scenario) => `${scenario}, in Millisekunden`,
  percentile: 'Perzentil',
  thisSubmission: 'Diese Einreichung',
  nullModel: 'Nullmodell',
  slowestOnly: 'die langsamste Anfrage eines Starts: mehr geben so wenige nicht her',
  notKept: 'nicht aufgehoben',
  noThroughput: (reason) => <>Kein Durchsatz: {reason}.</>,
  highestRate: (bound, rate) =>
    `Höchste Rate, deren p99 innerhalb von ${bound} ms bleibt: ${rate} Anfragen je Sekunde.`,
  throughput: (rate) => `${rate} Beispiele je Sekunde.`,
  rateSearch: (trials) => `Die Suche nach der Rate: ${plural(trials, 'Probe', 'Proben')}`,
  rateCaption: (bound) =>
    `Ankünfte nach Poisson; Latenz ab dem geplanten Zeitpunkt; eine Rate ist erreicht, wenn ihr p99 innerhalb von ${bound} ms bleibt`,
  start: 'Start',
  queriesPerSecond: 'Anfragen je Sekunde',
  queries: 'Anfragen',
  issuedLate: 'Zu spät gestellt, p99 (ms)',
  met: 'Erreicht',
  yes: 'ja',
  no: 'nein',
  eachStart: 'p50 jedes Starts',
  startsNote: (values) => `${values} ms. Ein Start ist ein eigener Prozess: Es zählt die Streuung zwischen den Starts.`,
  everyQuery: 'Jede gemessene Anfrage',
  startNumber: (start) => `Start ${start}`,
  inOrder: 'In der Reihenfolge der Anfragen',
  timeline: (start, queries, stretches, low, high, slowest) =>
    `Start ${start}, ${count(queries)} Anfragen: Mediane von ${stretches} Abschnitten zwischen ${low} und ${high} ms, langsamste Anfrage ${slowest} ms`,
  answeredAxis: '↑ beantwortete Anfragen (%)',
  withinAxis: '← innerhalb von (ms, log)',

  nothingTrained: (division) =>
    `Hier wurde nichts trainiert: Das Artefakt kam fertig trainiert (Division ${division}).`,
  trainingCaption: 'Von außen gemessen; Schritte und Epochen gibt die Einreichung an.',
  seed: 'Seed',
  wallClock: 'Verstrichene Zeit',
  cpuTime: 'CPU-Zeit',
  rowsServed: 'Ausgegebene Zeilen',
  declared: 'Laut Angabe',
  artefact: 'Artefakt',
  epochs: (epochs) => plural(epochs, 'Epoche', 'Epochen'),
  steps: (steps) => plural(steps, 'Schritt', 'Schritte'),
  fold: (fold) => `Teilung ${fold}`,
  curve: (first, last, epoch, seeds) =>
    `Von ${first} auf ${last} bis Epoche ${epoch}, Mittel über ${plural(seeds, 'Seed', 'Seeds')}.`,

  budgetsCaption: 'Budgets, von außerhalb der Einreichung durchgesetzt',
  budget: 'Budget',
  used: 'Verbraucht',
  limit: 'Grenze',
  headroom: 'Spielraum',
  checks: 'Prüfungen',
  passed: ': bestanden.',
  failed: ': nicht bestanden.',
  left: (percent) => `${percent} % frei`,
  overLimit: 'über der Grenze',

  machineAndRuntime: 'Maschine und Laufzeitumgebung',
  sandbox: 'Sandbox',
  submission: 'Einreichung',
  seedsAndContamination: 'Seeds und Kontamination',
  runtime: 'Laufzeitumgebung',
  device: 'Gerät',
  threads: 'Threads',
  notFixed: 'nicht festgelegt',
  coresOf: (cpu, cores) => `${cpu}, ${cores} Kerne`,
  memory: 'Speicher',
  system: 'System',
  kernel: (system, kernel) => `${system}, Kernel ${kernel}`,
  interpreter: 'Umgebung',
  image: 'Container-Image',
  name: 'Name',
  kind: 'Art',
  authors: 'Urheber',
  source: 'Quelle',
  licence: 'Lizenz',
  operations: 'Rechenschritte je Anfrage',
  atLeast: (operations) => `mindestens ${operations}, im Modell gezählt`,
  digest: 'Prüfsumme',
  publicSeed: 'Öffentlicher Seed',
  noPublicSeed: 'keiner: Ein geheimer wurde gezogen',
  commitment: 'Festlegung',
  secret: 'Geheime Zahl',
  contamination: 'Kontamination',
  contaminationStates: {
    passed: 'bestanden',
    failed: 'nicht bestanden',
    'not possible': 'nicht möglich',
    'not needed': 'nicht nötig',
    'not run': 'nicht gelaufen',
  },
  referee: (id) => `Schiedsmodell ${id}`,
  refereeSeed: (recipe, seed) => `${recipe}, Seed ${seed}`,
  level: 'Stufe',
  network: 'Netzverbindung',
  none: 'keine',
  shared: 'wie die Maschine',
  fileSystem: 'Dateisystem',
  readOnly: 'Wurzel nur lesbar',
  capabilities: 'Sonderrechte',
  inherited: 'geerbt',
  memoryLimitBy: 'Speichergrenze durch',
  processLimitBy: 'Prozessgrenze durch',
  cores: 'Kerne',
  notPinned: 'nicht festgelegt',
  notPinnedBecause: (reason) => `nicht festgelegt: ${reason}`,
  pinned: (cores) => `Einreichung auf ${cores}`,
  pinnedByAffinity: (cores) => `Einreichung auf ${cores}, durch eine Affinität, die sie aufheben könnte`,
  harnessPinned: (cores) => `Messprogramm auf ${cores}`,

  telemetry: 'Die Maschine während des Laufs',
  lanes: {
    ownCores: 'eigene Kerne',
    foreignCores: 'fremde Kerne',
    clock: 'Takt',
    gpuClock: 'GPU-Takt',
    gpuPower: 'GPU-Leistung',
  },
  coresUnit: 'Kerne',
  range: (low, high, unit) => `${low} bis ${high} ${unit}`,
  telemetryNote: (seconds, windows, disturbances) =>
    `${seconds} s von links nach rechts, jeder Punkt der größte Wert seines Abschnitts; schattiert: ${plural(windows, 'Messfenster', 'Messfenster')}. ${plural(disturbances, 'Störung', 'Störungen')} beobachtet`,

  lineageNote: (attempt, attempts) =>
    `Dies ist Versuch ${attempt} von ${attempts}: Jeder Versuch hinter einer Zeile wird gezählt, keiner gelöscht.`,
  recordsOf: (records, submission, variant) =>
    `${plural(records, 'Protokoll', 'Protokolle')} von ${submission} auf ${variant}`,
  latestShown: (records) => `die letzten ${records} sind gezeigt`,
  finished: 'Beendet',
  profileAndRuntime: 'Profil, Laufzeitumgebung',
  primaryMetric: 'Hauptmetrik',
  verdict: 'Urteil',
  thisRecord: 'dieses Protokoll',
  version: (version) => `Version ${version}`,
  noSentinel: 'Daneben lief kein Vergleichsprogramm.',
  sentinel: (name, before) =>
    `Das Vergleichsprogramm ${name}, eine feste Menge Arbeit, brauchte vor dem Lauf ${before} ms`,
  noSecondLeg: (before, reason) => (
    <>
      {before}; kein zweiter Durchgang: {reason}.
    </>
  ),
  notRun: 'nicht gelaufen',
  drift: (before, after, drift) => `${before} und danach ${after} ms: eine Drift von ${drift}.`,

  measuredElsewhere: 'Es wurde anderswo gemessen: Kein Lauf dieses Servers steht dahinter.',
  runsBehind: (all, published, invalid, failed, error, cancelled) =>
    `Dahinter ${all === 1 ? 'steht' : 'stehen'} ${runs(all)}, beendet: ${published} veröffentlicht, ${invalid} ungültig, ${failed} gescheitert, ${error} durch unseren Fehler, ${cancelled} abgebrochen.`,
  withoutRecord: (amount) => `${runs(amount)} ohne Protokoll`,
  notListed: (amount) => `${plural(amount, 'früherer', 'frühere')} nicht aufgeführt.`,

  noFiles: 'Dieses Protokoll hat keine Dateien.',
  filesCaption: 'Dateien, die zum Protokoll gehören',
  file: 'Datei',
  holds: 'Inhalt',
  size: 'Größe',
  contents: {
    items: 'Ergebnis zu jedem Testbeispiel, ohne Labels',
    latencies: 'Jede gemessene Anfrage, roh',
    outputs: 'Ausgaben, zum erneuten Bewerten',
    log: 'Was die Implementierung ausgegeben hat',
    telemetry: 'Last und Temperatur während des Laufs',
  },

  covers: (command) => (
    <>
      Die Prüfsumme deckt alles oben ab, die Signatur die Prüfsumme. {command} berechnet beide neu und aus den
      gespeicherten Daten jede Zahl, für die es die zurückgehaltenen Labels nicht braucht.
    </>
  ),
  signature: 'Signatur',
  key: 'Schlüssel',
  publicKeys: 'öffentliche Schlüssel',
};
