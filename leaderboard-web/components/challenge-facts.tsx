import type { Challenge } from '@paretoboard/contract/challenge.js';
import Link from 'next/link';
import { instant, plural } from '../lib/format';
import { type Fact, FactList } from './fact-list';

/** Times, rules and commitments of a challenge. */
export function ChallengeFacts({ challenge }: { challenge: Challenge }) {
  const { task, track, opensAt, closesAt, revealAt, revealedAt, frozenAt, seeds, finals } = challenge;
  const perTeam = `${challenge.runsPerDay} a day, ${challenge.runsInTotal} in all, ${challenge.runsAtOnce} at once`;
  const facts: Fact[] = [
    {
      name: 'Task',
      value: (
        <Link href={`/tasks/${task.id}`} prefetch={false}>
          {task.id} {task.version}
        </Link>
      ),
    },
    ...(track === null ? [] : [{ name: 'Input track', value: track }]),
    { name: 'Opens', value: instant(opensAt) },
    { name: 'Closes', value: instant(closesAt) },
    ...(frozenAt === null ? [] : [{ name: 'Frozen', value: instant(frozenAt) }]),
    revealedAt === null
      ? { name: 'Results', value: `${instant(revealAt)}, not before` }
      : { name: 'Revealed', value: instant(revealedAt) },
    { name: 'Server’s clock', value: instant(challenge.now) },
    { name: 'Runs of a team', value: perTeam },
    { name: 'Own figures', value: challenge.ownFigures ? 'shown to submitters at once' : 'hidden until the reveal' },
    { name: 'Measured as', value: `${challenge.profile}; the finals ${challenge.finalProfile}` },
    {
      name: 'So far',
      value: `${plural(challenge.entrants, 'entrant')}, ${plural(challenge.runs, 'run')}${finals === null ? '' : `, ${plural(finals, 'final')}`}`,
    },
    { name: 'Organiser', value: <span className="foreign">{challenge.organiser}</span> },
    { name: 'Hidden data', value: <Seed {...seeds.main} /> },
    ...(seeds.final === null ? [] : [{ name: 'Data of the final', value: <Seed {...seeds.final} /> }]),
  ];
  return <FactList facts={facts} className="challenge-facts" />;
}

function Seed({ commitment, secret }: { commitment: string; secret: string | null }) {
  return (
    <span className="commitment small">
      SHA-256 of the secret: <code>{commitment}</code>
      {secret !== null && (
        <>
          ; the secret: <code>{secret}</code>
        </>
      )}
    </span>
  );
}
