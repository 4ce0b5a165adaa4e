import { findNativeLibrary } from '@paretoboard/harness/runtimes/native-library.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { compile } from '@paretoboard/sdk/graphs.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { batchNormalise, type Moments, MomentsAverage, storedMoments } from './batch-normalisation.js';

let tf: TensorFlow;

const shape: [number, number, number, number] = [3, 2, 2, 2];
function input(seed: number): Tensor4D {
  const random = new Random(seed);
  return tf.tensor4d(
    Float32Array.from({ length: 24 }, (_, at) => random.normal(at % 2 === 0 ? 5 : -1, at % 2 === 0 ? 2 : 0.5)),
    shape,
  );
}
const weights = () => ({ 'a/scale': tf.tensor1d([1, 3]), 'a/shift': tf.tensor1d([0, 7]) });

const runtimes = findNativeLibrary() ? (['cpu', 'tensorflow'] as const) : (['cpu'] as const);

describe.each(runtimes)('batch normalisation on %s', (runtime) => {
  beforeAll(async () => {
    ({ tf } = await openRuntime(runtime));
  });

  it('gives each channel of a batch the mean and deviation that its weights say', () => {
    const result = batchNormalise(tf, input(1), 'a', weights(), { from: 'batch' });
    const { mean, variance } = tf.moments(result, [0, 1, 2]);
    expect([...mean.dataSync()].map((value) => value.toFixed(3))).toEqual(expect.arrayContaining(['7.000']));
    expect(mean.dataSync()[0]).toBeCloseTo(0, 5);
    expect(variance.dataSync()[0]).toBeCloseTo(1, 3);
    expect(variance.dataSync()[1]).toBeCloseTo(9, 2);
  });

  it('uses stored moments averaged over batches, whatever the batch', () => {
    const average = new MomentsAverage();
    for (const seed of [1, 2]) {
      batchNormalise(tf, input(seed), 'a', weights(), average.batch);
      average.endBatch();
    }
    const stored = average.tensors(tf);
    const [first, second] = [1, 2].map((seed) => tf.moments(input(seed), [0, 1, 2]).mean.dataSync()) as [
      Float32Array,
      Float32Array,
    ];
    expect(stored['a/mean']!.dataSync()[0]).toBeCloseTo((first[0]! + second[0]!) / 2, 5);
    const alone = tf.slice4d(input(3), [0, 0, 0, 0], [1, 2, 2, 2]);
    const moments = storedMoments(stored);
    const together = batchNormalise(tf, input(3), 'a', weights(), moments).dataSync().slice(0, 8);
    expect([...batchNormalise(tf, alone, 'a', weights(), moments).dataSync()]).toEqual([...together]);
  });

  it('has the gradient of the central difference, through its moments', () => {
    const loss = (x: Tensor4D): Scalar =>
      tf.sum(tf.mul(batchNormalise(tf, x, 'a', weights(), { from: 'batch' }), input(8)));
    const x = input(1);
    const gradient = tf
      .grad((value) => loss(value as Tensor4D))(x)
      .dataSync();
    for (const at of [0, 5, 13, 22]) {
      const moved = (by: number): number => {
        const data = Float32Array.from(x.dataSync());
        data[at]! += by;
        return loss(tf.tensor4d(data, shape)).dataSync()[0]!;
      };
      const difference = (moved(1e-2) - moved(-1e-2)) / 2e-2;
      expect(Math.abs(gradient[at]! - difference)).toBeLessThan(0.02 * (1 + Math.abs(difference)));
    }
  });

  it('has the values and gradients of what it is composed of, in one operation or many, compiled or not', () => {
    const composed = { from: 'batch', seen: () => undefined } as const;
    const found = (moments: Moments): number[] => {
      const loss = (x: Tensor4D, scale: Tensor, shift: Tensor): Scalar => {
        const values = batchNormalise(tf, x, 'a', { 'a/scale': scale, 'a/shift': shift }, moments);
        return tf.sum(tf.mul(tf.square(values), input(8)));
      };
      const step = compile(tf, (...inputs) => {
        const { value, grads } = tf.valueAndGrads(loss as never)(inputs);
        return [value, ...grads];
      });
      let outputs: number[] = [];
      for (let call = 0; call < 4; call++)
        outputs = step(input(1), tf.tensor1d([1, 3]), tf.tensor1d([0, 7])).flatMap((one) => [...one.dataSync()]);
      step.dispose();
      return outputs;
    };
    const expected = found(composed);
    for (const [at, value] of found({ from: 'batch' }).entries())
      expect(Math.abs(value - expected[at]!)).toBeLessThan(1e-3 * (1 + Math.abs(expected[at]!)));
    expect(expected.length).toBe(1 + 24 + 2 + 2);
  });
});
