import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gate, gateWeights, mixBy } from './gated-fusion.js';

let tf: TensorFlow;
let a: Tensor2D;
let b: Tensor2D;
let weights: Record<string, Tensor>;
const width = 3;
beforeAll(async () => {
  tf = (await openRuntime('cpu')).tf;
  const random = new Random(2);
  const values = (): Tensor2D =>
    tf.tensor2d(
      Float32Array.from({ length: 4 * width }, () => random.normal()),
      [4, width],
    );
  [a, b] = [values(), values()];
  weights = gateWeights(tf, random, width);
});

const fused = (w: Record<string, Tensor>, x: Tensor2D, y: Tensor2D): Tensor2D => mixBy(tf, gate(tf, w, x, y), x, y);
const largest = (x: Tensor): number => tf.max(tf.abs(x)).dataSync()[0]!;

describe('gated fusion', () => {
  it('lies strictly between both vectors', () => {
    const g = gate(tf, weights, a, b).dataSync();
    expect(Math.min(...g)).toBeGreaterThan(0);
    expect(Math.max(...g)).toBeLessThan(1);
  });

  it('is the mean without weights', () => {
    const none = { 'gate/matrix': tf.zeros([2 * width, width]), 'gate/bias': tf.zeros([width]) };
    expect(largest(tf.sub(fused(none, a, b), tf.div(tf.add(a, b), 2)))).toBeLessThan(1e-6);
  });

  it('gives the same for swapped vectors and a negated gate', () => {
    const [top, bottom] = tf.split(weights['gate/matrix'] as Tensor2D, 2, 0) as [Tensor2D, Tensor2D];
    const swapped = {
      'gate/matrix': tf.neg(tf.concat([bottom, top], 0)),
      'gate/bias': tf.neg(weights['gate/bias']!),
    };
    expect(largest(tf.sub(fused(swapped, b, a), fused(weights, a, b)))).toBeLessThan(1e-6);
  });

  it('has the gradients of finite differences', () => {
    const matrix = weights['gate/matrix'] as Tensor2D;
    const loss = (input: Tensor) => tf.sum(tf.square(fused({ ...weights, 'gate/matrix': input }, a, b)));
    const gradient = tf.grad(loss)(matrix).dataSync();
    const step = 1e-2;
    for (let at = 0; at < matrix.size; at++) {
      const moved = (by: number): number => {
        const data = Float32Array.from(matrix.dataSync());
        data[at]! += by;
        return loss(tf.tensor(data, matrix.shape)).dataSync()[0]!;
      };
      expect(gradient[at]).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 2);
    }
  });
});
