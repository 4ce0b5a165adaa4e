import type { Metadata } from 'next';
import { FailureNote } from '../../components/failure-note';
import { SentOnce } from '../../components/sent-once';
import { loadPapers } from '../../lib/api';
import { byFamily, type FamilyOfPapers } from '../../lib/paper-families';
import { words } from '../../messages/words';

export function generateMetadata(): Metadata {
  const { title, description } = words().papers;
  return { title, description };
}

export default async function PapersPage() {
  const say = words().papers;
  const papers = await loadPapers();
  return (
    <>
      <header className="page-head">
        <h1>{say.title}</h1>
        <p className="lead">{say.lead}</p>
      </header>
      {!papers.ok && <FailureNote failure={papers.failure} />}
      <SentOnce>
        {byFamily(papers.ok ? papers.value : []).map((family) => (
          <PaperList key={family.family} {...family} />
        ))}
      </SentOnce>
    </>
  );
}

function PaperList({ family, measured, audited }: FamilyOfPapers) {
  const { papers: say, terms } = words();
  return (
    <section className="section" id={family}>
      <h2>{terms.families[family]}</h2>
      <ul className="hits">
        {[...measured, ...audited].map((paper) => (
          <li key={paper.id}>
            <a href={`/papers/${paper.id}`} lang="en">
              {paper.title}
            </a>
            <span className="detail">
              {paper.findings === 0 ? say.nothingFound : say.findings(paper.findings)}
              {paper.task !== null && `; ${say.measuredHere}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
