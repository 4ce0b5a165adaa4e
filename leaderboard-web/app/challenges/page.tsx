import type { Challenge } from '@paretoboard/contract/challenge.js';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import Link from 'next/link';
import { type AnnouncementProperties, ChallengeAnnouncement } from '../../components/challenge-announcement';
import { ChallengeStateBadge } from '../../components/challenge-state';
import { FailureNote } from '../../components/failure-note';
import { Instant } from '../../components/instant';
import { announcementRefusals } from '../../lib/announcement';
import { loadAccount, loadChallenges, loadTasks } from '../../lib/api';
import { keptForm } from '../../lib/kept-forms';
import { readable } from '../../lib/readable';
import { cookieName } from '../../lib/session.mjs';
import { words } from '../../messages/words';

export function generateMetadata(): Metadata {
  const { title, description } = words().challenges;
  return { title, description };
}

interface Properties {
  searchParams: Promise<{ refused?: string; form?: string }>;
}

export default async function ChallengesPage({ searchParams }: Properties) {
  const say = words().challenges;
  const { refused, form } = await searchParams;
  const loaded = await loadChallenges();
  return (
    <>
      <header className="page-head">
        <h1>{say.title}</h1>
        <p className="lead">
          {say.lead}{' '}
          <Link href="/docs/challenges" prefetch={false}>
            {say.howItWorks}
          </Link>
        </p>
      </header>
      <section className="section">
        {loaded.ok ? <Table challenges={loaded.value} /> : <FailureNote failure={loaded.failure} />}
      </section>
      <Organising
        refused={announcementRefusals.find((refusal) => refusal === refused) ?? null}
        filled={keptForm(form)}
      />
    </>
  );
}

/** Empty for everybody but organisers and operators. */
async function Organising({ refused, filled }: Pick<AnnouncementProperties, 'refused' | 'filled'>) {
  const token = (await cookies()).get(cookieName)?.value;
  if (token === undefined) return null;
  const account = await loadAccount(token);
  if (!account.ok || !account.value.token.scopes.includes('organise')) return null;
  const tasks = await loadTasks();
  return tasks.ok ? (
    <ChallengeAnnouncement tasks={tasks.value} refused={refused} filled={filled} />
  ) : (
    <FailureNote failure={tasks.failure} />
  );
}

function Table({ challenges }: { challenges: readonly Challenge[] }) {
  const say = words().challenges;
  if (challenges.length === 0) return <p className="empty">{say.none}</p>;
  return (
    <table className="sheet folds">
      <caption>{say.caption(challenges.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{say.challenge}</th>
          <th scope="col">{say.state}</th>
          <th scope="col">{say.task}</th>
          <th scope="col">{say.open}</th>
          <th scope="col">{say.results}</th>
          <th scope="col" className="figure">
            {say.takePart}
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
  const say = words().challenges;
  const { slug, title, task, opensAt, closesAt, revealAt, revealedAt, entrants, runs } = challenge;
  return (
    <tr>
      <th scope="row">
        <Link className="foreign" href={`/challenges/${slug}`} prefetch={false}>
          {readable(title)}
        </Link>
      </th>
      <td data-label={say.state}>
        <ChallengeStateBadge state={challenge.state} />
      </td>
      <td data-label={say.task}>
        <Link href={`/tasks/${task.id}`} prefetch={false}>
          {task.id}
        </Link>
      </td>
      <td data-label={say.open}>
        <span>{say.fromTo(<Instant at={opensAt} />, <Instant at={closesAt} />)}</span>
      </td>
      <td data-label={say.results} className="nobr">
        {revealedAt === null ? <Instant at={revealAt} /> : say.since(<Instant at={revealedAt} />)}
      </td>
      <td data-label={say.takePart} className="figure">
        <span>
          {say.entrants(entrants)}
          <span className="detail">{say.runs(runs)}</span>
        </span>
      </td>
    </tr>
  );
}
