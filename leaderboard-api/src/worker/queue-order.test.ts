import { expect, it } from 'vitest';
import { inQueueOrder, type QueuedBaseline } from './queue-order.js';

const baseline = (task: string, variantPlace: number, expectedSeconds: number): QueuedBaseline => ({
  task,
  variantPlace,
  expectedSeconds,
});
const order = (...baselines: QueuedBaseline[]): string[] =>
  inQueueOrder(baselines).map(
    ({ task, variantPlace, expectedSeconds }) => `${task} ${variantPlace} ${expectedSeconds}`,
  );

it('fills the board first that is full soonest, its quickest row first', () => {
  const slow = [baseline('slow', 0, 0), baseline('slow', 0, 300)];
  const quick = [baseline('quick', 0, 40), baseline('quick', 0, 0)];
  expect(order(...slow, ...quick)).toEqual(['quick 0 0', 'quick 0 40', 'slow 0 0', 'slow 0 300']);
});

it('leaves further variants until every task has had its best one', () => {
  expect(order(baseline('a', 1, 0), baseline('a', 0, 500), baseline('b', 0, 900))).toEqual([
    'a 0 500',
    'b 0 900',
    'a 1 0',
  ]);
});

it('counts that many rows take time to measure', () => {
  const many = Array.from({ length: 9 }, () => baseline('many', 0, 1));
  expect(order(...many, baseline('one', 0, 100))[0]).toBe('one 0 100');
});

it('does not mix boards that take as long', () => {
  expect(order(baseline('b', 0, 1), baseline('a', 0, 2), baseline('b', 0, 2), baseline('a', 0, 1))).toEqual([
    'a 0 1',
    'a 0 2',
    'b 0 1',
    'b 0 2',
  ]);
});
