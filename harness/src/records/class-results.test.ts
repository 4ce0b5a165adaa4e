import { classResultsSchema } from '@paretoboard/contract/answers.js';
import { describe, expect, it } from 'vitest';
import { SampleError } from '../statistics/sample.js';
import { classResults } from './class-results.js';

const oneHot = (index: number): number[] => [0, 1, 2, 3].map((at) => Number(at === index));
const answered = (pairs: readonly (readonly [label: number, answer: number])[]) =>
  pairs.map(([label, answer]) => ({ label, logits: oneHot(answer) }));

describe('classResults', () => {
  it('counts over seeds who was taken for whom, with the figures by hand', () => {
    const seeds = [
      answered([[0, 0], [0, 2], [2, 2], [2, 2]]), // biome-ignore format: a table
      answered([[0, 0], [0, 0], [2, 0], [2, 2]]), // biome-ignore format: a table
    ];
    const results = classResultsSchema.parse(classResults(seeds, ['stop']));
    expect(results).toEqual({
      seeds: 2,
      items: 4,
      classes: [
        { class: 0, name: 'stop', support: 4, precision: 3 / 4, recall: 3 / 4, f1: 3 / 4 },
        { class: 2, name: null, support: 4, precision: 3 / 4, recall: 3 / 4, f1: 3 / 4 },
      ],
      matrix: [
        [3, 1],
        [1, 3],
      ],
      tied: 0,
    });
  });

  it('keeps a class that was only taken for: undefined recall is no zero', () => {
    const { classes } = classResults([answered([[1, 3]])]);
    expect(classes).toMatchObject([
      { class: 1, support: 1, recall: 0, precision: null },
      { class: 3, support: 0, recall: null, precision: 0 },
    ]);
  });

  it('says how many answers prefer no class', () => {
    const constant = { label: 1, logits: [0.5, 0.5, 0.5] };
    expect(classResults([[constant, constant]])).toMatchObject({ tied: 2, matrix: [[0, 0], [2, 0]] }); // biome-ignore format: a table
  });

  it.each([
    ['no seeds', []],
    ['no items', [[]]],
    ['a value that is no number', [[{ label: 0, logits: [Number.NaN, 1] }]]],
    ['a label outside', [[{ label: 4, logits: [0, 1] }]]],
  ])('refuses %s', (_name, seeds) => {
    expect(() => classResults(seeds)).toThrow(SampleError);
  });
});
