import type { PaperEntry } from '@paretoboard/contract/paper.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { FailureNote } from '../../components/failure-note';
import { loadPapers } from '../../lib/api';
import { plural } from '../../lib/format';

export const metadata: Metadata = {
  title: 'Papers',
  description: 'Papers whose printed claims were audited, and those that are measured here.',
};

export default async function PapersPage() {
  const papers = await loadPapers();
  const entries = papers.ok ? papers.value : [];
  return (
    <>
      <header className="page-head">
        <h1>Papers</h1>
        <p className="lead">
          Their printed figures are transcribed and checked against each other. Those with a task are also measured.
        </p>
      </header>
      {!papers.ok && <FailureNote failure={papers.failure} />}
      <PaperList title="With a task" papers={entries.filter(({ task }) => task !== null)} />
      <PaperList title="Claims audited, no task yet" papers={entries.filter(({ task }) => task === null)} />
    </>
  );
}

function PaperList({ title, papers }: { title: string; papers: readonly PaperEntry[] }) {
  if (papers.length === 0) return null;
  return (
    <section className="section">
      <h2>{title}</h2>
      <ul className="hits">
        {papers.map((paper) => (
          <li key={paper.id}>
            <Link href={`/papers/${paper.id}`} prefetch={false}>
              {paper.title}
            </Link>
            <span className="detail">
              {paper.findings === 0 ? 'nothing found in its arithmetic' : plural(paper.findings, 'finding')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
