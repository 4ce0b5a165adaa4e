import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { score } from './score.js';

type Picture = readonly [person: number, modality: 0 | 1, embedding: readonly number[]];

function answers(pictures: readonly Picture[]): Answer[] {
  const scalar = (value: number) => ({ dtype: 'int32' as const, shape: [], data: Int32Array.of(value) });
  return pictures.map(([person, modality, embedding], index) => ({
    index,
    item: {
      inputs: { modality: scalar(modality) },
      targets: { identity: scalar(person), domain: scalar(1) },
      attributes: {},
      group: `person-${person}`,
    },
    outputs: { embedding: { dtype: 'float32', shape: [embedding.length], data: Float32Array.from(embedding) } },
  }));
}

/** `people` with four pictures in each modality. */
function crowd(people: number, embedding: (person: number, modality: 0 | 1) => readonly number[]): Answer[] {
  return answers(
    Array.from({ length: people * 8 }, (_, at): Picture => {
      const [person, modality] = [Math.floor(at / 8), at % 2 === 0 ? 0 : 1] as const;
      return [person, modality, embedding(person, modality)];
    }),
  );
}

const oneHot = (length: number, at: number): number[] => Array.from({ length }, (_, index) => (index === at ? 1 : 0));
const people = 50;

describe('rankings of pictures', () => {
  it('are judged by hand', () => {
    // Query of person 0 along x; the gallery by angle: person 1 at 10°, 0 at 20°, 1 at 30°, 0 at 40°.
    const at = (degrees: number): number[] => [
      Math.cos((degrees * Math.PI) / 180),
      Math.sin((degrees * Math.PI) / 180),
    ];
    const { metrics, outcomes } = score(
      answers([
        [0, 0, at(0)],
        [1, 1, at(10)],
        [0, 1, at(20)],
        [1, 1, at(30)],
        [0, 1, at(40)],
      ]),
    );
    // Hits at 2 and 4: precisions 1/2 and 2/4, two hits over rank 4.
    expect(outcomes[0]).toMatchObject({ 'v2t-hit1': 0, 'v2t-hit10': 1, 'v2t-ap': 0.5, 'v2t-inp': 0.5 });
    expect(metrics).toMatchObject({ 'v2t-rank-1': 0, 'v2t-rank-10': 100, 'v2t-map': 50, 'v2t-minp': 50 });
    // The other way: nobody looks like person 1 in the visible gallery, and person 0 is all there is.
    expect(outcomes.map((one) => one['t2v-hit1'])).toEqual([undefined, 0, 1, 0, 1]);
    expect(metrics['t2v-rank-1']).toBe(50);
  });

  it('are perfect where everybody has a direction of their own, whatever the length', () => {
    const { metrics } = score(
      crowd(people, (person, modality) => oneHot(people, person).map((v) => v * (1 + 9 * modality))),
    );
    expect(Object.keys(metrics)).toHaveLength(10);
    for (const value of Object.values(metrics)) expect(value).toBe(100);
  });

  it.each([
    ['zeros', [0, 0, 0]],
    ['one vector', [0.1, 0.7, -3]],
  ])('are at chance for constant embeddings: %s', (_, constant) => {
    const { metrics } = score(crowd(people, () => constant));
    for (const direction of ['v2t', 't2v']) {
      expect(Math.abs(metrics[`${direction}-rank-1`]! - 100 / people)).toBeLessThan(3.5);
      expect(Math.abs(metrics[`${direction}-single-shot-rank-1`]! - 100 / people)).toBeLessThan(2);
      expect(metrics[`${direction}-map`]!).toBeLessThan(8);
      expect(metrics[`${direction}-rank-10`]!).toBeLessThan(30);
    }
  });

  it('do not favour an order of the items: constant embeddings are worth the same order of magnitude sorted and shuffled', () => {
    const sorted = crowd(people, () => [1]);
    const order = new Random(3).permutation(sorted.length);
    const shuffled = [...order].map((from, index) => ({ ...sorted[from]!, index }));
    expect(score(sorted).metrics['v2t-rank-1']).toBeLessThan(5.5);
    expect(score(shuffled).metrics['v2t-rank-1']).toBeLessThan(5.5);
  });

  it('are at chance where an embedding tells the modality alone, and at nothing where it points at somebody else', () => {
    const telling = score(crowd(people, (_, modality) => oneHot(2, modality))).metrics;
    expect(telling['v2t-rank-1']).toBeLessThan(5.5);
    const wrong = score(crowd(people, (person, modality) => oneHot(people, (person + modality) % people))).metrics;
    expect(wrong['v2t-rank-1']).toBe(0);
    expect(wrong['t2v-rank-1']).toBe(0);
  });

  it('compare embeddings of different lengths as if zeros followed', () => {
    const { metrics } = score(
      answers([
        [0, 0, [1]],
        [1, 0, [0, 1]],
        [0, 1, [1, 0, 0]],
        [1, 1, [0, 2, 0]],
      ]),
    );
    expect(metrics['v2t-rank-1']).toBe(100);
  });

  it('average people, whoever has more pictures', () => {
    const { metrics } = score(
      answers([
        [0, 0, [1, 0]],
        [1, 0, [1, 0]],
        [1, 0, [1, 0]],
        [1, 0, [1, 0]],
        [0, 1, [1, 0]],
        [1, 1, [0, 1]],
      ]),
    );
    expect(metrics['v2t-rank-1']).toBe(50);
  });

  it('give the same value again, and none of a direction without a gallery', () => {
    const random = new Random(8);
    const noise = crowd(8, () => [random.normal(), random.normal()]);
    expect(score(noise)).toEqual(score(noise));
    expect(score(answers([[0, 0, [1]]])).metrics).toEqual({});
  });

  it('refuse nothing and what is not finite', () => {
    expect(() => score([])).toThrow('no answers');
    expect(() => score(crowd(2, () => [Number.NaN]))).toThrow('not finite');
  });
});
