/** More words than this are left out: each is compared with every entry. */
const mostTerms = 8;

/** The words of a query, lower case: runs of letters and digits, so that none has a meaning for the database. */
export function searchTerms(query: string): string[] {
  const words = query
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return [...new Set(words ?? [])].slice(0, mostTerms);
}
