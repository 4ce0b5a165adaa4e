import { itemComparisonSchema } from '@paretoboard/contract/item-comparison.js';
import type { BenchmarkRecord, ItemOutcome } from '@paretoboard/contract/record.js';
import { expect, test } from 'vitest';
import { compareItems } from './compare-items.js';
import type { ComparedRecord } from './compare-records.js';

/** One row of outcomes per seed. */
function compared(outcomes: number[][] | null, change: object = {}): ComparedRecord {
  const metric = { id: 'accuracy', primary: true, fromItems: { outcome: 'correct', aggregate: 'mean' } };
  const record = {
    digest: 'b'.repeat(64),
    task: { id: 'some-task' },
    variant: { id: 'official' },
    metrics: [metric],
    ...change,
  };
  const items = outcomes?.flatMap((row, seed) =>
    row.map((correct, item): ItemOutcome => ({ seed, item, outcome: { correct } })),
  );
  return { record: record as unknown as BenchmarkRecord, items: items ?? null };
}

test('counts on which items which is better, and names them, the largest disagreement first', () => {
  const a = compared([
    [1, 1, 0, 1],
    [1, 0, 0, 1],
  ]);
  const b = compared([
    [0, 1, 0, 1],
    [0, 1, 1, 1],
  ]);
  expect(itemComparisonSchema.parse(compareItems(a, b))).toMatchObject({
    outcome: 'correct',
    units: 4,
    equal: 1,
    aLarger: 1,
    bLarger: 2,
    largest: [
      { unit: 'item-0', a: 1, b: 0 },
      { unit: 'item-1', a: 0.5, b: 1 },
      { unit: 'item-2', a: 0, b: 0.5 },
    ],
  });
});

test.each([
  ['other variant', compared([[1]], { variant: { id: 'surrogate' } })],
  ['no mean over items', compared([[1]], { metrics: [{ id: 'auc', primary: true, fromItems: null }] })],
  ['other test items', compared([[1, 0]])],
  ['no outcomes', compared(null)],
])('says why nothing is compared: %s', (reason, b) => {
  const a = reason === 'no mean over items' ? b : compared([[1]]);
  expect(itemComparisonSchema.parse(compareItems(a, b))).toMatchObject({
    outcome: null,
    units: 0,
    reason: expect.stringContaining(reason),
  });
});
