import { expect, it } from 'vitest';
import { boardHref, readBoardQuery } from './board-query';

it('reads what it knows and ignores the rest', () => {
  const parameters = { variant: 'gtsrb-32', track: ['a', 'b'], sort: '<b>', only: 'best', device: '', evil: '1' };
  expect(readBoardQuery(parameters)).toEqual({ variant: 'gtsrb-32' });
  expect(readBoardQuery({ weight: ['50', 'none'] })).toEqual({});
  for (const weight of ['101', '-1', '5.5', 'x']) expect(readBoardQuery({ weight })).toEqual({});
});

it('takes columns as a form repeats them, and as its own address has them', () => {
  expect(readBoardQuery({ columns: ['rank', 'p90', 'P&Q', 'p90'] })).toEqual({ columns: 'rank,p90' });
  expect(readBoardQuery({ columns: 'rank,p90' })).toEqual({ columns: 'rank,p90' });
});

it('keeps the state in the address and encodes it', () => {
  const state = { variant: 'utd-mhad', device: 'cpu:AMD EPYC & co', sort: '-latency', only: 'front', weight: '070' };
  expect(readBoardQuery(state)).not.toHaveProperty('weight');
  const query = readBoardQuery({ ...state, weight: '70' });
  const href = boardHref('lighthart-kd-har', query, { track: 'inertial', sort: undefined });
  const address = new URL(href, 'http://board');
  expect(address.pathname).toBe('/tasks/lighthart-kd-har');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    variant: 'utd-mhad',
    device: 'cpu:AMD EPYC & co',
    track: 'inertial',
    only: 'front',
    weight: '70',
  });
});

it('reads on at a page, and begins at the first where anything else changes', () => {
  for (const page of ['0', '1', '-2', '1e3', 'x', '']) expect(readBoardQuery({ page })).toEqual({});
  const query = readBoardQuery({ page: '3', sort: 'latency' });
  expect(boardHref('a', query)).toBe('/tasks/a?sort=latency&page=3');
  expect(boardHref('a', query, { page: '4' })).toBe('/tasks/a?sort=latency&page=4');
  expect(boardHref('a', query, { sort: undefined })).toBe('/tasks/a');
});
