import { type SearchHit, type SearchKind, searchKindSchema } from '@paretoboard/contract/search.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { FailureNote } from '../../components/failure-note';
import { loadSearch } from '../../lib/api';
import type { SearchParameters } from '../../lib/board-query';
import { plural } from '../../lib/format';
import { readable } from '../../lib/readable';
import { hitHref, kindWords, searchHref } from '../../lib/search-links';

export const metadata: Metadata = { title: 'Search', robots: { index: false } };

const mostHits = 50;
const longestQuery = 200;

export default async function SearchPage({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const parameters = await searchParams;
  const query = (typeof parameters.q === 'string' ? parameters.q : '').slice(0, longestQuery);
  const kind = searchKindSchema.safeParse(parameters.kind).data;
  const found = query.trim() === '' ? null : await loadSearch(query, kind, mostHits);
  return (
    <>
      <header className="page-head">
        <h1>Search</h1>
        <form className="search-form" action="/search">
          <label htmlFor="query">Task, paper, method or submitter; a slip of the pen does no harm</label>
          <div>
            <input id="query" type="search" name="q" defaultValue={query} maxLength={longestQuery} autoComplete="off" />
            <button type="submit">Search</button>
          </div>
        </form>
      </header>
      {found && !found.ok && <FailureNote failure={found.failure} />}
      {found?.ok && (
        <section className="section stack" aria-label="Results">
          <KindSwitch query={query} kind={kind} />
          <Hits items={found.value.items} />
        </section>
      )}
    </>
  );
}

function KindSwitch({ query, kind }: { query: string; kind: SearchKind | undefined }) {
  return (
    <nav className="filters" aria-label="What to search">
      <div>
        <h2>Kind</h2>
        <ul>
          {[undefined, ...searchKindSchema.options].map((each) => (
            <li key={each ?? 'all'}>
              <Link href={searchHref(query, each)} aria-current={each === kind ? 'true' : undefined} prefetch={false}>
                {each ? `${kindWords[each]}s` : 'all'}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

function Hits({ items }: { items: readonly SearchHit[] }) {
  if (items.length === 0)
    return <p className="empty">Nothing fits these words, nor words like them. Fewer or other words may.</p>;
  return (
    <>
      <p className="small quiet">
        {items.length === mostHits ? `The best ${mostHits}` : plural(items.length, 'hit')}, the best first.
      </p>
      <ol className="hits">
        {items.map((hit) => (
          <li key={`${hit.kind} ${hit.task} ${hit.id}`}>
            <Link className="foreign" href={hitHref(hit)} prefetch={false}>
              {readable(hit.title)}
            </Link>{' '}
            <span className="tag">{kindWords[hit.kind]}</span>
            <span className="detail foreign">{readable(hit.detail)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
