import type { PaperEntry } from '@paretoboard/contract/paper.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { FailureNote } from '../../components/failure-note';
import { loadPapers } from '../../lib/api';
import { words } from '../../messages/words';

export function generateMetadata(): Metadata {
  const { title, description } = words().papers;
  return { title, description };
}

export default async function PapersPage() {
  const say = words().papers;
  const papers = await loadPapers();
  const entries = papers.ok ? papers.value : [];
  return (
    <>
      <header className="page-head">
        <h1>{say.title}</h1>
        <p className="lead">{say.lead}</p>
      </header>
      {!papers.ok && <FailureNote failure={papers.failure} />}
      <PaperList title={say.withTask} papers={entries.filter(({ task }) => task !== null)} />
      <PaperList title={say.withoutTask} papers={entries.filter(({ task }) => task === null)} />
    </>
  );
}

function PaperList({ title, papers }: { title: string; papers: readonly PaperEntry[] }) {
  const say = words().papers;
  if (papers.length === 0) return null;
  return (
    <section className="section">
      <h2>{title}</h2>
      <ul className="hits">
        {papers.map((paper) => (
          <li key={paper.id}>
            <Link href={`/papers/${paper.id}`} prefetch={false} lang="en">
              {paper.title}
            </Link>
            <span className="detail">{paper.findings === 0 ? say.nothingFound : say.findings(paper.findings)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
