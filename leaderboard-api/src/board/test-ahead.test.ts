import type { BoardEntry } from '@paretoboard/harness/board/board.js';
import { type AccuracyFigure, testAccuracy } from '@paretoboard/harness/ranking/pair-test.js';
import { Random } from '@paretoboard/sdk/random.js';
import { expect, test } from 'vitest';
import { testAhead } from './test-ahead.js';

const random = new Random(1);
const units = Array.from({ length: 500 }, (_, item) => `item-${item}`);

/** A row of a method without randomness, whose outcomes are no hits: its pairs are tested by permutations, the dearest test there is. */
function entry(value: number, deviceClass = 'cpu:none'): BoardEntry {
  const items = Float64Array.from(units, () => value + random.normal());
  const record = {
    ...{ verdict: 'VALID', track: 'image', division: 'from-scratch', precision: 'float32', machine: { deviceClass } },
    ...{ submission: { name: `method-${value}`, version: '1.0.0' }, runtime: { name: 'tensorflow' } },
    metrics: [{ id: 'psnr', value, low: null, high: null, primary: true }],
  };
  const evidence = { units, items, seeds: Float64Array.of(value), isSteady: true };
  return { attempts: 1, standing: { record, builtIn: false, items: evidence } } as unknown as BoardEntry;
}

test('pairs are tested in turns with everything else, and ranking finds them tested', async () => {
  const entries = [3, 1, 2, 5, 4].map((value) => entry(value));
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 0);
  await testAhead([...entries, entry(9, 'cpu:other'), { standing: null, attempts: 2 }], 'higher');
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(1);
  const figures = entries.map(({ standing }) => ({ metric: standing!.record.metrics[0]!, items: standing!.items! }));
  const [third, fifth, , first] = figures as [AccuracyFigure, AccuracyFigure, AccuracyFigure, AccuracyFigure];
  const anew = testAccuracy(copyOf(first), copyOf(third));
  // Evidence never changes: where it does, what was tested before is what is found.
  third.items!.items.set(first.items!.items);
  expect(testAccuracy(copyOf(first), copyOf(third)).p).toBe(1);
  expect(testAccuracy(first, third)).toEqual(anew);
  expect(testAccuracy(first, fifth).p).toBeLessThan(0.001);
});

function copyOf({ metric, items }: AccuracyFigure): AccuracyFigure {
  return { metric, items: { ...items!, items: items!.items.slice() } };
}
