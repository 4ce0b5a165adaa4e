import { Random } from '@paretoboard/sdk/random.js';
import { expect, it } from 'vitest';
import { forestLabels, growForest } from './random-forest.js';

/** Class: whether the first two of five features differ. No single feature says anything of it. */
function differing(items: number, seed: number) {
  const random = new Random(seed);
  const codes = Uint8Array.from({ length: 5 * items }, () => random.integer(3));
  const labels = Uint8Array.from({ length: items }, (_, item) => (codes[5 * item] === codes[5 * item + 1] ? 0 : 1));
  return { rows: { codes, items, features: 5 }, labels };
}

function agreement(a: Uint8Array, b: Uint8Array): number {
  return a.filter((label, at) => label === b[at]).length / a.length;
}

it('learns what no single feature tells', () => {
  const train = differing(600, 1);
  const test = differing(300, 2);
  const forest = growForest(train.rows, train.labels, { trees: 25, seed: 3 });
  expect(agreement(forestLabels(forest, train.rows), train.labels)).toBe(1);
  expect(agreement(forestLabels(forest, test.rows), test.labels)).toBeGreaterThan(0.95);
});

it('answers a row alone as among others, and is the same for the same seed', () => {
  const { rows, labels } = differing(200, 4);
  const forest = growForest(rows, labels, { trees: 5, seed: 5 });
  expect(growForest(rows, labels, { trees: 5, seed: 5 })).toEqual(forest);
  expect(growForest(rows, labels, { trees: 5, seed: 6 }).nodes).not.toEqual(forest.nodes);
  const all = forestLabels(forest, rows);
  const alone = [0, 7, 199].map((item) => {
    const codes = rows.codes.subarray(5 * item, 5 * item + 5);
    return forestLabels(forest, { codes, items: 1, features: 5 })[0];
  });
  expect(alone).toEqual([all[0], all[7], all[199]]);
});

it('is one leaf where all rows are of a class, and of the larger class where nothing tells rows apart', () => {
  const codes = new Uint8Array(8);
  const rows = { codes, items: 4, features: 2 };
  expect([...growForest(rows, Uint8Array.of(1, 1, 1, 1), { trees: 1, seed: 1 }).nodes]).toEqual([-2, 0]);
  const forest = growForest(rows, Uint8Array.of(0, 0, 0, 1), { trees: 51, seed: 1 });
  expect([...forestLabels(forest, rows)]).toEqual([0, 0, 0, 0]);
});
