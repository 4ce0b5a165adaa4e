import { plural } from '../../lib/format';
import type { runs as english } from '../en/runs';

const runsWord = (amount: number) => plural(amount, 'Lauf', 'Läufe');

export const runs: typeof english = {
  title: 'Läufe',
  description: 'Was gerade gemessen wird, was wartet und was dabei herauskam.',
  groups: {
    working: { title: 'Im Gang', none: 'Derzeit kein Lauf.', order: 'die neuesten zuerst' },
    waiting: {
      title: 'Wartend',
      none: 'Die Warteschlange ist leer.',
      order: 'in der Reihenfolge, in der sie drankommen',
    },
    ended: {
      title: 'Beendet',
      none: 'Noch kein Lauf ist beendet. npm start reiht die mitgelieferten Verfahren ein, die keine Zeile haben.',
      order: 'die zuletzt beendeten zuerst',
    },
  },
  amount: (shown, total) => (shown < total ? `${shown} von ${plural(total, 'Lauf', 'Läufen')}` : runsWord(total)),
  run: 'Lauf',
  state: 'Stand',
  taskAndData: 'Aufgabe und Daten',
  profile: 'Profil',
  ended: 'Beendet',
  queued: 'Eingereiht',
  result: 'Ergebnis',
  record: 'Protokoll',
  allAsJson: 'Alle als JSON',
  by: (owner) => <>von {owner}</>,

  next: 'als nächster an der Reihe',
  ahead: (runs) => `${runsWord(runs)} davor`,
  toGo: (duration) => `noch etwa ${duration}`,

  titleOf: (run, state) => `${run}: ${state}`,
  sentBy: (owner) => <>eingereicht von {owner}</>,
  ofChallenge: (link, challenge, embargoed) => (
    <>
      Ein Lauf im {link(`Wettbewerb ${challenge}`)}
      {embargoed && ': Zahlen gibt es bei der Auflösung'}.
    </>
  ),
  seeRecord: 'Zum Protokoll',
  stages: 'Stufen',
  askedFor: 'Angefordert',
  itsLog: 'Was er ausgegeben hat',
  task: 'Aufgabe',
  data: 'Daten',
  runtime: 'Laufzeitumgebung',
  bestRuntime: 'die beste, die der Rechner hat',
  sandbox: 'Sandbox',
  finished: 'Beendet',
  afterQueued: (at, duration) => (
    <>
      {at}, {duration} nach dem Einreihen
    </>
  ),
  notYet: 'noch nicht',
};
