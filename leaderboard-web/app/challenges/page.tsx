import type { Challenge } from '@paretoboard/contract/challenge.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { ChallengeStateBadge } from '../../components/challenge-state';
import { FailureNote } from '../../components/failure-note';
import { loadChallenges } from '../../lib/api';
import { instant, plural } from '../../lib/format';
import { readable } from '../../lib/readable';

export const metadata: Metadata = {
  title: 'Challenges',
  description: 'Tasks that are open for a period, on hidden data, with a final on data that nobody has seen.',
};

export default async function ChallengesPage() {
  const loaded = await loadChallenges();
  return (
    <>
      <header className="page-head">
        <h1>Challenges</h1>
        <p className="lead">
          A task that is open for a period, on data that nobody has seen. Nobody is told a result before the reveal, and
          the finals are measured again on data whose secret is drawn after the choice.{' '}
          <Link href="/docs/challenges" prefetch={false}>
            How a challenge works
          </Link>
        </p>
      </header>
      <section className="section">
        {loaded.ok ? <Table challenges={loaded.value} /> : <FailureNote failure={loaded.failure} />}
      </section>
    </>
  );
}

function Table({ challenges }: { challenges: readonly Challenge[] }) {
  if (challenges.length === 0) return <p className="empty">No challenge has been announced on this server.</p>;
  return (
    <table className="sheet folds">
      <caption>{plural(challenges.length, 'challenge')}, those that close last first</caption>
      <thead>
        <tr>
          <th scope="col">Challenge</th>
          <th scope="col">State</th>
          <th scope="col">Task</th>
          <th scope="col">Open</th>
          <th scope="col">Results</th>
          <th scope="col" className="figure">
            Take part
          </th>
        </tr>
      </thead>
      <tbody>
        {challenges.map((challenge) => (
          <Row key={challenge.slug} challenge={challenge} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ challenge }: { challenge: Challenge }) {
  const { slug, title, task, opensAt, closesAt, revealAt, revealedAt, entrants, runs } = challenge;
  return (
    <tr>
      <th scope="row">
        <Link className="foreign" href={`/challenges/${slug}`} prefetch={false}>
          {readable(title)}
        </Link>
      </th>
      <td data-label="State">
        <ChallengeStateBadge state={challenge.state} />
      </td>
      <td data-label="Task">
        <Link href={`/tasks/${task.id}`} prefetch={false}>
          {task.id}
        </Link>
      </td>
      <td data-label="Open">
        <span>
          <span className="nobr">{instant(opensAt)}</span> to <span className="nobr">{instant(closesAt)}</span>
        </span>
      </td>
      <td data-label="Results" className="nobr">
        {revealedAt === null ? instant(revealAt) : `since ${instant(revealedAt)}`}
      </td>
      <td data-label="Take part" className="figure">
        <span>
          {plural(entrants, 'entrant')}
          <span className="detail">{plural(runs, 'run')}</span>
        </span>
      </td>
    </tr>
  );
}
