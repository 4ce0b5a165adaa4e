import { readCompareQuery } from './compare-query';

/** The state of a board page. Every part of it stands in the URL, so that a link shows what its sender saw. */
export interface BoardQuery {
  variant?: string;
  track?: string;
  division?: string;
  device?: string;
  scenario?: string;
  runtime?: string;
  only?: 'valid' | 'front';
  /** Id of a column; `-` before it: the other way round. Absent: the board's own order. */
  sort?: string;
  /** Ids of the columns to show, with commas between; absent: the usual ones. */
  columns?: string;
  /** What matters to the reader: how many per cent accuracy, the rest speed. */
  weight?: string;
  /** Which page of the rows, from 2; absent: the first. */
  page?: string;
  /** Digests of the records whose rows are chosen for a comparison, with commas between. */
  chosen?: string;
}

/** More than a comparison takes, so that one can think again; the address stays one that every program takes. */
const mostChosen = 20;

export type SearchParameters = Record<string, string | string[] | undefined>;

const names = ['variant', 'track', 'division', 'device', 'scenario', 'runtime'] as const;

/** Reads the state from the URL; unknown parameters and repeated values are ignored, but for columns, which a form repeats. */
export function readBoardQuery(parameters: SearchParameters): BoardQuery {
  const query: BoardQuery = {};
  for (const name of names) {
    const value = parameters[name];
    if (typeof value === 'string' && value !== '') query[name] = value;
  }
  const { sort, only, columns, weight, page, chosen } = parameters;
  if (only === 'valid' || only === 'front') query.only = only;
  if (typeof sort === 'string' && /^-?[a-z][a-z0-9-]{0,60}$/.test(sort)) query.sort = sort;
  const wanted = [columns ?? []].flat().flatMap((each) => each.split(','));
  const ids = wanted.filter((id) => /^[a-z][a-z0-9-]{0,60}$/.test(id));
  if (ids.length > 0) query.columns = [...new Set(ids)].join(',');
  if (typeof weight === 'string' && /^(100|\d{1,2})$/.test(weight)) query.weight = String(Number(weight));
  if (typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) && page !== '1') query.page = page;
  const records = typeof chosen === 'string' ? readCompareQuery({ r: chosen }).slice(0, mostChosen) : [];
  if (records.length > 0) query.chosen = records.join(',');
  return query;
}

/** The state as the part of an address behind `?`; `undefined` removes a part. Whatever changes, the rows are others: reading begins at the first page again. */
export function boardParameters(query: BoardQuery, change: Partial<BoardQuery> = {}): string {
  const parameters = new URLSearchParams();
  const page = Object.keys(change).length === 0 ? query.page : undefined;
  for (const [name, value] of Object.entries({ ...query, page, ...change })) if (value) parameters.set(name, value);
  return parameters.toString();
}

/** The page's address with some parts changed; `undefined` removes a part. */
export function boardHref(task: string, query: BoardQuery, change: Partial<BoardQuery> = {}): string {
  const text = boardParameters(query, change);
  return `/tasks/${encodeURIComponent(task)}${text && `?${text}`}`;
}
