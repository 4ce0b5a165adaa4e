import type { Challenge, ChallengeEntry } from '@paretoboard/contract/challenge.js';
import type { ChallengePhase } from '@paretoboard/contract/challenge-phase.js';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { ChallengeFacts } from '../../../components/challenge-facts';
import { ChallengeOrganising } from '../../../components/challenge-organising';
import { ChallengeRuns } from '../../../components/challenge-runs';
import { ChallengeStateBadge } from '../../../components/challenge-state';
import { FailureNote } from '../../../components/failure-note';
import { VariantBoard } from '../../../components/variant-board';
import {
  type ChallengeDeed,
  loadChallenge,
  loadChallengeBoard,
  loadChallengeLog,
  loadChallengeOverview,
  loadOwnChallengeRuns,
} from '../../../lib/api';
import { challengeSentence, deedWords } from '../../../lib/challenge-words';
import { instant } from '../../../lib/format';
import { readable, readableParagraphs } from '../../../lib/readable';
import { cookieName } from '../../../lib/session.mjs';

interface Properties {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ refused?: string }>;
}

const deeds: readonly ChallengeDeed[] = ['freeze', 'finals', 'reveal'];

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const challenge = await loadChallenge((await params).slug);
  return challenge.ok ? { title: readable(challenge.value.title) } : {};
}

export default async function ChallengePage({ params, searchParams }: Properties) {
  const { slug } = await params;
  const loaded = await loadChallenge(slug);
  if (!loaded.ok && loaded.failure.kind === 'not-found') notFound();
  if (!loaded.ok) return <FailureNote failure={loaded.failure} />;
  const challenge = loaded.value;
  const token = (await cookies()).get(cookieName)?.value ?? null;
  const { refused } = await searchParams;
  const [log, own, overview] = await Promise.all([
    loadChallengeLog(slug),
    token === null ? null : loadOwnChallengeRuns(slug, token),
    token === null ? null : loadChallengeOverview(slug, token),
  ]);
  return (
    <>
      <header className="page-head">
        <p className="crumb">
          <Link href="/challenges" prefetch={false}>
            Challenges
          </Link>{' '}
          / {slug}
        </p>
        <h1 className="foreign">{readable(challenge.title)}</h1>
        <p>
          <ChallengeStateBadge state={challenge.state} />
        </p>
        <p className="lead">{challengeSentence(challenge)}</p>
        {readableParagraphs(challenge.description).map((paragraph) => (
          <p className="foreign" key={paragraph}>
            {paragraph}
          </p>
        ))}
      </header>
      {overview?.ok && (
        <ChallengeOrganising overview={overview.value} refused={deeds.find((deed) => deed === refused) ?? null} />
      )}
      {(challenge.state === 'revealed' || overview?.ok) && <Results challenge={challenge} token={token} />}
      {challenge.state === 'open' && <HowToTakePart challenge={challenge} />}
      {own?.ok && own.value.length > 0 && (
        <section className="section">
          <h2>Your runs</h2>
          {!challenge.ownFigures && challenge.state !== 'revealed' && (
            <p className="section-note">Figures of one’s own runs are hidden until the reveal in this challenge.</p>
          )}
          <ChallengeRuns runs={own.value} named={false} caption="Yours and your teams’, the newest first" />
        </section>
      )}
      <section className="section">
        <h2>Rules and times</h2>
        <ChallengeFacts challenge={challenge} />
      </section>
      {log.ok && <History slug={slug} entries={log.value} />}
    </>
  );
}

const phases: readonly { phase: ChallengePhase; title: string }[] = [
  { phase: 'final', title: 'Final' },
  { phase: 'main', title: 'While it was open' },
];

async function Results({ challenge, token }: { challenge: Challenge; token: string | null }) {
  const boards = await Promise.all(
    phases.map(async (one) => ({ ...one, board: await loadChallengeBoard(challenge.slug, one.phase, token) })),
  );
  const isRevealed = challenge.state === 'revealed';
  return (
    <section className="section stack" aria-labelledby="results">
      <h2 id="results">Results</h2>
      {!isRevealed && <p className="reason">Under embargo: organisers and operators alone see these boards.</p>}
      {boards.map(({ phase, title, board }) => (
        <div className="stack" key={phase}>
          {board.ok && board.value.rows.length > 0 && <VariantBoard board={board.value} linked={isRevealed} />}
          {board.ok && board.value.rows.length === 0 && <p className="quiet">{title}: no VALID row.</p>}
          {!board.ok && <FailureNote failure={board.failure} />}
        </div>
      ))}
    </section>
  );
}

function HowToTakePart({ challenge: { slug, task } }: { challenge: Challenge }) {
  return (
    <section className="section stack">
      <h2>Take part</h2>
      <pre>
        <code>
          {[
            `npx paretoboard init my-method --kind tfjs-module --task ${task.id}`,
            'npx paretoboard check my-method',
            `npx paretoboard submit my-method --challenge ${slug} --watch`,
          ].join('\n')}
        </code>
      </pre>
      <p>
        Or{' '}
        <Link href={`/submit?challenge=${slug}`} prefetch={false}>
          send a folder from the browser
        </Link>
        .{' '}
        <Link href="/docs/challenges" prefetch={false}>
          What counts, and who sees what
        </Link>
        .
      </p>
    </section>
  );
}

function History({ slug, entries }: { slug: string; entries: readonly ChallengeEntry[] }) {
  return (
    <section className="section">
      <h2>History</h2>
      <p className="section-note">
        Each entry is signed by the server and names the digest of the one before:{' '}
        <a href={`/api/v1/challenges/${slug}/log`}>JSON</a>.
      </p>
      <dl className="facts challenge-facts">
        {entries.map((entry) => (
          <div key={entry.seq}>
            <dt>{instant(entry.at)}</dt>
            <dd>{deedWords(entry)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
