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
import { loadBoard, loadPaper, loadTask } from '../../../lib/api';
import { paperBibtex } from '../../../lib/bibtex';
import { missingToReproduce } from '../../../lib/claim-measurements';
import { plural } from '../../../lib/format';
import { relationWords } from '../../../lib/words';

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
  return (
    <>
      <PaperHead paper={paper.value} task={task} />
      {loaded && !loaded.ok && <FailureNote failure={loaded.failure} />}
      {task && <Measurements task={task} />}
      <section className="section">
        <h2>What the arithmetic says</h2>
        <AuditFindings audit={paper.value.audit} />
      </section>
      <section className="section">
        <h2>Cite the paper</h2>
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
  return (
    <header className="page-head">
      <p className="crumb">
        <Link href="/papers" prefetch={false}>
          Papers
        </Link>{' '}
        / {paper.id}
      </p>
      <h1>{task?.paper.title ?? paper.title}</h1>
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
          Measured here as{' '}
          <Link href={`/tasks/${task.id}`} prefetch={false}>
            {task.title}
          </Link>
          .
        </p>
      ) : (
        <p className="quiet">No task measures this paper yet; its printed figures have been audited.</p>
      )}
    </header>
  );
}

async function Measurements({ task }: { task: TaskListing }) {
  const loaded = await Promise.all(task.variants.map(({ id }) => loadBoard(task.id, { variant: id })));
  const boards = loaded.flatMap((board) => (board.ok ? [board.value] : []));
  const failed = loaded.find((board) => !board.ok);
  const open = missingToReproduce(task);
  return (
    <>
      <section className="section">
        <h2>What it claims, and what we measured</h2>
        {failed && !failed.ok && <FailureNote failure={failed.failure} />}
        <PaperClaims task={task} boards={boards} />
        <OtherData task={task} boards={boards.filter(({ comparable }) => !comparable)} />
      </section>
      <section className="section">
        <h2>What is missing to reproduce it</h2>
        {open.length === 0 ? (
          <p>Nothing that we know of.</p>
        ) : (
          <ul className="open-points">
            {open.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

/** Boards on other data: named, never put beside a claim. */
function OtherData({ task, boards }: { task: TaskListing; boards: readonly Board[] }) {
  if (boards.length === 0) return null;
  return (
    <p className="small quiet other-data">
      Measured on other data, where no figure stands beside the paper’s:{' '}
      {boards.map(({ variant, shown }, index) => (
        <span key={variant.id}>
          {index > 0 && '; '}
          <Link href={`/tasks/${task.id}?variant=${variant.id}`} prefetch={false}>
            {variant.title}
          </Link>{' '}
          ({relationWords[variant.relation].label}, {plural(shown, 'row')})
        </span>
      ))}
      .
    </p>
  );
}
