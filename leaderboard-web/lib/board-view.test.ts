import { describe, expect, it } from 'vitest';
import { board, task } from '../testing/documents';
import { boardView } from './board-view';
import { frontSummary } from './front-summary';
import { distinctReasons, missingReasons } from './missing-reasons';

const official = board(task, 'utd-mhad');
const surrogate = board(task, 'surrogate');

describe('one board, drawn and listed from the same rows', () => {
  it('keeps a row’s letter when the table is sorted or narrowed', () => {
    const letters = new Map(boardView(official).rows.map(({ letter, row }) => [row.record, letter]));
    const narrowed = board(task, 'utd-mhad', 'inertial');
    expect(narrowed.rows.length).toBeLessThan(official.rows.length);
    for (const { letter, row } of boardView(narrowed, { sort: 'latency' }, official).rows) {
      expect(letter).toBe(letters.get(row.record));
    }
  });

  it('sorts by latency on request', () => {
    const latencies = boardView(official, { sort: 'latency' }).rows.map(({ latency }) => latency?.p50Ms ?? 0);
    expect(latencies).toEqual([...latencies].sort((a, b) => a - b));
  });

  it('draws the paper’s values only where they are comparable', () => {
    expect(boardView(official).claims.map(({ value }) => value)).toEqual([87.56, 73.62, 89.81]);
    expect(boardView(official, { track: 'multimodal' }).claims.map(({ value }) => value)).toEqual([89.81]);
    expect(boardView(surrogate).claims).toEqual([]);
  });

  it('leaves a row without a figure out of the drawing and says so', () => {
    const [first, ...rest] = official.rows;
    const incomplete = { ...official, rows: [{ ...first!, latency: {} }, ...rest] };
    const view = boardView(incomplete);
    expect(view.points).toHaveLength(official.rows.length - 1);
    expect(frontSummary(view.points, view.metric, view.rows.length)).toContain('1 row without both figures not drawn');
  });
});

describe('missing figures', () => {
  it('have their reasons, each once', () => {
    const { rows } = boardView(official);
    expect(missingReasons(rows[0]!)).toEqual({ p99Ms: expect.stringContaining('662') });
    expect(distinctReasons(rows)).toHaveLength(1);
  });
});
