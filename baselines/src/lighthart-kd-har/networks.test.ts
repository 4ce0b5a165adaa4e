import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { countParameters } from '../shared/weights.js';
import { distillationLoss, softTargets } from './distillation.js';
import { encoder, encoderWeights, head, headWeights, tokensOf, tokenWeights, width } from './encoder.js';
import { studentNetwork } from './student-network.js';
import { teacherNetwork } from './teacher-network.js';

let tf: TensorFlow;
beforeAll(async () => {
  tf = (await openRuntime('cpu')).tf;
});

const values = (shape: number[], seed: number): Float32Array => {
  const random = new Random(seed);
  return Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal());
};

describe('distillation', () => {
  it('is 0 when the student says what the teacher says, and positive otherwise', () => {
    const teacher = tf.tensor2d(values([4, 27], 1), [4, 27]);
    const student = tf.tensor2d(values([4, 27], 2), [4, 27]);
    expect(distillationLoss(tf, teacher, teacher, 2).dataSync()[0]).toBeCloseTo(0, 6);
    expect(distillationLoss(tf, teacher, student, 2).dataSync()[0]).toBeGreaterThan(0.01);
  });

  it('has Eq. 9 as its softening: the softmax at T = 1', () => {
    const logits = tf.tensor2d([[1, 2, 3]]);
    expect([...softTargets(tf, logits, 1).dataSync()].map((share) => share.toFixed(6))).toEqual([
      '0.090031',
      '0.244728',
      '0.665241',
    ]);
    const flat = softTargets(tf, logits, 1e6).dataSync();
    expect(flat[0]).toBeCloseTo(1 / 3, 5);
  });
});

describe('networks', () => {
  it('have the parameters that their dimensions give', () => {
    expect(countParameters(studentNetwork.initialWeights(tf, new Random(1), 27))).toBe(19_931);
    expect(countParameters(teacherNetwork.initialWeights(tf, new Random(1), 27))).toBeGreaterThan(19_931);
  });

  it('answer one row of logits a window, the same alone and in a batch', () => {
    const items = 3;
    const inertial = tf.tensor3d(values([items, 64, 6], 3), [items, 64, 6]);
    const skeleton = tf.tensor4d(values([items, 64, 20, 3], 4), [items, 64, 20, 3]);
    for (const network of [studentNetwork, teacherNetwork]) {
      const weights = network.initialWeights(tf, new Random(5), 27);
      const together = network.logits(tf, weights, { items, inertial, skeleton }, null);
      expect(together.shape).toEqual([items, 27]);
      const one = { items: 1, inertial: inertial.slice(1, 1) as Tensor3D, skeleton: skeleton.slice(1, 1) as Tensor4D };
      const alone = network.logits(tf, weights, one, null).dataSync();
      const row = (together.slice([1, 0], [1, 27]) as Tensor2D).dataSync();
      alone.forEach((value, index) => {
        expect(value).toBeCloseTo(row[index]!, 4);
      });
    }
  });

  it('do not care for the order of tokens once these carry their positions', () => {
    const random = new Random(6);
    const weights = {
      ...tokenWeights(tf, random, 'inertial', 8, 48),
      ...encoderWeights(tf, random, 'encoder1'),
      ...headWeights(tf, random, 27),
    };
    const tokens = tokensOf(tf, weights, 'inertial', tf.tensor2d(values([8, 48], 7), [8, 48]), 1);
    const order = [0, 5, 3, 8, 1, 2, 7, 6, 4];
    const shuffled = tf.gather(tokens, tf.tensor1d(order, 'int32')) as Tensor2D;
    const answer = (x: Tensor2D): Float32Array =>
      head(
        tf,
        weights,
        encoder(tf, weights, 'encoder1', x.reshape([9, width]) as Tensor2D, 1, null),
        1,
      ).dataSync() as Float32Array;
    const [a, b] = [answer(tokens), answer(shuffled)];
    a.forEach((value, index) => {
      expect(value).toBeCloseTo(b[index]!, 4);
    });
  });
});
