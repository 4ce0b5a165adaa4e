import { delongAuc } from '@paretoboard/harness/statistics/delong.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { score } from './score.js';

function answers(clips: Readonly<Record<string, readonly (readonly [value: number, label: number])[]>>): Answer[] {
  return Object.entries(clips)
    .flatMap(([group, frames]) => frames.map(([value, label]) => ({ group, value, label })))
    .map(({ group, value, label }, index) => ({
      index,
      item: {
        inputs: {},
        targets: { abnormal: { dtype: 'int32', shape: [], data: Int32Array.of(label) } },
        attributes: {},
        group,
      },
      outputs: { score: { dtype: 'float32', shape: [], data: Float32Array.of(value) } },
    }));
}

const scene = {
  a: [
    [1, 0],
    [3, 1],
    [2, 0],
  ],
  b: [
    [10, 0],
    [9, 1],
    [11, 1],
  ],
} as const;

describe('scores of frames', () => {
  it('are judged by pairs over all clips and by clip, by hand', () => {
    // Normal 1, 2, 10; abnormal 3, 9, 11: 2 + 2 + 3 of 9 pairs. Clip a 2 of 2, clip b 1 of 2.
    const { metrics, outcomes } = score(answers(scene));
    expect(metrics['micro-auc']).toBeCloseTo(700 / 9, 9);
    expect(metrics['macro-auc']).toBeCloseTo(75, 9);
    expect(metrics.eer).toBeCloseTo(100 / 3, 9);
    const expected = [1, 2 / 3, 1, 1 / 3, 2 / 3, 1];
    for (const [frame, { placement }] of outcomes.entries()) expect(placement).toBeCloseTo(expected[frame]!, 12);
  });

  it('have a micro AUC that is the mean of the placements, and DeLong’s', () => {
    const random = new Random(5);
    const frames = Array.from({ length: 200 }, () => [random.integer(12), random.integer(2)] as const);
    const { metrics, outcomes } = score(answers({ only: frames }));
    const mean = outcomes.reduce((sum, { placement }) => sum + placement!, 0) / outcomes.length;
    const { auc } = delongAuc(
      frames.map(([value]) => value),
      frames.map(([, label]) => label),
    );
    expect(metrics['micro-auc']).toBeCloseTo(100 * mean, 9);
    expect(metrics['micro-auc']).toBeCloseTo(100 * auc, 9);
    expect(metrics['macro-auc']).toBeCloseTo(metrics['micro-auc']!, 9);
  });

  it('keep macro AUC when a clip is stretched by itself, and micro AUC only when all are', () => {
    const stretched = (clips: string[]) =>
      score(
        answers(
          Object.fromEntries(
            Object.entries(scene).map(([clip, frames]) => [
              clip,
              frames.map(([value, label]) => [clips.includes(clip) ? value ** 3 : value, label] as const),
            ]),
          ),
        ),
      ).metrics;
    const plain = score(answers(scene)).metrics;
    expect(stretched(['a'])['macro-auc']).toBe(plain['macro-auc']);
    expect(stretched(['a'])['micro-auc']).not.toBe(plain['micro-auc']);
    expect(stretched(['a', 'b'])).toEqual(plain);
  });

  it('leave out of macro AUC a clip of one kind, and all metrics where all frames are of one kind', () => {
    const all = { ...scene, c: [[0, 1]] } as const;
    expect(score(answers(all)).metrics['macro-auc']).toBeCloseTo(75, 9);
    const one = score(answers({ c: [[0, 1]] }));
    expect(one).toEqual({ metrics: {}, counts: {}, outcomes: [{ placement: 0.5 }] });
  });

  it('refuse nothing and what is not finite', () => {
    expect(() => score([])).toThrow('no answers');
    expect(() => score(answers({ a: [[Number.NaN, 0]] }))).toThrow('not finite');
  });
});
