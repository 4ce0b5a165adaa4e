import type { Board } from '@paretoboard/contract/board.js';
import { csvCell } from '@paretoboard/contract/csv-cell.js';
import { bibtexEntry } from './bibtex';
import { type BoardQuery, boardHref } from './board-query';
import { type BoardView, boardView } from './board-view';
import { narrowBoard } from './narrow-board';

export const exportTypes = {
  csv: 'text/csv',
  json: 'application/json',
  bib: 'application/x-bibtex',
} as const;
export type ExportFormat = keyof typeof exportTypes;

/** Exactly what the page shows: its rows in its order, its columns, and how many rows are hidden for which reason. @param site where the page is */
export function exportBoard(
  loaded: Board,
  whole: Board,
  query: BoardQuery,
  format: ExportFormat,
  site: string,
): string {
  const board = narrowBoard(loaded, query);
  const view = boardView(board, query, whole);
  if (format === 'csv') return csvOf(view);
  const { task, variant, shown, total, hidden } = board;
  const address = `${site}${boardHref(task.id, { ...query, variant: variant.id })}`;
  if (format === 'json') {
    const head = { address, task: { id: task.id, version: task.version }, variant, view: query, shown, total, hidden };
    return `${JSON.stringify({ ...head, rows: view.rows.map((row) => figuresOf(view, row)) }, null, 2)}\n`;
  }
  return bibtexEntry('misc', `paretoboard-${task.id}`, {
    title: `Paretoboard: ${task.title}. ${variant.title}`,
    version: task.version,
    note: `${shown} of ${total} rows; each stands on a signed record`,
    url: address,
  });
}

type Row = BoardView['rows'][number];

function figuresOf({ columns }: BoardView, lettered: Row): Record<string, string | number | null> {
  const { submission, track, division, profile, verdict, record } = lettered.row;
  const figures = columns.flatMap((column) => Object.entries(column.figures(lettered)));
  return {
    submission: submission.name,
    version: submission.version,
    title: submission.title,
    track,
    division,
    profile,
    ...Object.fromEntries(figures.map(([name, value]) => [name, value ?? null])),
    verdict,
    record,
  };
}

function csvOf(view: BoardView): string {
  const rows = view.rows.map((lettered) => figuresOf(view, lettered));
  const names = Object.keys(rows[0] ?? { submission: null });
  const lines = rows.map((row) => names.map((name) => csvCell(row[name])).join(','));
  return `${[names.join(','), ...lines].join('\r\n')}\r\n`;
}
