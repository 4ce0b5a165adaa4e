import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { forestTable } from './forest-table.js';
import { forestLabels, growForest } from './random-forest.js';

const levels = [2, 4, 3, 5, 2];
const features = levels.length;
const cells = 240;
const random = new Random(6);

/** Codes of every cell, the last feature fastest. */
const everyRow = Uint8Array.from({ length: cells * features }, (_, at) => {
  const stride = levels.slice((at % features) + 1).reduce((product, count) => product * count, 1);
  return Math.floor(Math.floor(at / features) / stride) % levels[at % features]!;
});

function grown(label: (row: Uint8Array) => number) {
  const items = 400;
  const codes = Uint8Array.from({ length: items * features }, (_, at) => random.integer(levels[at % features]!));
  const labels = Uint8Array.from({ length: items }, (_, item) =>
    label(codes.subarray(item * features, (item + 1) * features)),
  );
  return growForest({ codes, items, features }, labels, { trees: 7, seed: 3 });
}

describe('the table of a forest', () => {
  it.each([
    ['noise', () => random.integer(2)],
    ['a rule', (row: Uint8Array) => (row[1]! + row[3]! > 3 && row[4] === 0 ? 1 : 0)],
    ['always 1', () => 1],
    ['always 0', () => 0],
  ])('says of every row what the forest says: %s', (_name, label) => {
    const forest = grown(label);
    expect(forestTable(forest, levels)).toEqual(forestLabels(forest, { codes: everyRow, items: cells, features }));
  });

  it('refuses more trees than a byte counts', () => {
    expect(() => forestTable({ nodes: new Int32Array(2), roots: new Int32Array(256) }, levels)).toThrow(RangeError);
  });
});
