import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Backbone, conv4, resnet12 } from './backbone.js';
import { classifyQueries } from './classify-queries.js';
import { nearestSupport } from './nearest-support.js';
import { headLoss, initialNetwork } from './network.js';
import { prepare } from './pictures.js';
import { PlateauSchedule } from './plateau.js';
import { inFourRotations } from './rotations.js';
import { alpha, full, optimiser, small, ways } from './settings.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('cpu'));
});

function count(backbone: Backbone, isNormalisation: boolean): number {
  const weights = Object.entries(backbone.initialWeights(tf, new Random(1)));
  const wanted = weights.filter(([name]) => /\/(scale|shift)$/.test(name) === isNormalisation);
  return wanted.reduce((sum, [, tensor]: [string, Tensor]) => sum + tensor.size, 0);
}

function featureShape(backbone: Backbone, items: number): number[] {
  const { side, channels } = backbone;
  const weights = backbone.initialWeights(tf, new Random(1));
  return backbone.features(tf, weights, tf.ones([items, side, side, channels]), { from: 'batch' }).shape;
}

describe('the components of the paper’s card', () => {
  it('Conv4: 112,576 weights and biases, 512 of batch normalisation, a vector of 64', () => {
    const { backbone } = full.conv4;
    expect([count(backbone, false), count(backbone, true), backbone.width]).toEqual([112_576, 512, 64]);
    expect([backbone.side, backbone.channels]).toEqual([84, 3]);
  });

  it('ResNet-12: 7,816,896 weights, 5,760 of batch normalisation, a vector of 512', () => {
    const { backbone } = full.resnet12;
    expect([count(backbone, false), count(backbone, true), backbone.width]).toEqual([7_816_896, 5_760, 512]);
  });

  it('both take 84 × 84 to one vector: pooling 2 by 2 four times, 3 by 3 four times', () => {
    expect(featureShape(conv4(84, 3, 2), 1)).toEqual([1, 2]);
    expect(featureShape(resnet12(84, 3, [2, 2, 2, 4]), 1)).toEqual([1, 4]);
  });

  it('small: 7,120 and 128 parameters, and nothing but sizes and steps of its own', () => {
    expect([count(small.backbone, false), count(small.backbone, true)]).toEqual([7_120, 128]);
    expect(featureShape(small.backbone, 2)).toEqual([2, 16]);
    const settings = (configuration: typeof small) => [
      Object.keys(configuration.preTraining),
      Object.keys(configuration.fineTuning),
    ];
    expect(settings(small)).toEqual(settings(full.conv4));
    expect(small.fineTuning.queriesPerClass).toBe(15);
  });

  it('the shortcut of ResNet-12 adds the first convolution’s output to the third’s', () => {
    const backbone = resnet12(81, 1, [2, 2, 2, 2]);
    const images = tf.randomUniform([4, 81, 81, 1], 0, 1, 'float32', 3) as Tensor4D;
    const without = (pattern: RegExp): number => {
      const weights = Object.entries(backbone.initialWeights(tf, new Random(1))).map(([name, tensor]) => [
        name,
        pattern.test(name) ? tf.zerosLike(tensor) : tensor,
      ]);
      const features = backbone.features(tf, Object.fromEntries(weights), images, { from: 'batch' });
      return tf.max(features).dataSync()[0]!;
    };
    // The third convolutions alone may be silent; the first ones feed both paths.
    expect(without(/conv2\/scale/)).toBeGreaterThan(0);
    expect(without(/conv[02]\/scale/)).toBe(0);
  });

  it('alpha 0.9 in both propagations, five classes, and the printed schedule', () => {
    expect([alpha, ways]).toEqual([0.9, 5]);
    expect(optimiser).toMatchObject({ factor: 0.1, patience: 10, least: 1e-5, momentum: 0.9 });
  });

  it('two linear heads: the class and the rotation', () => {
    const network = initialNetwork(tf, new Random(1), small.backbone, 24);
    expect(network['classes/matrix']!.shape).toEqual([16, 24]);
    expect(network['rotations/matrix']!.shape).toEqual([16, 4]);
    const flat = { ...network, 'rotations/matrix': tf.zeros([16, 4]) };
    const loss = headLoss(tf, flat, 'rotations', tf.ones([3, 16]), tf.tensor1d([0, 1, 3], 'int32'));
    expect(loss.dataSync()[0]).toBeCloseTo(Math.log(4), 5);
  });

  it('four rotations of each picture, quarter turns counter-clockwise', () => {
    const turned = inFourRotations(tf, tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]));
    expect(turned.shape).toEqual([4, 2, 2, 1]);
    const [a, b, c, d] = (turned.reshape([4, 4]) as Tensor2D).arraySync();
    expect([a, b, c, d]).toEqual([
      [1, 2, 3, 4],
      [2, 4, 1, 3],
      [4, 3, 2, 1],
      [3, 1, 4, 2],
    ]);
  });
});

describe('the schedule', () => {
  it('divides the rate after ten epochs without a better loss, and ends below the least', () => {
    const schedule = new PlateauSchedule(optimiser);
    schedule.epoch(2);
    for (let epoch = 0; epoch < 9; epoch++) schedule.epoch(2);
    expect(schedule.learningRate).toBe(0.05);
    schedule.epoch(2);
    expect(schedule.learningRate).toBeCloseTo(0.005, 12);
    schedule.epoch(1.9);
    for (let epoch = 0; epoch < 30; epoch++) schedule.epoch(1.9);
    expect(schedule.isOver).toBe(true);
  });
});

describe('answers to queries', () => {
  /** Clusters as far from each other as five points can be, one support each, a query beside each. */
  const features = () => {
    const corners = tf.mul(tf.eye(5), 10) as Tensor2D;
    return tf.concat2d([corners, tf.add(corners, 0.4) as Tensor2D], 0);
  };
  const labels = () => tf.tensor1d([0, 1, 2, 3, 4], 'int32');

  it.each([true, false])('are the class of the cluster that a query is in (propagation: %s)', (labelPropagation) => {
    const logits = classifyQueries(tf, { smoothing: false, labelPropagation }, features(), labels());
    expect(logits.shape).toEqual([5, 5]);
    expect([...logits.argMax(1).dataSync()]).toEqual([0, 1, 2, 3, 4]);
  });

  it('of prototypes are distances to the mean of a class', () => {
    const points = tf.tensor2d([0, 2, 10, 10, 20, 20, 30, 30, 40, 40, 3], [11, 1]);
    const two = tf.tensor1d([0, 0, 1, 1, 2, 2, 3, 3, 4, 4], 'int32');
    const [row] = (
      classifyQueries(tf, { smoothing: false, labelPropagation: false }, points, two) as Tensor2D
    ).arraySync();
    // (3 − 1)² = 4, (3 − 10)² = 49 …
    expect(row!.map((value) => -value)).toEqual([4, 49, 289, 729, 1369]);
  });

  it('of the nearest support are the best of each class', () => {
    const logits = nearestSupport(Float32Array.of(0, 4, 9, 20, 30, 40), [0, 0, 1, 2, 3, 4], Float32Array.of(5), 1);
    expect([...logits]).toEqual([-1, -16, -225, -625, -1225]);
  });
});

describe('prepare', () => {
  it('averages squares and repeats grey in each channel', () => {
    const pictures = new Uint8Array(2 * 84 * 84);
    pictures.fill(255, 84 * 84);
    pictures[84 * 84] = 0;
    const prepared = prepare(pictures, 28, 3);
    expect(prepared.length).toBe(2 * 28 * 28 * 3);
    expect(prepared[0]).toBe(0);
    expect([...prepared.subarray(28 * 28 * 3, 28 * 28 * 3 + 4)].map((value) => value.toFixed(4))).toEqual([
      '0.8889',
      '0.8889',
      '0.8889',
      '1.0000',
    ]);
    expect(() => prepare(pictures, 50, 1)).toThrow('divisor of 84');
  });
});
