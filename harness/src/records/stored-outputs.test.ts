import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { describe, expect, test } from 'vitest';
import { OutputStore, storedOutputsCapBytes, unpackOutputs } from './stored-outputs.js';

const names = ['boxes', 'logits'];

function answer(item: number, boxes: number): NamedTensors {
  const data = Float32Array.from({ length: boxes * 4 }, (_, index) => item + index / 8);
  return {
    boxes: { dtype: 'float32', shape: [boxes, 4], data },
    logits: { dtype: 'int32', shape: [2], data: Int32Array.of(item, -item) },
  };
}

describe('stored outputs', () => {
  test.each([
    ['of one shape', [3, 3, 3]],
    ['of a shape of their own each, also empty', [3, 0, 1]],
  ])('gives back the answers of every seed, %s', (_what, boxes) => {
    const store = new OutputStore();
    const seeds = [0, 10].map((from) => boxes.map((count, item) => answer(from + item, count)));
    for (const seed of seeds) store.addSeed(seed, names);
    expect(unpackOutputs(store.pack())).toEqual(seeds);
  });

  test('an item without an output is refused', () => {
    expect(() => new OutputStore().addSeed([answer(0, 1), {}], names)).toThrow('item 1 has no tensor "boxes"');
  });

  test('over the cap nothing is kept, rather than a part', () => {
    const store = new OutputStore();
    store.addSeed([answer(0, 1)], names);
    const large = {
      dtype: 'uint8',
      shape: [storedOutputsCapBytes],
      data: new Uint8Array(storedOutputsCapBytes),
    } as const;
    store.addSeed([{ large }], ['large']);
    expect(store.complete).toBe(false);
    expect(() => store.pack()).toThrow('over');
  });
});
