import type { Metadata, Viewport } from 'next';
import Link from 'next/link';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { SearchBox } from '../components/search-box';
import { Wordmark } from '../components/wordmark';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/layout.css';
import '../styles/notes.css';
import '../styles/chart.css';
import '../styles/table.css';
import '../styles/filters.css';
import '../styles/search.css';
import '../styles/paper.css';
import '../styles/compare.css';
import '../styles/home.css';
import '../styles/record.css';
import '../styles/answers.css';
import '../styles/runs.css';
import '../styles/challenge.css';
import '../styles/submit.css';
import '../styles/prose.css';
import '../styles/print.css';

export const metadata: Metadata = {
  title: { default: 'Paretoboard', template: '%s · Paretoboard' },
  description:
    'Implementations of research papers, trained, scored and timed by one harness: accuracy and latency, with intervals, from signed records.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

const destinations = [
  { href: '/', name: 'Tasks' },
  { href: '/papers', name: 'Papers' },
  { href: '/challenges', name: 'Challenges' },
  { href: '/runs', name: 'Runs' },
  { href: '/submit', name: 'Submit' },
  { href: '/methodology', name: 'Methodology' },
];

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered on request: its scripts carry the nonce of that request's policy, and its rows are the current ones.
  await connection();
  return (
    <html lang="en">
      <body>
        <a className="skip" href="#content">
          Skip to the content
        </a>
        <header className="site-header">
          <div className="bounded">
            <Link className="wordmark" href="/" prefetch={false}>
              <Wordmark />
              Paretoboard
            </Link>
            <SearchBox label="Search the site" />
            <nav aria-label="Site">
              <ul className="site-nav">
                {destinations.map(({ href, name }) => (
                  <li key={href}>
                    <Link href={href} prefetch={false}>
                      {name}
                    </Link>
                  </li>
                ))}
                <li>
                  <a href="/api/openapi.json">API</a>
                </li>
              </ul>
            </nav>
          </div>
        </header>
        <main id="content" className="bounded" tabIndex={-1}>
          {children}
        </main>
        <footer className="site-footer">
          <div className="bounded">
            <p>
              Every row stands on a signed record. Check one yourself:{' '}
              <code>npx paretoboard verify &lt;folder&gt;</code>
            </p>
            <p>
              <Link href="/docs" prefetch={false}>
                Documentation
              </Link>
            </p>
            <p>
              <a href="/api/v1/log">Append-only log</a>
            </p>
            <p>
              <a href="/api/v1/keys">Public keys</a>
            </p>
          </div>
        </footer>
      </body>
    </html>
  );
}
