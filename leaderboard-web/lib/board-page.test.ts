import { expect, it } from 'vitest';
import { crowdedBoard } from '../testing/crowded-board';
import { boardPage, linkedPages } from './board-page';
import { boardView } from './board-view';
import { dotsPath } from './drawn-points';
import { ends } from './ends';

it('cuts the rows into pages that hold each once; past the end stands the last', () => {
  const { rows } = boardView(crowdedBoard('crowd-250'));
  const pages = ['1', '2', '3'].map((page) => boardPage(rows, page));
  expect(pages.flatMap((page) => page.rows)).toEqual(rows);
  expect(pages.map(({ first }) => first)).toEqual([1, 101, 201]);
  expect(boardPage(rows, '99')).toEqual(pages[2]);
  expect(boardPage([], undefined)).toEqual({ number: 1, count: 1, first: 1, rows: [] });
  expect(boardPage(rows.slice(0, 100), undefined).count).toBe(1);
});

it('links to the ends and to the neighbours', () => {
  expect(linkedPages({ number: 1, count: 2 })).toEqual([1, 2]);
  expect(linkedPages({ number: 5, count: 10 })).toEqual([1, null, 4, 5, 6, null, 10]);
  expect(linkedPages({ number: 10, count: 10 })).toEqual([1, null, 9, 10]);
});

it('draws the rows of the page and the front with marks that lead to their page, the rest as dots', () => {
  const board = crowdedBoard('crowd-250');
  const rows = board.rows.map((row, index) => ({ ...row, onParetoFront: index === 120 }));
  const { drawn, points } = boardView({ ...board, rows }, { page: '3' });
  expect(drawn.marks).toHaveLength(51);
  expect(drawn.marks[0]!.href).toBe('/tasks/crowd-250?page=2#row-dq');
  expect(drawn.marks[1]!.href).toBe('#row-gs');
  expect(drawn.marks.length + drawn.dots.length).toBe(points.length);
});

it('draws one dot where many rows lie', () => {
  const places = [{ x: 5, y: 6 }, { x: 7.9, y: 4 }, { x: 8, y: 4 }]; // biome-ignore format: one line
  expect(dotsPath(places)).toBe('M6,6h0M10,6h0');
});

it('finds the ends of more values than fit into arguments', () => {
  expect(ends(Array.from({ length: 300_000 }, (_, index) => index))).toEqual([0, 299_999]);
  expect(ends([])).toEqual([]);
});
