import { existsSync } from 'node:fs';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerDifference, geometricMean, largestDifference, ratioOf } from './figures.mjs';
import { models } from './models.mjs';

describe('ratios of neighbouring blocks', () => {
  it('are the geometric mean over the turns, within an interval', () => {
    const { ratio, low, high } = ratioOf([2, 8, 4], [1, 2, 1]);
    expect(ratio).toBeCloseTo((2 * 4 * 4) ** (1 / 3), 12);
    expect(low).toBeLessThan(ratio);
    expect(high).toBeGreaterThan(ratio);
    expect(ratioOf([3], [2])).toEqual({ ratio: 1.5, low: null, high: null });
  });

  it('have a geometric mean over models', () => {
    const { ratio, low, high } = geometricMean([
      [
        [2, 4],
        [1, 2],
      ],
      [
        [1, 1],
        [2, 2],
      ],
    ]);
    expect([ratio, low, high].map((value) => Number(value!.toFixed(9)))).toEqual([1, 1, 1]);
  });

  it('and differences are relative', () => {
    expect(largestDifference([1, 2], [1, 4])).toBe(0.5);
    expect(answerDifference([0, 9], [1, 10])).toBe(0.1);
    expect(answerDifference([1], [1, 2])).toBe(Number.POSITIVE_INFINITY);
  });
});

/** What the test asks of a model. */
interface Model {
  readonly id: string;
  weights(tf: TensorFlow, random: Random): Record<string, Tensor>;
  batch(n: number, random: Random): Record<string, Values>;
  inputs(batch: Record<string, Values>): Values[];
  targets(tf: TensorFlow, batch: Record<string, Values>): Tensor[];
  infer(tf: TensorFlow, weights: Record<string, Tensor>, ...inputs: Tensor[]): Tensor;
  loss(tf: TensorFlow, weights: Record<string, Tensor>, inputs: Tensor[], targets: Tensor[]): Tensor;
}

interface Values {
  readonly data: Float32Array | Int32Array;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32';
}

const suite = models as unknown as readonly Model[];

describe('the suite', () => {
  let tf: TensorFlow;
  beforeAll(async () => {
    ({ tf } = await openRuntime('wasm'));
  });

  it.each(suite.map((model) => [model.id, model] as const))('has %s with a twin, an answer and a loss', (id, model) => {
    expect(existsSync(new URL(`models/${id}.py`, import.meta.url))).toBe(true);
    tf.tidy(() => {
      const weights = model.weights(tf, new Random(1));
      const batch = model.batch(1, new Random(2));
      const inputs = model.inputs(batch).map(({ data, shape, dtype }) => tf.tensor(data, shape, dtype));
      expect(
        model
          .infer(tf, weights, ...inputs)
          .dataSync()
          .every(Number.isFinite),
      ).toBe(true);
      expect(model.loss(tf, weights, inputs, model.targets(tf, batch)).dataSync()[0]).toBeGreaterThan(0);
    });
  });
});
