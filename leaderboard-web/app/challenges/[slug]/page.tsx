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
import { Instant } from '../../../components/instant';
import { SentOnce } from '../../../components/sent-once';
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
import { readable, readableParagraphs } from '../../../lib/readable';
import { cookieName } from '../../../lib/session.mjs';
import { words } from '../../../messages/words';

interface Properties {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ refused?: string }>;
}

const deeds: readonly ChallengeDeed[] = ['freeze', 'finals', 'reveal', 'call-off'];

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
  const say = words().challenges;
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
            {say.title}
          </Link>{' '}
          / {slug}
        </p>
        <h1 className="foreign">{readable(challenge.title)}</h1>
        <p>
          <ChallengeStateBadge state={challenge.state} />
        </p>
        <p className="lead">{challengeSentence(challenge)}</p>
        {challenge.calledOff && (
          <p className="reason">
            {say.calledOffBecause} <span className="foreign">{readable(challenge.calledOff.reason)}</span>
          </p>
        )}
        {readableParagraphs(challenge.description).map((paragraph) => (
          <p className="foreign" key={paragraph}>
            {paragraph}
          </p>
        ))}
      </header>
      {overview?.ok && (
        <SentOnce>
          <ChallengeOrganising overview={overview.value} refused={deeds.find((deed) => deed === refused) ?? null} />
        </SentOnce>
      )}
      {(challenge.revealedAt !== null || overview?.ok) && <Results challenge={challenge} token={token} />}
      {challenge.state === 'open' && <HowToTakePart challenge={challenge} />}
      {own?.ok && own.value.length > 0 && (
        <section className="section">
          <h2>{say.yourRuns}</h2>
          {!challenge.ownFigures && challenge.revealedAt === null && (
            <p className="section-note">{say.hiddenFigures}</p>
          )}
          <SentOnce>
            <ChallengeRuns runs={own.value} named={false} caption={say.yourRunsCaption} />
          </SentOnce>
        </section>
      )}
      <SentOnce>
        <section className="section">
          <h2>{say.rules}</h2>
          <ChallengeFacts challenge={challenge} />
        </section>
        {log.ok && <History slug={slug} entries={log.value} />}
      </SentOnce>
    </>
  );
}

/** One that was called off before its freeze has no final. */
function phasesOf({ calledOff, seeds }: Challenge): readonly ChallengePhase[] {
  return calledOff && !seeds.final ? ['main'] : ['final', 'main'];
}

async function Results({ challenge, token }: { challenge: Challenge; token: string | null }) {
  const boards = await Promise.all(
    phasesOf(challenge).map(async (phase) => ({
      phase,
      board: await loadChallengeBoard(challenge.slug, phase, token),
    })),
  );
  const say = words().challenges;
  const isRevealed = challenge.revealedAt !== null;
  return (
    <section className="section stack" aria-labelledby="results">
      <h2 id="results">{say.results}</h2>
      {!isRevealed && <p className="reason">{say.underEmbargo}</p>}
      <SentOnce>
        {boards.map(({ phase, board }) => (
          <div className="stack" key={phase}>
            {board.ok && board.value.rows.length > 0 && <VariantBoard board={board.value} linked={isRevealed} />}
            {board.ok && board.value.rows.length === 0 && <p className="quiet">{say.noValidRow(say[phase])}</p>}
            {!board.ok && <FailureNote failure={board.failure} />}
          </div>
        ))}
      </SentOnce>
    </section>
  );
}

function HowToTakePart({ challenge: { slug, task } }: { challenge: Challenge }) {
  const say = words().challenges;
  return (
    <section className="section stack">
      <h2>{say.takePart}</h2>
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
        {say.orSend(
          (text) => (
            <Link href={`/submit?challenge=${slug}`} prefetch={false}>
              {text}
            </Link>
          ),
          (text) => (
            <Link href="/docs/challenges" prefetch={false}>
              {text}
            </Link>
          ),
        )}
      </p>
    </section>
  );
}

function History({ slug, entries }: { slug: string; entries: readonly ChallengeEntry[] }) {
  const say = words().challenges;
  return (
    <section className="section">
      <h2>{say.history}</h2>
      <p className="section-note">{say.historyNote(<a href={`/api/v1/challenges/${slug}/log`}>JSON</a>)}</p>
      <dl className="facts challenge-facts">
        {entries.map((entry) => (
          <div key={entry.seq}>
            <dt>
              <Instant at={entry.at} />
            </dt>
            <dd>{deedWords(entry)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
