import { expect, it } from 'vitest';
import { boardHref, readBoardQuery } from './board-query';

it('reads what it knows and ignores the rest', () => {
  const parameters = { variant: 'gtsrb-32', track: ['a', 'b'], sort: 'speed', device: '', evil: '1' };
  expect(readBoardQuery(parameters)).toEqual({ variant: 'gtsrb-32' });
});

it('keeps the state in the address and encodes it', () => {
  const query = readBoardQuery({ variant: 'utd-mhad', device: 'cpu:AMD EPYC & co', sort: 'latency' });
  const href = boardHref('lighthart-kd-har', query, { track: 'inertial', sort: undefined });
  const address = new URL(href, 'http://board');
  expect(address.pathname).toBe('/tasks/lighthart-kd-har');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    variant: 'utd-mhad',
    device: 'cpu:AMD EPYC & co',
    track: 'inertial',
  });
});
