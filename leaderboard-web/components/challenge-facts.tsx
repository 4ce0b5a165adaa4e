import type { Challenge } from '@paretoboard/contract/challenge.js';
import { words } from '../messages/words';
import { type Fact, FactList } from './fact-list';
import { Instant } from './instant';

/** Times, rules and commitments of a challenge. */
export function ChallengeFacts({ challenge }: { challenge: Challenge }) {
  const { task, track, opensAt, closesAt, revealAt, revealedAt, frozenAt, seeds, finals } = challenge;
  const say = words().challenges;
  const facts: Fact[] = [
    {
      name: say.task,
      value: (
        <a href={`/tasks/${task.id}`}>
          {task.id} {task.version}
        </a>
      ),
    },
    ...(track === null ? [] : [{ name: say.inputTrack, value: track }]),
    { name: say.opens, value: <Instant at={opensAt} /> },
    { name: say.closes, value: <Instant at={closesAt} /> },
    ...(frozenAt === null ? [] : [{ name: say.frozen, value: <Instant at={frozenAt} /> }]),
    revealedAt === null
      ? { name: say.results, value: say.notBefore(<Instant at={revealAt} />) }
      : { name: say.revealed, value: <Instant at={revealedAt} /> },
    { name: say.clock, value: <Instant at={challenge.now} /> },
    {
      name: say.runsOfTeam,
      value: say.perTeam(challenge.runsPerDay, challenge.runsInTotal, challenge.runsAtOnce),
    },
    { name: say.ownFigures, value: challenge.ownFigures ? say.shownAtOnce : say.hiddenUntilReveal },
    { name: say.measuredAs, value: say.profiles(challenge.profile, challenge.finalProfile) },
    {
      name: say.soFar,
      value: say.participation(challenge.entrants, challenge.runs, finals),
    },
    { name: say.organiser, value: <span className="foreign">{challenge.organiser}</span> },
    { name: say.hiddenData, value: <Seed {...seeds.main} /> },
    ...(seeds.final === null ? [] : [{ name: say.finalData, value: <Seed {...seeds.final} /> }]),
  ];
  return <FactList facts={facts} className="challenge-facts" />;
}

function Seed({ commitment, secret }: { commitment: string; secret: string | null }) {
  return (
    <span className="commitment small">
      {words().challenges.seedOf(<code>{commitment}</code>, secret === null ? null : <code>{secret}</code>)}
    </span>
  );
}
