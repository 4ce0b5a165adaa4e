import { sampleSchema } from '@paretoboard/contract/samples.js';
import type { Tensor } from '@paretoboard/contract/tensor.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { expect, it } from 'vitest';
import { decodePng } from '../formats/png.js';
import { Album } from './album.js';
import { episodeSamples } from './episode-samples.js';

const pictures = (...levels: number[]): Tensor => ({
  dtype: 'uint8',
  shape: [levels.length, 1, 1],
  data: Uint8Array.from(levels),
});
const classes = (...labels: number[]): Tensor => ({
  dtype: 'int32',
  shape: [labels.length],
  data: Int32Array.from(labels),
});
const fields = {
  kind: 'episode',
  support: [
    { pictures: 'two', labels: 'twoLabels' },
    { pictures: 'one', labels: 'oneLabels' },
  ],
  queries: 'asked',
  truth: 'truth',
  logits: 'logits',
} as const;

/** Two classes, three queries, the last of which is taken for the other class. */
const answer: Answer = {
  index: 0,
  item: {
    inputs: {
      two: pictures(10, 20, 11, 21),
      twoLabels: classes(0, 1, 0, 1),
      one: pictures(20, 10),
      oneLabels: classes(1, 0),
      asked: pictures(1, 2, 3),
    },
    targets: { truth: classes(0, 1, 1) },
    attributes: {},
    group: '0',
  },
  outputs: { logits: { dtype: 'float32', shape: [3, 2], data: Float32Array.of(1, 0, 0, 1, 1, 0) } },
};
const score = { metrics: {}, counts: {}, outcomes: [{}] };

it('shows the support of each class and what its queries were taken for', () => {
  const album = new Album();
  const [sample] = episodeSamples([answer], score, fields, ['two', 'twoLabels', 'asked'], album);
  expect(sampleSchema.parse(sample)).toMatchObject({
    queries: 3,
    right: 2,
    classes: [
      { class: 0, shots: 2, queries: [{ query: 0, answer: 0 }] },
      { class: 1, shots: 2, queries: [{ query: 1, answer: 1 }, { query: 2, answer: 0 }] }, // biome-ignore format: one line
    ],
  });
  // Two pixels of grey between the pictures.
  expect([...decodePng(album.pictures['item-0-class-1.png']!).data]).toEqual([20, 128, 128, 21]);
  expect([...decodePng(album.pictures['item-0-query-2.png']!).data]).toEqual([3]);
});

it('shows the support set of the track', () => {
  const [sample] = episodeSamples([answer], score, fields, ['one', 'oneLabels', 'asked'], new Album());
  expect(sample!.classes.map(({ shots }) => shots)).toEqual([1, 1]);
});
