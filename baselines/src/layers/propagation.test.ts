import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { propagateLabels, propagator, similarityGraph, smoothFeatures } from './propagation.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('cpu'));
});

function noise(rows: number, columns: number, seed = 1): Tensor2D {
  const random = new Random(seed);
  return tf.tensor2d(
    Float32Array.from({ length: rows * columns }, () => random.normal()),
    [rows, columns],
  );
}

const rowsOf = (matrix: Tensor2D) => matrix.arraySync();

describe('the similarity graph', () => {
  it('is what its formula gives, worked by hand', () => {
    // Squared distances 1, 4, 1 have mean 2; scaled 0.5, 2, 0.5, of variance 0.5.
    const [first, second] = rowsOf(similarityGraph(tf, tf.tensor2d([0, 1, 2], [3, 1])));
    const [near, far] = [Math.exp(-1), Math.exp(-4)];
    expect(first![1]).toBeCloseTo(near / Math.sqrt((near + far) * 2 * near), 3);
    expect(first![2]).toBeCloseTo(far / (near + far), 3);
    expect(second![0]).toBeCloseTo(first![1]!, 6);
  });

  it('is symmetric without loops, with eigenvalues within [−1, 1], and does not depend on scale', () => {
    const graph = similarityGraph(tf, noise(12, 3));
    const values = rowsOf(graph);
    for (const [i, row] of values.entries()) {
      expect(row[i]).toBe(0);
      for (const [j, value] of row.entries()) expect(value).toBeCloseTo(values[j]![i]!, 6);
    }
    let vector = noise(12, 1, 2);
    for (let step = 0; step < 60; step++) vector = tf.div(vector, tf.norm(vector)) as Tensor2D;
    for (let step = 0; step < 60; step++) {
      const next = tf.matMul(graph, vector);
      vector = tf.div(next, tf.norm(next)) as Tensor2D;
    }
    expect((tf.norm(tf.matMul(graph, vector)) as Scalar).dataSync()[0]!).toBeLessThan(1 + 1e-5);
    const scaled = rowsOf(similarityGraph(tf, tf.mul(noise(12, 3), 40)));
    for (const [i, row] of scaled.entries())
      for (const [j, value] of row.entries()) expect(value).toBeCloseTo(values[i]![j]!, 4);
  });

  it('is finite where all vectors are the same', () => {
    expect(
      rowsOf(similarityGraph(tf, tf.ones([5, 2])))
        .flat()
        .every(Number.isFinite),
    ).toBe(true);
  });
});

describe('the propagator', () => {
  it('is the inverse of I − αL within 1e-4, symmetric, without negative entries', () => {
    const graph = similarityGraph(tf, noise(20, 4));
    const inverse = propagator(tf, graph, 0.9);
    const product = rowsOf(tf.matMul(inverse, tf.sub(tf.eye(20), tf.mul(graph, 0.9)) as Tensor2D));
    for (const [i, row] of product.entries())
      for (const [j, value] of row.entries()) expect(Math.abs(value - (i === j ? 1 : 0))).toBeLessThan(1e-4);
    const values = rowsOf(inverse);
    for (const [i, row] of values.entries())
      for (const [j, value] of row.entries()) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeCloseTo(values[j]![i]!, 4);
      }
  });

  it('is the identity for alpha 0: nothing is smoothed, and no label arrives', () => {
    const features = noise(6, 2);
    expect([...smoothFeatures(tf, features, 0).dataSync()]).toEqual([...features.dataSync()]);
    const labels = tf.tensor2d([1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0], [6, 2]);
    expect([...propagateLabels(tf, features, labels, 0).dataSync()]).toEqual([...labels.dataSync()]);
  });

  it('refuses an alpha for which 128 terms are too few', () => {
    expect(() => propagator(tf, tf.zeros([2, 2]), 0.95)).toThrow('alpha 0.95');
  });
});

describe('label propagation', () => {
  it('is 1 / (1 − α) times what its iteration converges to', () => {
    const features = noise(9, 3);
    const labels = tf.oneHot([0, 1, 2], 3).pad([
      [0, 6],
      [0, 0],
    ]) as Tensor2D;
    const graph = similarityGraph(tf, features);
    let state = labels;
    for (let step = 0; step < 200; step++)
      state = tf.add(tf.mul(tf.matMul(graph, state), 0.9), tf.mul(labels, 0.1)) as Tensor2D;
    const expected = state.dataSync();
    for (const [at, value] of propagateLabels(tf, features, labels, 0.9).dataSync().entries())
      expect(value * 0.1).toBeCloseTo(expected[at]!, 4);
  });

  it('labels every node of a cluster by its one labelled node, wherever the nodes stand', () => {
    const nodes = [0, 8, 0.3, 8.2, 0.6, 8.9, 0.9, 8.5];
    const features = tf.tensor2d(nodes, [8, 1]);
    const labels = tf.oneHot([0, 1], 2).pad([
      [0, 6],
      [0, 0],
    ]) as Tensor2D;
    const rows = rowsOf(propagateLabels(tf, features, labels, 0.9));
    expect(rows.map(([first, second]) => (first! > second! ? 0 : 1))).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
  });
});

describe('gradients', () => {
  const weights = () => noise(7, 3, 9);

  it.each([
    ['smoothing', (x: Tensor2D) => smoothFeatures(tf, x, 0.9)],
    [
      'label propagation',
      (x: Tensor2D) =>
        propagateLabels(
          tf,
          x,
          tf.oneHot([0, 1, 2], 3).pad([
            [0, 4],
            [0, 0],
          ]) as Tensor2D,
          0.9,
        ),
    ],
  ])('of %s are the central differences', (_name, layer) => {
    const x = noise(7, 3);
    const loss = (value: Tensor2D): Scalar => tf.sum(tf.mul(layer(value), weights()));
    const gradient = tf
      .grad((value) => loss(value as Tensor2D))(x)
      .dataSync();
    const values = x.dataSync();
    const step = 1e-2;
    for (const at of [0, 4, 10, 17, 20]) {
      const moved = (by: number): number => {
        const data = Float32Array.from(values);
        data[at]! += by;
        return loss(tf.tensor2d(data, [7, 3])).dataSync()[0]!;
      };
      const difference = (moved(step) - moved(-step)) / (2 * step);
      expect(Math.abs(gradient[at]! - difference)).toBeLessThan(0.02 * (1 + Math.abs(difference)));
    }
  });
});
