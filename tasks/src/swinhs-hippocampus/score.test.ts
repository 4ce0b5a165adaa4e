import { SampleError } from '@paretoboard/harness/statistics/sample.js';
import type { Answer } from '@paretoboard/harness/task/task-module.js';
import { describe, expect, it } from 'vitest';
import { score } from './score.js';

const shape = [3, 5, 6] as const;
const spacing = Float32Array.of(2, 1, 0.5);

type Where = (z: number, y: number, x: number) => boolean;

function marked(where: Where): Uint8Array {
  const mask = new Uint8Array(shape[0] * shape[1] * shape[2]);
  for (let voxel = 0; voxel < mask.length; voxel++)
    mask[voxel] = Number(where(Math.floor(voxel / 30), Math.floor(voxel / 6) % 5, voxel % 6));
  return mask;
}

function answer(where: Where, truth: Where, high = 0.9): Answer {
  const inputs = {
    volume: { dtype: 'float32' as const, shape, data: new Float32Array(90) },
    spacing: { dtype: 'float32' as const, shape: [3], data: spacing },
  };
  const item = {
    inputs,
    targets: { mask: { dtype: 'uint8' as const, shape, data: marked(truth) } },
    attributes: {},
    group: 'a',
  };
  const probability = Float32Array.from(marked(where), (one) => (one ? high : 0.5));
  return { index: 0, item, outputs: { probability: { dtype: 'float32', shape, data: probability } } };
}

const one: Where = (z, y, x) => z === 1 && y === 2 && x === 3;
const two: Where = (z, y, x) => z === 1 && y === 2 && (x === 3 || x === 4);

describe('score', () => {
  it('is perfect for the contour itself: a probability of exactly one half is background', () => {
    const { metrics } = score([answer(two, two)]);
    expect(metrics).toEqual({ dsc: 1, jsc: 1, hd: 0, hd95: 0, assd: 0, 'volume-error': 0 });
  });

  it('measures millimetres along each axis', () => {
    const moved = (z: number, y: number, x: number): number =>
      score([answer((a, b, c) => one(a - z, b - y, c - x), one)]).metrics.hd!;
    expect([moved(1, 0, 0), moved(0, 1, 0), moved(0, 0, 1)]).toEqual([2, 1, 0.5]);
  });

  it('counts twice as much as there is as an error of 100 %, and as overlaps worked by hand', () => {
    const { metrics } = score([answer(two, one)]);
    expect(metrics.dsc).toBeCloseTo(2 / 3, 12);
    expect(metrics.jsc).toBeCloseTo(1 / 2, 12);
    expect(metrics['volume-error']).toBeCloseTo(100, 12);
    expect(metrics.hd).toBe(0.5);
    // Distances 0 and 0.5 from the answer, 0 from the truth.
    expect(metrics.assd).toBeCloseTo(0.5 / 3, 12);
  });

  it('takes an answer without foreground for as far away as the diagonal, farther than any other', () => {
    const { metrics } = score([answer(() => false, one)]);
    const diagonal = Math.hypot(6, 5, 3);
    expect(metrics).toMatchObject({
      dsc: 0,
      jsc: 0,
      hd: diagonal,
      hd95: diagonal,
      assd: diagonal,
      'volume-error': 100,
    });
    const corner = score([answer((z, y, x) => z + y + x === 0, one)]).metrics.hd!;
    expect(corner).toBeLessThan(diagonal);
  });

  it('rewards neither everything nor the complement', () => {
    expect(score([answer(() => true, one)]).metrics.dsc).toBeCloseTo(2 / 91, 12);
    expect(score([answer((z, y, x) => !two(z, y, x), two)]).metrics.dsc).toBe(0);
  });

  it('is the mean over volumes', () => {
    const { metrics, outcomes } = score([answer(two, one), answer(one, one)]);
    expect(metrics.dsc).toBeCloseTo((outcomes[0]!.dsc! + outcomes[1]!.dsc!) / 2, 12);
    expect(outcomes.map(({ hd }) => hd)).toEqual([0.5, 0]);
  });

  it('refuses no answers, one that is not finite, and a volume without a hippocampus', () => {
    expect(() => score([])).toThrow(SampleError);
    expect(() => score([answer(two, two, Number.NaN)])).toThrow(SampleError);
    expect(() => score([answer(two, () => false)])).toThrow(SampleError);
  });
});
