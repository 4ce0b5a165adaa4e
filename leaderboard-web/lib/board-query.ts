/** The state of a board page. Every part of it stands in the URL, so that a link shows what its sender saw. */
export interface BoardQuery {
  variant?: string;
  track?: string;
  division?: string;
  device?: string;
  scenario?: string;
  sort?: 'latency';
}

export type SearchParameters = Record<string, string | string[] | undefined>;

const names = ['variant', 'track', 'division', 'device', 'scenario'] as const;

/** Reads the state from the URL; unknown parameters and repeated values are ignored. */
export function readBoardQuery(parameters: SearchParameters): BoardQuery {
  const query: BoardQuery = {};
  for (const name of names) {
    const value = parameters[name];
    if (typeof value === 'string' && value !== '') query[name] = value;
  }
  if (parameters.sort === 'latency') query.sort = 'latency';
  return query;
}

/** The page's address with some parts changed; `undefined` removes a part. */
export function boardHref(task: string, query: BoardQuery, change: Partial<BoardQuery> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...change })) if (value) parameters.set(name, value);
  const text = parameters.toString();
  return `/tasks/${encodeURIComponent(task)}${text && `?${text}`}`;
}
