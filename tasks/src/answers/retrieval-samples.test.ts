import { sampleSchema } from '@paretoboard/contract/samples.js';
import type { Tensor } from '@paretoboard/contract/tensor.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { expect, it } from 'vitest';
import { Album } from './album.js';
import { retrievalSamples } from './retrieval-samples.js';

const scalar = (value: number): Tensor => ({ dtype: 'int32', shape: [], data: Int32Array.of(value) });
const fields = { kind: 'retrieval', picture: 'image', identity: 'person', embedding: 'code', side: 'camera' } as const;

/** Three people, each seen by two cameras; the pictures of a person share a code. */
function answersOf(codeOf: (person: number) => number[]): Answer[] {
  return Array.from({ length: 6 }, (_, index) => {
    const [person, camera] = [index % 3, Math.floor(index / 3)];
    const image: Tensor = { dtype: 'uint8', shape: [2, 1, 3], data: new Uint8Array(6).fill(index) };
    const code = Float32Array.from(codeOf(person));
    return {
      index,
      item: {
        inputs: { image, camera: scalar(camera) },
        targets: { person: scalar(person) },
        attributes: {},
        group: String(person),
      },
      outputs: { code: { dtype: 'float32', shape: [code.length], data: code } },
    };
  });
}

const score = { metrics: {}, counts: {}, outcomes: Array.from({ length: 6 }, () => ({})) };

it('looks for pictures of one camera among those of the other, nearest first', () => {
  const answers = answersOf((person) => [Math.cos(person), Math.sin(person)]);
  const samples = retrievalSamples(answers, score, fields, new Album()).map((one) => sampleSchema.parse(one));
  expect(samples.map(({ item }) => item)).toEqual([0, 2, 3, 5]);
  expect(samples[0]).toMatchObject({ gallery: 3, matches: 1, firstMatch: 1, tied: 1 });
  const first = samples[0]!;
  if (first.kind !== 'retrieval') throw new TypeError(first.kind);
  expect(first.nearest.map(({ item, match }) => [item, match])).toEqual([
    [3, true],
    [4, false],
    [5, false],
  ]);
});

it('says where all are equally near', () => {
  const [sample] = retrievalSamples(
    answersOf(() => [1]),
    score,
    fields,
    new Album(),
  );
  expect(sample).toMatchObject({ tied: 3 });
});

it('searches all others where nothing tells sides apart', () => {
  const { side: _, ...without } = fields;
  const [sample] = retrievalSamples(
    answersOf((person) => [person - 1, 1]),
    score,
    without,
    new Album(),
  );
  expect(sample).toMatchObject({ item: 0, gallery: 5, matches: 1 });
});
