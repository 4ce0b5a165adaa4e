import { describe, expect, it } from 'vitest';
import { board, hostileTitle, task } from '../testing/documents';
import { exportBoard } from './board-export';
import type { BoardQuery } from './board-query';
import { boardView } from './board-view';
import { narrowBoard } from './narrow-board';

const official = board(task, 'utd-mhad');
const site = 'https://board.example';
const exported = (query: BoardQuery, format: 'csv' | 'json' | 'bib') =>
  exportBoard(official, official, query, format, site);
const names = (query: BoardQuery) =>
  (JSON.parse(exported(query, 'json')) as { rows: { submission: string }[] }).rows.map(({ submission }) => submission);

describe('an export', () => {
  it('has the rows of the page in its order, and says what is hidden', () => {
    const query: BoardQuery = { sort: '-latency', only: 'valid' };
    const narrowed = narrowBoard(official, query);
    expect(names(query)).toEqual(boardView(narrowed, query, official).rows.map(({ row }) => row.submission.name));
    const document = JSON.parse(exported(query, 'json'));
    expect(document).toMatchObject({ shown: 6, total: 9, view: query });
    expect(document.hidden).toContainEqual({ reason: 'INVALID', count: 1 });
    expect(document.address).toBe(`${site}/tasks/${task.id}?sort=-latency&only=valid&variant=utd-mhad`);
  });

  it('has the columns of the page, an empty cell for what is missing, and text that no spreadsheet runs', () => {
    const [head, ...rows] = exported({ columns: 'p99' }, 'csv').trimEnd().split('\r\n');
    expect(head).toBe(
      'submission,version,title,track,division,profile,rank,rankBasis,rankWords,accuracy,accuracyLow,accuracyHigh,accuracyN,p50Ms,p50MsLow,p50MsHigh,queries,starts,p99Ms,p99MsLow,p99MsHigh,verdict,record',
    );
    expect(rows).toHaveLength(7);
    expect(rows[0]).toContain(',4.31,,,1284,2,,,,VALID,');
    expect(rows.join('\n')).toContain(`"${hostileTitle.replaceAll('"', '""')}"`);
  });

  it('is cited by its address', () => {
    expect(exported({}, 'bib')).toContain(`url = {${site}/tasks/${task.id}?variant=utd-mhad}`);
  });
});

describe('a view of the reader’s own', () => {
  it('leaves the ranks, letters and rows as they are, and orders by the weights', () => {
    const first = (weight: string) => boardView(official, { weight }).rows.map(({ row }) => row.submission.name);
    expect(first('100')).toEqual(boardView(official).rows.map(({ row }) => row.submission.name));
    expect(first('0')[0]).toBe('majority-class');
    const { columns, rows } = boardView(official, { weight: '0' });
    expect(columns[0]?.id).toBe('yours');
    expect(rows.map((row) => columns[0]!.value(row))).toEqual(
      [...rows.map((row) => columns[0]!.value(row) ?? 0)].sort((a, b) => b - a),
    );
    expect(columns[0]!.value(rows[0]!)).toBe(100);
  });

  it('turns a column round, and keeps rows without the figure last', () => {
    const [first, ...rest] = official.rows;
    const incomplete = { ...official, rows: [{ ...first!, latency: {} }, ...rest] };
    for (const sort of ['latency', '-latency'])
      expect(boardView(incomplete, { sort }).rows.at(-1)?.row.submission.name).toBe('lighthart-teacher');
    expect(boardView(official, { sort: '-latency' }).rows[0]?.row.submission.name).toBe('lighthart-teacher');
  });

  it('shows the columns that were chosen, the fixed ones always, and no unknown one', () => {
    const { columns } = boardView(official, { columns: 'energy,nothing' });
    expect(columns.map(({ id }) => id)).toEqual(['rank', 'value', 'latency', 'energy']);
  });
});
