import type { PaperEntry } from '@paretoboard/contract/paper.js';
import type { Metadata } from 'next';
import { FailureNote } from '../../components/failure-note';
import { SentOnce } from '../../components/sent-once';
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
      <SentOnce>
        <PaperList title={say.withTask} papers={entries.filter(({ task }) => task !== null)} />
        <PaperList title={say.withoutTask} papers={entries.filter(({ task }) => task === null)} />
      </SentOnce>
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
            <a href={`/papers/${paper.id}`} lang="en">
              {paper.title}
            </a>
            <span className="detail">{paper.findings === 0 ? say.nothingFound : say.findings(paper.findings)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
