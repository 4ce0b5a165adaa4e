import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import Link from 'next/link';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { LanguageLink } from '../components/language-link';
import { LocalTimes } from '../components/local-times';
import { SearchBox } from '../components/search-box';
import { Wordmark } from '../components/wordmark';
import { currentLanguage } from '../lib/current-language';
import { addressHeader, addressIn, addressInNone, languages } from '../lib/languages.mjs';
import { siteOrigin } from '../lib/site-origin';
import { words } from '../messages/words';
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

/** What the site is, and where search engines find the same page in its other languages. */
export async function generateMetadata(): Promise<Metadata> {
  const asked = await headers();
  const address = asked.get(addressHeader) ?? '/';
  const origin = siteOrigin(asked);
  const inEach = languages.map((language) => [language, origin + addressIn(address, language)]);
  return {
    title: { default: 'Paretoboard', template: '%s · Paretoboard' },
    description: words().site.description,
    alternates: { languages: { ...Object.fromEntries(inEach), 'x-default': origin + addressInNone(address) } },
  };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

const destinations = [
  { href: '/', name: 'tasks' },
  { href: '/papers', name: 'papers' },
  { href: '/challenges', name: 'challenges' },
  { href: '/runs', name: 'runs' },
  { href: '/submit', name: 'submit' },
  { href: '/methodology', name: 'methodology' },
] as const;

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered on request: its scripts carry the nonce of that request's policy, and its rows are the current ones.
  await connection();
  const say = words().site;
  const language = currentLanguage();
  return (
    <html lang={language}>
      <body>
        <a className="skip" href="#content">
          {say.skip}
        </a>
        <header className="site-header">
          <div className="bounded">
            <Link className="wordmark" href="/" prefetch={false}>
              <Wordmark />
              Paretoboard
            </Link>
            <SearchBox label={say.search} />
            <nav aria-label={say.navigation}>
              <ul className="site-nav">
                {destinations.map(({ href, name }) => (
                  <li key={href}>
                    <Link href={href} prefetch={false}>
                      {say[name]}
                    </Link>
                  </li>
                ))}
                <li>
                  <a href="/api/openapi.json">API</a>
                </li>
                {languages
                  .filter((other) => other !== language)
                  .map((other) => (
                    <li key={other}>
                      <LanguageLink to={other} name={say.otherLanguage} />
                    </li>
                  ))}
              </ul>
            </nav>
          </div>
        </header>
        <main id="content" className="bounded" tabIndex={-1}>
          {children}
        </main>
        <footer className="site-footer">
          <div className="bounded">
            <p>{say.everyRow(<code lang="en">npx paretoboard verify &lt;folder&gt;</code>)}</p>
            <p>
              <Link href="/docs" prefetch={false}>
                {say.documentation}
              </Link>
            </p>
            <p>
              <a href="/api/v1/log">{say.log}</a>
            </p>
            <p>
              <a href="/api/v1/keys">{say.keys}</a>
            </p>
          </div>
        </footer>
        <LocalTimes />
      </body>
    </html>
  );
}
