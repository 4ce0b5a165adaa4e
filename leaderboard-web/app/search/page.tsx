import { type SearchHit, type SearchKind, searchKindSchema } from '@paretoboard/contract/search.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { FailureNote } from '../../components/failure-note';
import { loadSearch } from '../../lib/api';
import type { SearchParameters } from '../../lib/board-query';
import { readable } from '../../lib/readable';
import { hitHref, searchHref } from '../../lib/search-links';
import { words } from '../../messages/words';

export function generateMetadata(): Metadata {
  return { title: words().search.title, robots: { index: false } };
}

const mostHits = 50;
const longestQuery = 200;

export default async function SearchPage({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const say = words().search;
  const parameters = await searchParams;
  const query = (typeof parameters.q === 'string' ? parameters.q : '').slice(0, longestQuery);
  const kind = searchKindSchema.safeParse(parameters.kind).data;
  const found = query.trim() === '' ? null : await loadSearch(query, kind, mostHits);
  return (
    <>
      <header className="page-head">
        <h1>{say.title}</h1>
        <form className="search-form" action="/search">
          <label htmlFor="query">{say.field}</label>
          <div>
            <input id="query" type="search" name="q" defaultValue={query} maxLength={longestQuery} autoComplete="off" />
            <button type="submit">{say.submit}</button>
          </div>
        </form>
      </header>
      {found && !found.ok && <FailureNote failure={found.failure} />}
      {found?.ok && (
        <section className="section stack" aria-label={say.results}>
          <KindSwitch query={query} kind={kind} />
          <Hits items={found.value.items} />
        </section>
      )}
    </>
  );
}

function KindSwitch({ query, kind }: { query: string; kind: SearchKind | undefined }) {
  const { search: say, terms } = words();
  return (
    <nav className="filters" aria-label={say.whatToSearch}>
      <div>
        <h2>{say.kind}</h2>
        <ul>
          {[undefined, ...searchKindSchema.options].map((each) => (
            <li key={each ?? 'all'}>
              <Link href={searchHref(query, each)} aria-current={each === kind ? 'true' : undefined} prefetch={false}>
                {each ? terms.kinds[each].several : say.all}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

function Hits({ items }: { items: readonly SearchHit[] }) {
  const { search: say, terms } = words();
  if (items.length === 0) return <p className="empty">{say.nothing}</p>;
  return (
    <>
      <p className="small quiet">{items.length === mostHits ? say.bestOf(mostHits) : say.hits(items.length)}</p>
      <ol className="hits">
        {items.map((hit) => (
          <li key={`${hit.kind} ${hit.task} ${hit.id}`}>
            <Link className="foreign" href={hitHref(hit)} prefetch={false}>
              {readable(hit.title)}
            </Link>{' '}
            <span className="tag">{terms.kinds[hit.kind].one}</span>
            <span className="detail foreign" lang="en">
              {readable(hit.detail)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
