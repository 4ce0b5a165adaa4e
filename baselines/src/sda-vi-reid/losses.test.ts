import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { directionalSlopes } from '../testing/directional-derivative.js';
import { heteroDissimilarity, pairMatrices, pooledDissimilarity } from './dissimilarity-alignment.js';
import { maximumMeanDiscrepancy, medianDifference } from './maximum-mean-discrepancy.js';
import { differenceMatrix, distancesOf, unorderedPairs } from './pair-distances.js';
import { kernelWidths, lossWeights } from './settings.js';
import { alignmentLoss, batchShape, collaborativeLoss, partOf } from './training-losses.js';
import { anchorPairs, weightedTriplet } from './weighted-triplet.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('wasm'));
});

function drawn(rows: number, length: number, seed: number, scale = 1): Tensor2D {
  const random = new Random(seed);
  return tf.tensor2d(
    Float32Array.from({ length: rows * length }, () => scale * random.normal()),
    [rows, length],
  );
}

const value = (tensor: Tensor): number => tensor.dataSync()[0]!;
/** Four people with four pictures each, as in a batch. */
const places = Array.from({ length: 16 }, (_, row) => Math.floor(row / 4));

describe('distances', () => {
  it('of a data set in one modality of a batch are 24 within people and 96 between them', () => {
    expect(unorderedPairs(places, true)).toHaveLength(24);
    expect(unorderedPairs(places, false)).toHaveLength(96);
  });

  it('are Euclidean', () => {
    const features = tf.tensor2d([0, 0, 3, 4, 3, 4], [3, 2]);
    const pairs = differenceMatrix(tf, unorderedPairs([0, 0, 1], true), 3);
    expect([...distancesOf(tf, pairs, features).dataSync()]).toEqual([5]);
    const equal = differenceMatrix(tf, [[1, 2]], 3);
    expect(distancesOf(tf, equal, features).dataSync()[0]).toBeCloseTo(0, 5);
  });
});

describe('the weighted triplet loss', () => {
  it('is what the formula gives, anchor by anchor', () => {
    const identities = [0, 0, 0, 1, 1, 1];
    const features = drawn(6, 3, 1);
    const rows = features.arraySync();
    const distance = (a: number, b: number): number => Math.hypot(...rows[a]!.map((x, k) => x - rows[b]![k]!));
    const weighted = (distances: number[], sign: number): number => {
      const weights = distances.map((d) => Math.exp(sign * d));
      const sum = weights.reduce((a, b) => a + b, 0);
      return distances.reduce((total, d, k) => total + (d * weights[k]!) / sum, 0);
    };
    const losses = identities.map((own, anchor) => {
      const all = [...identities.keys()].filter((row) => row !== anchor);
      const far = weighted(
        all.filter((row) => identities[row] === own).map((row) => distance(anchor, row)),
        1,
      );
      const near = weighted(
        all.filter((row) => identities[row] !== own).map((row) => distance(anchor, row)),
        -1,
      );
      return Math.log(1 + Math.exp(far - near));
    });
    const expected = losses.reduce((a, b) => a + b, 0) / losses.length;
    expect(value(weightedTriplet(tf, anchorPairs(tf, identities), features))).toBeCloseTo(expected, 5);
  });

  it('is small where people are far apart', () => {
    const apart = tf.tensor2d(
      places.flatMap((place) => [20 * place, 0]),
      [16, 2],
    );
    expect(value(weightedTriplet(tf, anchorPairs(tf, places), apart))).toBeLessThan(1e-3);
  });
});

describe('the maximum mean discrepancy', () => {
  const sample = (seed: number, items: number, mean: number): Tensor1D => {
    const random = new Random(seed);
    return tf.tensor1d(Float32Array.from({ length: items }, () => random.normal(mean)));
  };

  it('is 0 for equal samples, symmetric, never negative, and grows as they part', () => {
    const [p, q, r] = [sample(1, 20, 0), sample(2, 30, 0.5), sample(3, 30, 3)];
    expect(value(maximumMeanDiscrepancy(tf, p, p))).toBeCloseTo(0, 6);
    const near = value(maximumMeanDiscrepancy(tf, p, q));
    expect(near).toBeGreaterThan(0);
    expect(value(maximumMeanDiscrepancy(tf, q, p))).toBeCloseTo(near, 5);
    expect(value(maximumMeanDiscrepancy(tf, p, r))).toBeGreaterThan(near);
  });

  it('is Eq. 1 with a sum of five kernels', () => {
    const [p, q] = [
      [0, 1, 4],
      [2, 2.5],
    ];
    const median = value(medianDifference(tf, tf.tensor1d([...p!, ...q!])));
    // Differences of 0, 1, 4, 2, 2.5: 1, 4, 2, 2.5, 3, 1, 1.5, 2, 1.5, 0.5; the sixth of ten in order is 2.
    expect(median).toBe(2);
    const kernel = (a: number, b: number): number =>
      kernelWidths.reduce((sum, share) => sum + Math.exp(-((a - b) ** 2) / (2 * (share * median) ** 2)), 0);
    const mean = (x: number[], y: number[]): number =>
      x.reduce((sum, a) => sum + y.reduce((inner, b) => inner + kernel(a, b), 0), 0) / (x.length * y.length);
    const expected = mean(p!, p!) - 2 * mean(p!, q!) + mean(q!, q!);
    expect(value(maximumMeanDiscrepancy(tf, tf.tensor1d(p!), tf.tensor1d(q!)))).toBeCloseTo(expected, 5);
  });

  it('has no difference of a single value', () => {
    expect(value(medianDifference(tf, tf.tensor1d([3])))).toBe(0);
  });
});

describe('HD-MMD', () => {
  const source = () => ({ visible: drawn(16, 5, 1), infrared: drawn(16, 5, 2) });
  const target = () => ({ visible: drawn(16, 5, 3, 2), infrared: drawn(16, 5, 4, 0.5) });
  const hetero = () => pairMatrices(tf, places);
  const pooled = () => pairMatrices(tf, [...places, ...places]);

  it('has four terms: within and between people, for each modality', () => {
    const [s, t] = [source(), target()];
    const { within, between } = hetero();
    const term = (pairs: Tensor2D, a: Tensor2D, b: Tensor2D): number =>
      value(maximumMeanDiscrepancy(tf, distancesOf(tf, pairs, a), distancesOf(tf, pairs, b)));
    const terms = [
      term(within, s.visible, t.visible),
      term(between, s.visible, t.visible),
      term(within, s.infrared, t.infrared),
      term(between, s.infrared, t.infrared),
    ];
    const sum = terms.reduce((a, b) => a + b, 0);
    expect(Math.min(...terms)).toBeGreaterThan(0);
    expect(value(heteroDissimilarity(tf, hetero(), s, t))).toBeCloseTo(sum, 5);
  });

  it('is 0 where the target’s features are the source’s', () => {
    expect(value(heteroDissimilarity(tf, hetero(), source(), source()))).toBeCloseTo(0, 5);
  });

  it('does not see a shift of one modality in both data sets; D-MMD, which pools them, does', () => {
    const moved = ({ visible, infrared }: ReturnType<typeof source>) => ({
      visible,
      infrared: tf.add(infrared, 3) as Tensor2D,
    });
    const [s, t] = [source(), target()];
    const before = value(heteroDissimilarity(tf, hetero(), s, t));
    expect(value(heteroDissimilarity(tf, hetero(), moved(s), moved(t)))).toBeCloseTo(before, 4);
    const mixed = value(pooledDissimilarity(tf, pooled(), s, t));
    expect(Math.abs(value(pooledDissimilarity(tf, pooled(), moved(s), moved(t))) - mixed)).toBeGreaterThan(0.05);
  });

  it('reaches the features of both data sets', () => {
    const gradients = tf.grads((a: Tensor, b: Tensor) =>
      heteroDissimilarity(
        tf,
        hetero(),
        { visible: a as Tensor2D, infrared: a as Tensor2D },
        { visible: b as Tensor2D, infrared: b as Tensor2D },
      ),
    )([drawn(16, 4, 5), drawn(16, 4, 6, 2)]);
    for (const gradient of gradients) expect(value(tf.max(tf.abs(gradient)))).toBeGreaterThan(1e-5);
  });
});

describe('the loss of stage two', () => {
  it('is Eq. 8 with the printed weights', () => {
    expect(lossWeights).toMatchObject({ source: 0.25, alignment: 1 });
    expect(value(collaborativeLoss(tf, tf.scalar(2), tf.scalar(4), tf.scalar(0.5)))).toBeCloseTo(3.5, 6);
  });

  it('takes each data set’s rows out of a batch, visible ones before infrared ones', () => {
    const shape = batchShape(tf, 2, 10);
    expect([shape.people, shape.pictures]).toEqual([4, 4]);
    const rows = tf.tensor2d(
      Float32Array.from({ length: 64 }, (_, row) => row),
      [64, 1],
    );
    const target = partOf(tf, shape, rows, 1);
    expect([target.visible.dataSync()[0], target.visible.dataSync()[15]]).toEqual([16, 31]);
    expect([target.infrared.dataSync()[0], target.infrared.dataSync()[15]]).toEqual([48, 63]);
    expect(batchShape(tf, 1, 40).people).toBe(8);
    expect(batchShape(tf, 1, 5).people).toBe(5);
  });

  it('aligns as it is told', () => {
    const shape = batchShape(tf, 2, 4);
    const rows = drawn(64, 6, 7);
    expect(value(alignmentLoss(tf, shape, 'none', rows))).toBe(0);
    const [hetero, pooled] = [alignmentLoss(tf, shape, 'hd-mmd', rows), alignmentLoss(tf, shape, 'd-mmd', rows)];
    expect(value(hetero)).toBeGreaterThan(0);
    expect(value(hetero)).not.toBeCloseTo(value(pooled), 3);
  });

  it('has the gradient of its triplet part', () => {
    const anchors = anchorPairs(tf, [0, 0, 1, 1]);
    const { computed, measured } = directionalSlopes(
      tf,
      (features) => weightedTriplet(tf, anchors, features as Tensor2D).reshape([1]),
      [drawn(4, 3, 8)],
      9,
    );
    expect(computed).toBeCloseTo(measured, 2);
  });
});
