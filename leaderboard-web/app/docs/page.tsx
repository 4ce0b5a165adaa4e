import type { Metadata } from 'next';
import { SentOnce } from '../../components/sent-once';
import { type DocumentEntry, listDocuments } from '../../lib/documentation';
import { words } from '../../messages/words';

export function generateMetadata(): Metadata {
  const { title, description } = words().documentation;
  return { title, description };
}

const parts = [
  { folder: 'submit/', title: 'submitting' },
  { folder: '', title: 'reference' },
  { folder: 'decisions/', title: 'decisions' },
] as const;

function isIn(folder: string, { path }: DocumentEntry): boolean {
  return path.startsWith(folder) && !path.slice(folder.length).includes('/');
}

export default async function DocumentationPage() {
  const say = words().documentation;
  const entries = await listDocuments();
  const filled = parts
    .map(({ folder, title }) => ({ title, entries: entries.filter((entry) => isIn(folder, entry)) }))
    .filter((part) => part.entries.length > 0);
  return (
    <>
      <header className="page-head">
        <h1>{say.title}</h1>
        <p className="lead">
          {say.lead} {say.inEnglish}
        </p>
      </header>
      <SentOnce>
        {filled.map((part) => (
          <section className="section" key={part.title}>
            <h2>{say[part.title]}</h2>
            <ul className="documents">
              {part.entries.map(({ path, title }) => (
                <li key={path}>
                  <a href={`/docs/${path}`} lang="en">
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </SentOnce>
    </>
  );
}
