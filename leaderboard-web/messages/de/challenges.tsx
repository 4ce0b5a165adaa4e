import { plural } from '../../lib/format';
import type { challenges as english } from '../en/challenges';

const runs = (amount: number) => plural(amount, 'Lauf', 'Läufe');
const entrants = (amount: number) => plural(amount, 'Teilnahme', 'Teilnahmen');
const finals = (amount: number) => plural(amount, 'Finallauf', 'Finalläufe');

export const challenges: typeof english = {
  title: 'Wettbewerbe',
  description:
    'Aufgaben, die eine Zeit lang offen sind, auf verborgenen Daten, mit einem Finale auf Daten, die niemand gesehen hat.',
  lead: 'Eine Aufgabe, die eine Zeit lang offen ist, auf Daten, die niemand gesehen hat. Niemand erfährt vor der Auflösung ein Ergebnis, und die Finalläufe werden auf Daten wiederholt, deren Geheimnis erst nach der Auswahl gezogen wird.',
  howItWorks: 'Wie ein Wettbewerb abläuft',
  none: 'Auf diesem Server ist kein Wettbewerb angekündigt.',
  caption: (challenges) => `${plural(challenges, 'Wettbewerb', 'Wettbewerbe')}, die zuletzt schließenden zuerst`,
  challenge: 'Wettbewerb',
  state: 'Stand',
  task: 'Aufgabe',
  open: 'Offen',
  results: 'Ergebnisse',
  takePart: 'Teilnahme',
  fromTo: (from, to) => (
    <>
      {from} bis {to}
    </>
  ),
  since: (at) => <>seit {at}</>,
  entrants,
  runs,

  states: {
    announced: 'angekündigt',
    open: 'offen',
    closed: 'geschlossen',
    frozen: 'Finale läuft',
    revealed: 'aufgelöst',
    'called-off': 'abgesagt',
  },
  announcedSentence: (opens) => <>Er öffnet am {opens}.</>,
  openSentence: (closes, reveal) => (
    <>
      Einreichungen sind bis {closes} möglich. Ergebnisse gibt es am {reveal}, nicht vorher.
    </>
  ),
  closedSentence: (closed) => (
    <>
      Einreichungen waren bis {closed} möglich. Als Nächstes wird er eingefroren: Die Finalläufe werden ausgewählt und
      noch einmal gemessen.
    </>
  ),
  frozenSentence: (reveal) => (
    <>
      Die Finalläufe werden auf Daten eines neuen Geheimnisses noch einmal gemessen. Ergebnisse gibt es am {reveal},
      nicht vorher.
    </>
  ),
  revealedSentence: 'Alle Ergebnisse sind veröffentlicht, beide Geheimnisse auch.',
  calledOffSentence: (at) => (
    <>
      Er wurde am {at} abgesagt und hat keinen Sieger. Was bis dahin gemessen war, ist veröffentlicht, das Geheimnis
      seiner Daten auch.
    </>
  ),
  calledOffBecause: 'Der Grund, in den Worten der Leitung:',

  announcedDeed: 'Angekündigt, mit der Festlegung auf das Geheimnis seiner verborgenen Daten.',
  changedDeed: (fields) => `Geändert: ${fields}.`,
  frozenDeed: (results, chosen, byRule) =>
    `Eingefroren: ${plural(results, 'Ergebnis', 'Ergebnisse')} durch eine Prüfsumme festgehalten, ${finals(chosen)} gewählt ${byRule ? 'nach der Regel' : 'von der Leitung'}.`,
  finalSeedDeed: 'Das Geheimnis des Finales wurde gezogen und die Festlegung darauf veröffentlicht.',
  finalsAgainDeed: (runs) => `${finals(runs)}, an uns gescheitert, noch einmal gemessen.`,
  revealedDeed: (records) => `Aufgelöst: ${plural(records, 'Protokoll', 'Protokolle')} und beide Geheimnisse.`,

  calledOffDeed: (stopped, records) =>
    `Abgesagt: ${runs(stopped)} angehalten, ${plural(records, 'Protokoll', 'Protokolle')} veröffentlicht.`,

  yourRuns: 'Ihre Läufe',
  hiddenFigures: 'In diesem Wettbewerb sind auch die Zahlen eigener Läufe bis zur Auflösung verborgen.',
  yourRunsCaption: 'Ihre und die Ihrer Teams, die neuesten zuerst',
  rules: 'Regeln und Zeiten',
  final: 'Finale',
  main: 'Während er offen war',
  underEmbargo: 'Unter Verschluss: Nur Leitung und Betrieb sehen diese Ranglisten.',
  noValidRow: (phase) => `${phase}: keine Zeile mit VALID.`,
  orSend: (link, more) => (
    <>
      Oder {link('einen Ordner im Browser einreichen')}. {more('Was zählt, und wer was sieht')}.
    </>
  ),
  history: 'Verlauf',
  historyNote: (link) => <>Jeder Eintrag ist vom Server signiert und nennt die Prüfsumme des vorigen: {link}.</>,

  perTeam: (perDay, inTotal, atOnce) => `${perDay} am Tag, ${inTotal} insgesamt, ${atOnce} gleichzeitig`,
  inputTrack: 'Variante der Aufgabe',
  opens: 'Öffnet',
  closes: 'Schließt',
  frozen: 'Eingefroren',
  notBefore: (at) => <>{at}, nicht vorher</>,
  revealed: 'Aufgelöst',
  clock: 'Uhr des Servers',
  runsOfTeam: 'Läufe je Team',
  ownFigures: 'Eigene Zahlen',
  shownAtOnce: 'Einreichenden sofort gezeigt',
  hiddenUntilReveal: 'bis zur Auflösung verborgen',
  measuredAs: 'Gemessen als',
  profiles: (profile, final) => `${profile}; die Finalläufe ${final}`,
  soFar: 'Bisher',
  participation: (people, ran, chosen) =>
    `${entrants(people)}, ${runs(ran)}${chosen === null ? '' : `, ${finals(chosen)}`}`,
  organiser: 'Leitung',
  hiddenData: 'Verborgene Daten',
  finalData: 'Daten des Finales',
  seedOf: (commitment, secret) => (
    <>
      SHA-256 des Geheimnisses: {commitment}
      {secret !== null && <>; das Geheimnis: {secret}</>}
    </>
  ),

  organise: 'Leitung',
  organiseNote: (open) =>
    `Nur Leitung und Betrieb sehen diesen Teil. ${plural(open, 'Lauf wartet oder ist im Gang', 'Läufe warten oder sind im Gang')}.`,
  refused: (why) => <>Das ging nicht: {why}.</>,
  otherState: 'Der Wettbewerb hat inzwischen einen anderen Stand',
  announce: 'Einen Wettbewerb ankündigen',
  announceNote:
    'Nur Leitung und Betrieb sehen diesen Teil. Zeiten lassen sich später nach hinten verschieben, Worte ändern; alles andere bleibt.',
  announceRefusals: {
    fields: 'Nicht angekündigt: Eines der Felder ist nicht so, wie es sein muss.',
    times:
      'Nicht angekündigt: Er muss nach dem Öffnen und in der Zukunft schließen, und Ergebnisse gibt es dann oder später.',
    taken: 'Nicht angekündigt: Ein Wettbewerb oder eine Variante der Aufgabe heißt schon so.',
    'no-surrogate':
      'Nicht angekündigt: Die Daten dieser Aufgabe lassen sich nicht neu erzeugen, also verbirgt sie kein Geheimnis.',
    'not-yours': 'Nicht angekündigt: Mit diesem Token lässt sich kein Wettbewerb leiten.',
    failed: 'Nicht angekündigt: Der Server konnte es nicht. Versuchen Sie es noch einmal.',
  },
  fields: {
    title: 'Titel',
    slug: 'Name in Adressen: Wörter in Kleinbuchstaben, mit Bindestrichen verbunden',
    description: 'Für alle, die an eine Teilnahme denken',
    opensAt: 'Öffnet, UTC',
    closesAt: 'Schließt, UTC',
    revealAt: 'Ergebnisse, UTC',
    runsPerDay: 'Läufe am Tag, je Team oder Person',
    runsInTotal: 'Läufe insgesamt',
    runsAtOnce: 'Läufe zugleich',
    ownFigures: 'Wer einreicht, sieht die Werte der eigenen Läufe sofort',
  },
  finals: 'Finalläufe',
  finalsNow: 'Was nach der Regel jetzt noch einmal gemessen würde',
  freeze: 'Den Wettbewerb einfrieren',
  freezeText:
    'Von da an kommt nichts hinzu, und nichts ändert sich. Die Finalläufe werden auf Daten eines Geheimnisses wiederholt, das nach der Auswahl gezogen wird.',
  finalOf: (submission, holder) => `${submission}, von ${holder}`,
  again: 'Verlorene Finalläufe noch einmal messen',
  againText: 'Die an uns gescheiterten und die abgebrochenen.',
  reveal: 'Alles auflösen',
  revealText:
    'Jedes Protokoll kommt in das Verzeichnis und die Ranglisten. Zur angekündigten Zeit geschieht das von selbst, sobald kein Finallauf mehr fehlt.',
  callOff: 'Wettbewerb absagen',
  callOffText:
    'Von da an kommt nichts hinzu. Läufe, die warten oder arbeiten, werden angehalten; was gemessen ist, wird sofort veröffentlicht, die Geheimnisse auch. Zurücknehmen lässt es sich nicht.',
  callOffReason: 'Der Grund, für alle zu lesen',
  notNow: (why) => <>Nicht jetzt: {why}.</>,
  columns: {
    runs: 'Läufe',
    charged: 'Angerechnet',
    open: 'Offen',
    valid: 'VALID',
    invalid: 'INVALID',
    failed: 'Gescheitert',
    error: 'Unser Fehler',
  },
  entrantsCaption: (amount) =>
    `${plural(amount, 'Team oder Person', 'Teams und Personen')}, die zuletzt eingereicht haben, zuerst`,
  of: 'Von',
  lastSent: 'Zuletzt eingereicht',
  excluded: (why) => <>nicht im Finale: {why}</>,

  runsCaption: (caption, amount) => `${caption}: ${runs(amount)}`,
  submission: 'Einreichung',
  sent: 'Eingereicht',
  metric: 'Metrik',
  withdrawn: 'zurückgezogen',
};
