import type { ItemSource } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import type { CharacterClass } from './character-set.js';
import { classSplit } from './class-split.js';
import { drawEpisode, testEpisodes } from './episodes.js';

/** Classes of 24 pictures; a picture's first byte is its class, its second its number. */
function classesFrom(first: number, count: number): CharacterClass[] {
  return Array.from({ length: count }, (_, index) => ({
    name: String(first + index),
    label: first + index,
    pictures: Array.from({ length: 24 }, (_unused, number) => () => {
      const picture = new Uint8Array(84 * 84);
      picture.set([first + index, number]);
      return picture;
    }),
  }));
}

const unseen = classesFrom(1, 7);
const seen = classesFrom(100, 9);

/** Class and number of each picture of a tensor [n, 84, 84]. */
function picturesOf(data: ArrayLike<number>): string[] {
  return Array.from({ length: data.length / 7056 }, (_, index) => `${data[index * 7056]}/${data[index * 7056 + 1]}`);
}

describe('an episode', () => {
  const { support, queries } = drawEpisode(unseen, true, new Random(3));

  it('has five pictures for support and fifteen for queries of each of five labels', () => {
    for (const [drawn, count] of [
      [support, 5],
      [queries, 15],
    ] as const)
      expect([0, 1, 2, 3, 4].map((label) => drawn.filter((one) => one.label === label).length)).toEqual(
        new Array(5).fill(count),
      );
  });

  it('asks no picture that it has shown, and keeps label and class together', () => {
    const named = [...support, ...queries].map(({ picture, label }) => ({ name: picturesOf(picture())[0]!, label }));
    expect(new Set(named.map(({ name }) => name)).size).toBe(100);
    const pairs = new Set(named.map(({ name, label }) => `${name.split('/')[0]} as ${label}`));
    expect(pairs.size).toBe(5);
  });

  it('has neither set in order of the labels', () => {
    const labels = queries.map(({ label }) => label);
    expect(labels).not.toEqual([...labels].sort());
  });
});

describe('test episodes', () => {
  const source = testEpisodes({ unseen, seen }, { unseen: 4, mixed: 30 });

  it('show in one-shot the first support picture of each class, and the same queries', () => {
    const { inputs } = source.read(0);
    const five = picturesOf(inputs.supportImages!.data);
    const one = picturesOf(inputs.oneShotImages!.data);
    const labels = [...inputs.supportLabels!.data];
    const expected = [...inputs.oneShotLabels!.data].map((label) => five[labels.indexOf(label)]);
    expect(one).toEqual(expected);
    expect([...inputs.oneShotLabels!.data].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('are the same whenever they are read, and do not change when there are more of them', () => {
    const more = testEpisodes({ unseen, seen }, { unseen: 6, mixed: 30 });
    const queriesOf = (episodes: ItemSource, index: number) =>
      picturesOf(episodes.read(index).inputs.queryImages!.data);
    for (const index of [0, 3]) {
      expect(queriesOf(source, index)).toEqual(queriesOf(source, index));
      expect(queriesOf(more, index)).toEqual(queriesOf(source, index));
    }
    expect(queriesOf(source, 0)).not.toEqual(queriesOf(source, 1));
  });

  it('are of unseen classes alone, or of both kinds together', () => {
    const kindsOf = (index: number) =>
      new Set(picturesOf(source.read(index).inputs.queryImages!.data).map((name) => Number(name.split('/')[0]) >= 100));
    const isUnseen = (index: number) => source.read(index).targets.isUnseen!.data[0];
    expect([0, 1, 2, 3].map((index) => [isUnseen(index), ...kindsOf(index)])).toEqual(new Array(4).fill([1, false]));
    const mixed = Array.from({ length: 30 }, (_, index) => 4 + index);
    expect(mixed.every((index) => isUnseen(index) === 0)).toBe(true);
    expect(mixed.some((index) => kindsOf(index).size === 2)).toBe(true);
  });
});

describe('the split of classes', () => {
  const names = Array.from({ length: 47 }, (_, index) => String(index));

  it('is the paper’s 24, 11 and 12 of 47, each class once', () => {
    const { train, val, test } = classSplit(names, 5);
    expect([train.length, val.length, test.length]).toEqual([24, 11, 12]);
    expect(new Set([...train, ...val, ...test]).size).toBe(47);
  });

  it('follows the seed alone', () => {
    expect(classSplit(names, 5)).toEqual(classSplit(names, 5));
    expect(classSplit(names, 6)).not.toEqual(classSplit(names, 5));
  });
});
