import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateDataSet } from '@paretoboard/harness/data/store.js';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource } from '@paretoboard/harness/task/task-module.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeMat5 } from './mat5-writer.js';
import { readUtdMhad, splitOf } from './reader.js';

const itemsOf = (source: ItemSource): Item[] => Array.from({ length: source.items }, (_, index) => source.read(index));
const subjectsOf = (source: ItemSource) => [...new Set(itemsOf(source).map(({ attributes }) => attributes.subject))];

describe('UTD-MHAD', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'utd mhad '));
    mkdirSync(join(folder, 'Inertial'));
    mkdirSync(join(folder, 'Skeleton'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** 200 inertial samples, 70 skeleton frames. */
  function place(name: string): void {
    const zeros = (shape: number[]) => ({ shape, data: new Float64Array(shape.reduce((a, b) => a * b, 1)) });
    writeFileSync(join(folder, 'Inertial', `${name}_inertial.mat`), writeMat5({ name: 'd_iner', ...zeros([200, 6]) }));
    writeFileSync(
      join(folder, 'Skeleton', `${name}_skeleton.mat`),
      writeMat5({ name: 'd_skel', ...zeros([20, 3, 70]) }),
    );
  }

  const read = (recordings: number, rate: 'skeleton' | 'inertial' = 'skeleton') =>
    readUtdMhad({ folder, dataset: 'utd-mhad', rate, recordings });

  it('puts odd subjects into training, their fourth trial into validation, even ones into the test', () => {
    for (const name of ['a1_s1_t1', 'a1_s1_t4', 'a27_s8_t4']) place(name);
    const data = read(3);
    const named = (source: ItemSource) => itemsOf(source).map(({ group }) => group);
    expect([data.train, data.validation, data.test].map(named)).toEqual([['a1_s1_t1'], ['a1_s1_t4'], ['a27_s8_t4']]);
    expect(data.test.read(0).targets.label!.data[0]).toBe(26);
    expect(splitOf({ subject: 2, trial: 4 })).toBe('test');
  });

  it('cuts at the rate that the variant names', () => {
    place('a1_s1_t1');
    expect([read(1).train.items, read(1, 'inertial').train.items]).toEqual([1, 3]);
  });

  it('refuses a copy that is not complete or has foreign names', () => {
    place('a1_s1_t1');
    expect(() => read(2)).toThrow(DataSetError);
    rmSync(join(folder, 'Skeleton', 'a1_s1_t1_skeleton.mat'));
    expect(() => read(1)).toThrow('a1_s1_t1_skeleton.mat');
    place('a28_s1_t1');
    rmSync(join(folder, 'Inertial', 'a1_s1_t1_inertial.mat'));
    expect(() => read(1)).toThrow('a28_s1_t1');
  });

  const real = locateDataSet('utd-mhad');
  it.runIf(real).each([
    ['skeleton' as const, 431, 432],
    ['inertial' as const, 1_133, 1_155],
  ])('has, complete and at the %s rate, %i training and %i test windows', (rate, training, test) => {
    const data = readUtdMhad({ folder: real!, dataset: 'utd-mhad', rate, recordings: 861 });
    expect([data.train.items + data.validation.items, data.test.items]).toEqual([training, test]);
    expect(subjectsOf(data.train)).toEqual([1, 3, 5, 7]);
    expect(subjectsOf(data.test)).toEqual([2, 4, 6, 8]);
    expect(new Set(itemsOf(data.test).map(({ targets }) => targets.label!.data[0])).size).toBe(27);
  });
});
