import type { Metadata } from 'next';
import Link from 'next/link';
import { type DocumentEntry, listDocuments } from '../../lib/documentation';

export const metadata: Metadata = {
  title: 'Documentation',
  description: 'How to submit, how to add a task, how everything is measured, and why it was decided so.',
};

const parts = [
  { folder: 'submit/', title: 'Submitting' },
  { folder: '', title: 'Reference' },
  { folder: 'decisions/', title: 'Decisions' },
];

function isIn(folder: string, { path }: DocumentEntry): boolean {
  return path.startsWith(folder) && !path.slice(folder.length).includes('/');
}

export default async function DocumentationPage() {
  const entries = await listDocuments();
  const filled = parts
    .map(({ folder, title }) => ({ title, entries: entries.filter((entry) => isIn(folder, entry)) }))
    .filter((part) => part.entries.length > 0);
  return (
    <>
      <header className="page-head">
        <h1>Documentation</h1>
        <p className="lead">The same texts as in the repository.</p>
      </header>
      {filled.map((part) => (
        <section className="section" key={part.title}>
          <h2>{part.title}</h2>
          <ul className="documents">
            {part.entries.map(({ path, title }) => (
              <li key={path}>
                <Link href={`/docs/${path}`} prefetch={false}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
