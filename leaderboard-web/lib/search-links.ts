import type { SearchHit, SearchKind } from '@paretoboard/contract/search.js';

/** The page of the results: where the form leads, and every “all results” link. */
export function searchHref(query: string, kind?: SearchKind): string {
  return `/search?${new URLSearchParams({ q: query, ...(kind ? { kind } : {}) })}`;
}

/** Where a hit leads: of a method to its latest record, of a submitter to their methods. */
export function hitHref({ kind, id, task, record }: SearchHit): string {
  if (kind === 'paper') return `/papers/${id}`;
  if (kind === 'submitter') return searchHref(id, 'method');
  if (kind === 'method') return record === null ? `/tasks/${task}` : `/records/${record}`;
  return `/tasks/${id}`;
}
