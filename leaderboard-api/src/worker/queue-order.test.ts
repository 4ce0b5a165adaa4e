import { expect, it } from 'vitest';
import { inQueueOrder, type QueuedBaseline } from './queue-order.js';

const baseline = (task: string, variantPlace: number, expectedSeconds: number, isOfficial = false): QueuedBaseline => ({
  task,
  isOfficial,
  variantPlace,
  expectedSeconds,
});
const order = (...baselines: QueuedBaseline[]): string[] =>
  inQueueOrder(baselines).map(
    ({ task, variantPlace, expectedSeconds }) => `${task} ${variantPlace} ${expectedSeconds}`,
  );

it('fills the two boards first that are full soonest, their quickest rows first', () => {
  const slow = [baseline('slow', 0, 0), baseline('slow', 0, 300)];
  const quick = [baseline('quick', 0, 40), baseline('quick', 0, 0)];
  const usual = [baseline('usual', 0, 50), baseline('usual', 0, 1)];
  expect(order(...slow, ...quick, ...usual)).toEqual([
    'quick 0 0',
    'usual 0 1',
    'quick 0 40',
    'usual 0 50',
    'slow 0 0',
    'slow 0 300',
  ]);
});

it('begins with a paper’s own data, and the quickest other board beside it', () => {
  const own = [baseline('own', 0, 0, true), baseline('own', 0, 300, true)];
  const others = [baseline('quick', 0, 1), baseline('usual', 0, 2)];
  expect(order(...others, ...own)).toEqual(['own 0 0', 'quick 0 1', 'own 0 300', 'usual 0 2']);
});

it('leaves further variants until every task has had its best one', () => {
  const best = [baseline('a', 0, 500), baseline('b', 0, 900), baseline('c', 0, 950)];
  expect(order(baseline('a', 1, 0), ...best)).toEqual(['a 0 500', 'b 0 900', 'c 0 950', 'a 1 0']);
});

it('counts that many rows take time to measure', () => {
  const many = Array.from({ length: 9 }, () => baseline('many', 0, 1));
  expect(order(...many, baseline('one', 0, 100), baseline('two', 0, 100)).slice(0, 2)).toEqual([
    'one 0 100',
    'two 0 100',
  ]);
});

it('loses and doubles none', () => {
  const all = Array.from({ length: 50 }, (_, at) => baseline(`t${at % 7}`, at % 3, at));
  expect(new Set(inQueueOrder(all))).toEqual(new Set(all));
  expect(inQueueOrder(all)).toHaveLength(all.length);
});
