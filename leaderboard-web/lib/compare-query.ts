import { sha256Schema } from '@paretoboard/contract/primitives.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { SearchParameters } from './board-query';

export const mostCompared = 6;

/** A row of a comparison, with the letter that the page calls it by. */
export interface ComparedRow {
  letter: string;
  record: BenchmarkRecord;
}

/** Digests of the rows to compare, in the order of the address, each once; what is no digest is left out. */
export function readCompareQuery({ r }: SearchParameters): string[] {
  const given = (Array.isArray(r) ? r : [r ?? '']).flatMap((value) => value.split(','));
  return [...new Set(given.filter((value) => sha256Schema.safeParse(value).success))];
}

/** The page that compares these rows; the first is the one that the others are compared with. */
export function compareHref(digests: readonly string[]): string {
  return `/compare?${digests.map((digest) => `r=${digest}`).join('&')}`;
}
