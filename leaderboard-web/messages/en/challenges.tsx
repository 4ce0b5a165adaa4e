import type { ReactNode } from 'react';
import { plural } from '../../lib/format';
import type { Wrap } from '../wrap';

const runs = (amount: number) => plural(amount, 'run', 'runs');
const entrants = (amount: number) => plural(amount, 'entrant', 'entrants');
const finals = (amount: number) => plural(amount, 'final', 'finals');

/** Challenges: their list, the page of one, and what an organiser does. */
export const challenges = {
  title: 'Challenges',
  description: 'Tasks that are open for a period, on hidden data, with a final on data that nobody has seen.',
  lead: 'A task that is open for a period, on data that nobody has seen. Nobody is told a result before the reveal, and the finals are measured again on data whose secret is drawn after the choice.',
  howItWorks: 'How a challenge works',
  none: 'No challenge has been announced on this server.',
  caption: (challenges: number) => `${plural(challenges, 'challenge', 'challenges')}, those that close last first`,
  challenge: 'Challenge',
  state: 'State',
  task: 'Task',
  open: 'Open',
  results: 'Results',
  takePart: 'Take part',
  fromTo: (from: ReactNode, to: ReactNode) => (
    <>
      {from} to {to}
    </>
  ),
  since: (at: ReactNode) => <>since {at}</>,
  entrants,
  runs,

  states: {
    announced: 'announced',
    open: 'open',
    closed: 'closed',
    frozen: 'finals under way',
    revealed: 'revealed',
    'called-off': 'called off',
  },
  announcedSentence: (opens: ReactNode) => <>It opens on {opens}.</>,
  openSentence: (closes: ReactNode, reveal: ReactNode) => (
    <>
      It takes submissions until {closes}. Results are told on {reveal}, not before.
    </>
  ),
  closedSentence: (closed: ReactNode) => (
    <>It took submissions until {closed}. Next, an organiser freezes it: the finals are chosen and measured again.</>
  ),
  frozenSentence: (reveal: ReactNode) => (
    <>Its finals are measured again on data of a fresh secret. Results are told on {reveal}, not before.</>
  ),
  revealedSentence: 'Every result is published, and so are both secrets.',
  calledOffSentence: (at: ReactNode) => (
    <>
      It was called off on {at}, and has no winner. What had been measured by then is published, and so is the secret of
      its data.
    </>
  ),
  calledOffBecause: 'The reason, in the organiser’s words:',

  announcedDeed: 'Announced, with the commitment to the secret of its hidden data.',
  changedDeed: (fields: string) => `Changed: ${fields}.`,
  frozenDeed: (results: number, chosen: number, byRule: boolean) =>
    `Frozen: ${plural(results, 'result', 'results')} fixed by a digest, ${finals(chosen)} chosen by the ${byRule ? 'rule' : 'organiser'}.`,
  finalSeedDeed: 'The secret of the final was drawn, and the commitment to it published.',
  finalsAgainDeed: (runs: number) => `${finals(runs)} that ended by our doing measured again.`,
  revealedDeed: (records: number) => `Revealed: ${plural(records, 'record', 'records')} and both secrets.`,

  calledOffDeed: (stopped: number, records: number) =>
    `Called off: ${runs(stopped)} stopped, ${plural(records, 'record', 'records')} published.`,

  yourRuns: 'Your runs',
  hiddenFigures: 'Figures of one’s own runs are hidden until the reveal in this challenge.',
  yourRunsCaption: 'Yours and your teams’, the newest first',
  rules: 'Rules and times',
  final: 'Final',
  main: 'While it was open',
  underEmbargo: 'Under embargo: organisers and operators alone see these boards.',
  noValidRow: (phase: string) => `${phase}: no VALID row.`,
  orSend: (link: Wrap, more: Wrap) => (
    <>
      Or {link('send a folder from the browser')}. {more('What counts, and who sees what')}.
    </>
  ),
  history: 'History',
  historyNote: (link: ReactNode) => (
    <>Each entry is signed by the server and names the digest of the one before: {link}.</>
  ),

  perTeam: (perDay: number, inTotal: number, atOnce: number) => `${perDay} a day, ${inTotal} in all, ${atOnce} at once`,
  inputTrack: 'Input track',
  opens: 'Opens',
  closes: 'Closes',
  frozen: 'Frozen',
  notBefore: (at: ReactNode) => <>{at}, not before</>,
  revealed: 'Revealed',
  clock: 'Server’s clock',
  runsOfTeam: 'Runs of a team',
  ownFigures: 'Own figures',
  shownAtOnce: 'shown to submitters at once',
  hiddenUntilReveal: 'hidden until the reveal',
  measuredAs: 'Measured as',
  profiles: (profile: string, final: string) => `${profile}; the finals ${final}`,
  soFar: 'So far',
  participation: (people: number, ran: number, chosen: number | null) =>
    `${entrants(people)}, ${runs(ran)}${chosen === null ? '' : `, ${finals(chosen)}`}`,
  organiser: 'Organiser',
  hiddenData: 'Hidden data',
  finalData: 'Data of the final',
  seedOf: (commitment: ReactNode, secret: ReactNode | null) => (
    <>
      SHA-256 of the secret: {commitment}
      {secret !== null && <>; the secret: {secret}</>}
    </>
  ),

  organise: 'Organise',
  organiseNote: (open: number) =>
    `Organisers and operators alone see this part. ${runs(open)} ${open === 1 ? 'waits or works' : 'wait or work'}.`,
  refused: (why: ReactNode) => <>That could not be done: {why}.</>,
  otherState: 'the challenge is in another state now',
  announce: 'Announce a challenge',
  announceNote:
    'Organisers and operators alone see this part. Times can later be moved to later ones, and words changed; all else stays.',
  announceRefusals: {
    fields: 'Not announced: one of the fields is not as it has to be.',
    times: 'Not announced: it has to close after it opens and in the future, and results come at that time or later.',
    taken: 'Not announced: a challenge, or a variant of the task, has that name already.',
    'no-surrogate': 'Not announced: the data of that task cannot be generated anew, so no secret would hide them.',
    'not-yours': 'Not announced: your token does not let you organise.',
    failed: 'Not announced: the server could not do it. Try again.',
  },
  fields: {
    title: 'Title',
    slug: 'Name in addresses: lower-case words, joined by hyphens',
    description: 'For those who think of taking part',
    opensAt: 'Opens, UTC',
    closesAt: 'Closes, UTC',
    revealAt: 'Results, UTC',
    runsPerDay: 'Runs a day, of a team or person',
    runsInTotal: 'Runs in all',
    runsAtOnce: 'Runs at once',
    ownFigures: 'Submitters see the figures of their own runs at once',
  },
  finals: 'Finals',
  finalsNow: 'What the rule would measure again now',
  freeze: 'Freeze the challenge',
  freezeText:
    'Nothing is added or changed from then on. The finals are measured again on data of a secret that is drawn after the choice.',
  finalOf: (submission: string, holder: string) => `${submission}, of ${holder}`,
  again: 'Measure lost finals again',
  againText: 'Those that ended by our doing, or were stopped.',
  reveal: 'Reveal everything',
  revealText:
    'Every record enters the log and the boards. It happens by itself at the time that was announced, once no final is missing.',
  callOff: 'Call the challenge off',
  callOffText:
    'Nothing is added from then on. Runs that wait or work are stopped; what was measured is published at once, and so are the secrets. It cannot be taken back.',
  callOffReason: 'The reason, for everybody to read',
  notNow: (why: ReactNode) => <>Not now: it {why}.</>,
  columns: {
    runs: 'Runs',
    charged: 'Charged',
    open: 'Open',
    valid: 'VALID',
    invalid: 'INVALID',
    failed: 'Failed',
    error: 'Our error',
  },
  entrantsCaption: (amount: number) =>
    `${plural(amount, 'team or person', 'teams and people')}, the last to send first`,
  of: 'Of',
  lastSent: 'Last sent',
  excluded: (why: ReactNode) => <>not in the final: {why}</>,

  runsCaption: (caption: string, amount: number) => `${caption}: ${runs(amount)}`,
  submission: 'Submission',
  sent: 'Sent',
  metric: 'Metric',
  withdrawn: 'withdrawn',
};
