import type { LetteredRow } from './board-points';

/** Rows of a board that one page lists: what a phone loads in two seconds. */
export const rowsOnPage = 100;

export interface BoardPage {
  /** From 1. */
  number: number;
  count: number;
  /** Place of the first row among all, from 1. */
  first: number;
  rows: readonly LetteredRow[];
}

/** Number of the page on which the row at an index stands, from 1. */
export function pageOfRow(index: number): number {
  return Math.floor(index / rowsOnPage) + 1;
}

/** One page of the rows. @param wanted its number as the address has it; past the end: the last */
export function boardPage(rows: readonly LetteredRow[], wanted: string | undefined): BoardPage {
  const count = Math.max(1, pageOfRow(rows.length - 1));
  const number = Math.min(Number(wanted ?? 1), count);
  const start = (number - 1) * rowsOnPage;
  return { number, count, first: start + 1, rows: rows.slice(start, start + rowsOnPage) };
}

/** Numbers of the pages to link to: the ends, and those beside the page that is read; null stands for what is left out. */
export function linkedPages({ number, count }: Pick<BoardPage, 'number' | 'count'>): (number | null)[] {
  const near = [1, number - 1, number, number + 1, count].filter((each) => each >= 1 && each <= count);
  const linked = [...new Set(near)];
  return linked.flatMap((each, index) => (index > 0 && each - linked[index - 1]! > 1 ? [null, each] : [each]));
}
