import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { generalisedMean } from '../layers/generalised-mean.js';
import { nonLocalBlock, nonLocalWeights } from '../layers/non-local-block.js';
import { countParameters } from '../shared/weights.js';
import { augment } from './augment.js';
import {
  classifierWeights,
  embeddingLength,
  neck,
  networkWeights,
  parametersOf,
  runStem,
  runTrunk,
} from './network.js';
import { drawPeople, type Person } from './people.js';
import { full, sampling, small } from './settings.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('cpu'));
});

const ofBatch = { from: 'batch' } as const;

function drawn(shape: [number, number, number, number], seed: number): Tensor4D {
  const random = new Random(seed);
  const length = shape.reduce((a, b) => a * b, 1);
  return tf.tensor4d(
    Float32Array.from({ length }, () => random.normal()),
    shape,
  );
}

describe('the two-stream network', () => {
  it('has every component of AGW: two stems, shared trunk, non-local blocks, generalised mean, neck without shift, classifier without bias', () => {
    const weights = networkWeights(tf, new Random(1), small.network);
    const names = Object.keys(weights);
    for (const part of ['stem-visible/filter', 'stem-infrared/filter', 'stage3/block1/unit/filter', 'neck/scale'])
      expect(names).toContain(part);
    expect(names.filter((name) => name.includes('non-local'))).toHaveLength(10);
    expect(names).not.toContain('neck/shift');
    expect(Object.keys(classifierWeights(tf, new Random(1), small.network, 50))).toEqual(['classifier/matrix']);
    const stem = runStem(tf, weights, small.network, 'visible', drawn([2, 48, 24, 3], 2), ofBatch);
    expect(stem.shape).toEqual([2, 24, 12, 16]);
    const features = runTrunk(tf, weights, small.network, stem, ofBatch);
    expect(features.shape).toEqual([2, 64]);
    const necked = neck(tf, weights, features, ofBatch);
    for (const mean of tf.mean(necked, 0).dataSync()) expect(Math.abs(mean)).toBeLessThan(1e-4);
  });

  it('of the small configuration has the parameters that the card counts, beside 64 a person', () => {
    expect(countParameters(networkWeights(tf, new Random(1), small.network))).toBe(69_696);
    expect(parametersOf(small.network)).toBe(69_696);
    expect(embeddingLength(small.network)).toBe(64);
  });

  it('of the full configuration is ResNet-50 with a second stem and five non-local blocks, embedding 2048 values', () => {
    // torchvision's resnet50 has 25,557,032, of which the classifier of 1,000 classes 2,049,000.
    const resnet50 = 25_557_032 - 2_049_000;
    const secondStem = 7 * 7 * 3 * 64 + 2 * 64;
    const nonLocal = (channels: number): number => {
      const inner = channels / 2;
      return 3 * (channels * inner + inner) + inner * channels + channels + 2 * channels;
    };
    expect(parametersOf(full.network)).toBe(resnet50 + secondStem + 2 * nonLocal(512) + 3 * nonLocal(1024) + 2048);
    expect(embeddingLength(full.network)).toBe(2048);
  });

  it('tells modalities by their stems alone', () => {
    const weights = networkWeights(tf, new Random(3), small.network);
    const x = drawn([2, 48, 24, 3], 4);
    const [visible, infrared] = (['visible', 'infrared'] as const).map((modality) =>
      runStem(tf, weights, small.network, modality, x, ofBatch).dataSync(),
    );
    expect(visible).not.toEqual(infrared);
  });
});

describe('a bottleneck', () => {
  it('halves the size where its stage does, and only then has a shortcut of its own', () => {
    const tiny = {
      size: [32, 16],
      stem: { filter: 7, width: 8, hasPool: true },
      trunk: [{ kind: 'bottleneck', blocks: 2, width: 16, stride: 2, nonLocal: 1 }],
    } as const;
    const weights = networkWeights(tf, new Random(5), tiny);
    const stem = runStem(tf, weights, tiny, 'infrared', drawn([1, 32, 16, 3], 6), ofBatch);
    expect(stem.shape).toEqual([1, 8, 4, 8]);
    expect(runTrunk(tf, weights, tiny, stem, ofBatch).shape).toEqual([1, 16]);
    expect(Object.keys(weights).filter((name) => name.endsWith('shortcut/filter'))).toHaveLength(1);
    expect(countParameters(weights)).toBe(parametersOf(tiny));
  });
});

describe('a non-local block', () => {
  it('is the identity before it is trained, and then carries what is elsewhere', () => {
    const weights = nonLocalWeights(tf, new Random(7), 'block', 4);
    const x = drawn([2, 3, 2, 4], 8);
    expect(nonLocalBlock(tf, weights, 'block', x, ofBatch).dataSync()).toEqual(x.dataSync());
    const trained = { ...weights, 'block/back/scale': tf.ones([4]) };
    const before = nonLocalBlock(tf, trained, 'block', x, ofBatch).dataSync();
    const changed = x.bufferSync();
    changed.set(9, 0, 2, 1, 0);
    const after = nonLocalBlock(tf, trained, 'block', changed.toTensor(), ofBatch).dataSync();
    expect(Math.abs(after[0]! - before[0]!)).toBeGreaterThan(1e-3);
  });
});

describe('a generalised mean', () => {
  it('lies between the mean and the largest, and is a constant of a constant', () => {
    const x = tf.tensor4d([1, 2, 3, 6], [1, 2, 2, 1]);
    // The cube root of (1 + 8 + 27 + 216) / 4.
    expect(generalisedMean(tf, x).dataSync()[0]).toBeCloseTo(63 ** (1 / 3), 3);
    expect(generalisedMean(tf, tf.fill([1, 3, 3, 2], 0.5) as Tensor4D).dataSync()[1]).toBeCloseTo(0.5, 4);
    expect(Number.isFinite((generalisedMean(tf, tf.zeros([1, 2, 2, 1])) as Tensor2D).dataSync()[0])).toBe(true);
  });
});

describe('a batch', () => {
  const people: Person[] = Array.from({ length: 6 }, (_, identity) => ({
    identity,
    visible: [10 * identity, 10 * identity + 1, 10 * identity + 2, 10 * identity + 3, 10 * identity + 4],
    infrared: [10 * identity + 5, 10 * identity + 6],
  }));

  it('has 64 pictures: 2 data sets, 4 people, 4 pictures of each, in 2 modalities', () => {
    expect(2 * sampling.people * sampling.pictures * 2).toBe(64);
    const { visible, infrared, identities } = drawPeople(people, sampling.people, sampling.pictures, new Random(9));
    expect([visible.length, infrared.length, identities.length]).toEqual([16, 16, 16]);
    expect(new Set(identities).size).toBe(4);
    for (const [row, identity] of identities.entries())
      for (const index of [visible[row]!, infrared[row]!]) expect(Math.floor(index / 10)).toBe(identity);
    // Each once where there are four, else again.
    expect(new Set(visible).size).toBe(16);
    expect(new Set(infrared).size).toBe(8);
  });
});

describe('augmentation', () => {
  it('mirrors, moves by at most two pixels and erases with the mean colour', () => {
    const size = [48, 24] as const;
    const source = Float32Array.from({ length: 48 * 24 * 3 }, (_, at) => 1 + (Math.floor(at / 3) % 24));
    let [erased, mirrored] = [0, 0];
    for (let seed = 0; seed < 60; seed++) {
      const target = new Float32Array(source.length);
      augment(source, target, size, new Random(seed));
      const zeros = target.filter((value) => value === 0).length / target.length;
      // Two rows and two columns at most are beyond the edge.
      if (zeros > 2 / 48 + 2 / 24) erased += 1;
      const row = target.subarray(3 * 24 * 24, 3 * 24 * 25);
      const [left, right] = [row[3 * 5]!, row[3 * 18]!];
      if (left > 0 && right > 0) {
        expect([0, 1, 2]).toContain(Math.abs(Math.min(left, right) - 6));
        if (left > right) mirrored += 1;
      }
    }
    expect(erased).toBeGreaterThan(10);
    expect(erased).toBeLessThan(45);
    expect(mirrored).toBeGreaterThan(8);
  });
});
