import type { Board } from '@paretoboard/contract/board.js';
import type { Paper } from '@paretoboard/contract/paper.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { AuditFindings } from '../../../components/audit-findings';
import { FailureNote } from '../../../components/failure-note';
import { PaperClaims } from '../../../components/paper-claims';
import { PaperLine } from '../../../components/paper-line';
import { SentOnce } from '../../../components/sent-once';
import { loadBoard, loadPaper, loadTask } from '../../../lib/api';
import { paperBibtex } from '../../../lib/bibtex';
import { missingToReproduce, type Obstacle, obstacleKey } from '../../../lib/claim-measurements';
import { words } from '../../../messages/words';

interface Properties {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const paper = await loadPaper((await params).id);
  return paper.ok ? { title: paper.value.title } : {};
}

export default async function PaperPage({ params }: Properties) {
  const paper = await loadPaper((await params).id);
  if (!paper.ok && paper.failure.kind === 'not-found') notFound();
  if (!paper.ok) return <FailureNote failure={paper.failure} />;
  const loaded = paper.value.task === null ? null : await loadTask(paper.value.task);
  const task = loaded?.ok ? loaded.value : null;
  const say = words().papers;
  return (
    <>
      <PaperHead paper={paper.value} task={task} />
      {loaded && !loaded.ok && <FailureNote failure={loaded.failure} />}
      {task && <Measurements task={task} />}
      <section className="section">
        <h2>{say.arithmetic}</h2>
        <SentOnce>
          <AuditFindings audit={paper.value.audit} />
        </SentOnce>
      </section>
      <section className="section">
        <h2>{say.cite}</h2>
        <pre>
          <code>{paperBibtex(paper.value, task)}</code>
        </pre>
        <p className="small">
          <a href={`/papers/${paper.value.id}/bibtex`}>{paper.value.id}.bib</a>
        </p>
      </section>
    </>
  );
}

function PaperHead({ paper, task }: { paper: Paper; task: TaskListing | null }) {
  const say = words().papers;
  return (
    <header className="page-head">
      <p className="crumb">
        <Link href="/papers" prefetch={false}>
          {say.title}
        </Link>{' '}
        / {paper.id}
      </p>
      <h1 lang="en">{task?.paper.title ?? paper.title}</h1>
      {task && <PaperLine paper={task.paper} />}
      {!task && paper.doi && (
        <p className="small">
          <a className="doi" href={`https://doi.org/${paper.doi}`}>
            doi:{paper.doi}
          </a>
        </p>
      )}
      {task ? (
        <p>
          {say.measuredAs(
            <Link href={`/tasks/${task.id}`} prefetch={false} lang="en">
              {task.title}
            </Link>,
          )}
        </p>
      ) : (
        <p className="quiet">{say.noTask}</p>
      )}
    </header>
  );
}

async function Measurements({ task }: { task: TaskListing }) {
  const loaded = await Promise.all(task.variants.map(({ id }) => loadBoard(task.id, { variant: id })));
  const boards = loaded.flatMap((board) => (board.ok ? [board.value] : []));
  const failed = loaded.find((board) => !board.ok);
  const say = words().papers;
  const open = missingToReproduce(task);
  return (
    <>
      <section className="section">
        <h2>{say.claims}</h2>
        {failed && !failed.ok && <FailureNote failure={failed.failure} />}
        <SentOnce>
          <PaperClaims task={task} boards={boards} />
        </SentOnce>
        <OtherData task={task} boards={boards.filter(({ comparable }) => !comparable)} />
      </section>
      <section className="section">
        <h2>{say.missing}</h2>
        {open.length === 0 ? (
          <p>{say.nothingMissing}</p>
        ) : (
          <ul className="open-points">
            {open.map((obstacle) => (
              <li key={obstacleKey(obstacle)}>
                <ObstacleText obstacle={obstacle} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

/** The sentence in the page's language, what the task and the paper say in theirs. */
function ObstacleText({ obstacle }: { obstacle: Obstacle }) {
  const say = words().papers;
  switch (obstacle.kind) {
    case 'no-own-data':
      return say.noOwnData;
    case 'data-not-here':
      return say.dataNotHere(<span lang="en">{obstacle.title}</span>, <span lang="en">{obstacle.comparability}</span>);
    case 'left-open':
      return say.leftOpen(<span lang="en">{obstacle.message}</span>);
    case 'not-implemented':
      return say.unimplemented(<span lang="en">{obstacle.methods.join(', ')}</span>);
  }
}

/** Boards on other data: named, never put beside a claim. */
function OtherData({ task, boards }: { task: TaskListing; boards: readonly Board[] }) {
  const { papers: say, terms } = words();
  if (boards.length === 0) return null;
  return (
    <p className="small quiet other-data">
      {say.otherData}{' '}
      {boards.map(({ variant, shown }, index) => (
        <span key={variant.id}>
          {index > 0 && '; '}
          <Link href={`/tasks/${task.id}?variant=${variant.id}`} prefetch={false} lang="en">
            {variant.title}
          </Link>{' '}
          ({terms.relations[variant.relation].label}, {say.rows(shown)})
        </span>
      ))}
      .
    </p>
  );
}
