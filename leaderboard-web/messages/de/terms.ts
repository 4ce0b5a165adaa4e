import type { terms as english } from '../en/terms';

export const terms: typeof english = {
  relations: {
    official: { label: 'offizielle Daten', sentence: 'Offizielle Daten: mit der Arbeit vergleichbar.' },
    subset: { label: 'Teilmenge', sentence: 'Teilmenge der offiziellen Daten: mit der Arbeit nicht vergleichbar.' },
    'stand-in': {
      label: 'Ersatzdaten',
      sentence: 'Ersatzdaten gleicher Art: mit der Arbeit nicht vergleichbar.',
    },
    surrogate: { label: 'Surrogat', sentence: 'Surrogat: mit der Arbeit nicht vergleichbar.' },
  },
  rankBases: {
    separated: 'durch Test unterschieden',
    tied: 'gleichauf: kein Test unterscheidet sie',
    underpowered: 'zu wenige Daten für eine Unterscheidung',
    untested: 'die einzige Zeile mit Rang',
    unranked: 'ohne Rang',
  },
  states: {
    queued: { label: 'wartet', sentence: 'Der Lauf wartet auf einen Rechner.' },
    leased: { label: 'beginnt', sentence: 'Ein Rechner hat den Lauf übernommen und bereitet die Daten vor.' },
    training: { label: 'Training', sentence: 'Die Implementierung trainiert in ihrer Sandbox.' },
    evaluating: {
      label: 'Bewertung',
      sentence: 'Jedes Testbeispiel wird einmal beantwortet, in geheimer Reihenfolge.',
    },
    timing: { label: 'Zeitmessung', sentence: 'Die Dauer der Anfragen wird gemessen, Start für Start.' },
    checking: { label: 'Prüfung', sentence: 'Budgets und Ausgaben werden geprüft, das Protokoll signiert.' },
    published: { label: 'veröffentlicht', sentence: 'Das Protokoll steht in der Rangliste.' },
    invalid: { label: 'ungültig', sentence: 'Das Protokoll ist mit dem Urteil INVALID veröffentlicht.' },
    failed: { label: 'gescheitert', sentence: 'Die Einreichung konnte nicht gemessen werden.' },
    error: { label: 'Fehler', sentence: 'Unser Fehler: Der Lauf wird wiederholt und nicht angerechnet.' },
    cancelled: { label: 'abgebrochen', sentence: 'Der Lauf wurde abgebrochen.' },
    sealed: {
      label: 'versiegelt',
      sentence: 'Er ist beendet; wie, zeigt sich bei der Auflösung seines Wettbewerbs.',
    },
  },
  measuredUnderEmbargo: (verdict) =>
    `Gemessen, mit dem Urteil ${verdict}. Das Protokoll wird bei der Auflösung des Wettbewerbs veröffentlicht.`,
  budgets: {
    trainingWallSeconds: 'Training, verstrichene Zeit',
    trainingCpuSeconds: 'Training, CPU-Zeit',
    rowsServed: 'Ausgegebene Zeilen',
    askedRows: 'Fragen an die Black Box (Zeilen)',
    memoryBytes: 'Speicher',
    artefactBytes: 'Artefakt',
    scratchBytes: 'Hilfsdateien',
    loadSeconds: 'Laden',
    queryMs: 'Eine Anfrage',
    outputBytes: 'Ausgabe',
    processes: 'Prozesse',
    steps: 'Trainingsschritte',
    parameters: 'Parameter',
  },
  units: { rows: 'Zeilen', processes: 'Prozesse', steps: 'Schritte', parameters: 'Parameter' },
  kinds: {
    task: { one: 'Aufgabe', several: 'Aufgaben' },
    paper: { one: 'Publikation', several: 'Publikationen' },
    method: { one: 'Verfahren', several: 'Verfahren' },
    submitter: { one: 'Einreichende', several: 'Einreichende' },
  },
  noInterval: 'kein Intervall',
  notMeasured: 'nicht gemessen',
  builtIn: 'mitgeliefert',
  preTrained: 'vortrainiert',
};
