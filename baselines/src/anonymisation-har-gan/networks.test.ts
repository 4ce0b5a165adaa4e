import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { countParameters, type Weights } from '../shared/weights.js';
import { meansOver, noisy, withoutMeans } from './changes.js';
import { codeGeometry, padWindows } from './code-geometry.js';
import { autoencoderWeights, decode, encode } from './convolutional-autoencoder.js';
import { discriminate, discriminatorWeights } from './discriminator.js';
import { latentCode, latentWeights } from './latent-branch.js';
import { anonymisationLoss, asReal, hiddenIdentity, takenFor, transferLoss } from './losses.js';
import { type ReIdentifierSettings, reIdentifierShapes, reIdentifierWeights, reIdentify } from './re-identifier.js';
import { full, small } from './settings.js';
import { agnostic, conditioned, transferred } from './strategies.js';
import { fitWindowScale, fromUnit, toUnit } from './window-scale.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('wasm'));
});

const batchMoments = { moments: { from: 'batch' as const }, dropping: null };

function parametersOf(weights: Weights, pattern: RegExp): number {
  return countParameters(Object.fromEntries(Object.entries(weights).filter(([name]) => pattern.test(name))));
}

const total = (shapes: Record<string, number[]>): number =>
  Object.values(shapes).reduce((sum, shape) => sum + shape.reduce((product, size) => product * size, 1), 0);

function drawn(shape: number[], seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.uniform());
}

describe('the autoencoder', () => {
  it.each([
    ['encoder: three convolutions 1-16-32-64 with batch normalisation', /^encoder\/(\d|norm)/, 41_440],
    ['bottleneck: 1 × 1 convolution 64-64', /^encoder\/bottleneck$/, 4_096],
    ['decoder: three transposed convolutions, two with batch normalisation', /^decoder\//, 41_312],
    ['all of it', /./, 86_848],
  ])('has in full: %s', (_component, pattern, parameters) => {
    expect(parametersOf(autoencoderWeights(tf, new Random(1), full.autoencoder), pattern)).toBe(parameters);
  });

  it.each([
    ['LARa IMU', 100, 30, [54, 14], [26, 6], [12, 2]],
    ['LARa MoCap', 200, 126, [104, 62], [51, 30], [24, 14]],
    ['MotionSense, repeated to 22 channels', 100, 9, [54, 10], [26, 4], [12, 1]],
  ])('passes a window of %s through the sizes of the code', (_name, steps, channels, ...sizes) => {
    const { encoded, decoded, window } = codeGeometry(steps, channels, full.autoencoder.timePadding);
    expect(encoded).toEqual(sizes);
    expect(decoded[0]).toBeGreaterThanOrEqual(window[0]);
    expect(decoded[1]).toBeGreaterThanOrEqual(window[1]);
  });

  it('gives windows back in their size and in [0, 1]', () => {
    const geometry = codeGeometry(100, 30, full.autoencoder.timePadding);
    const weights = autoencoderWeights(tf, new Random(1), full.autoencoder);
    const padded = tf.tensor4d(padWindows(drawn([2, 100, 30], 3), geometry), [2, ...geometry.padded, 1]);
    const code = encode(tf, weights, padded, full.autoencoder, batchMoments);
    expect(code.shape).toEqual([2, 12, 2, 64]);
    const decoded = decode(tf, weights, code, geometry, full.autoencoder, batchMoments);
    expect(decoded.shape).toEqual([2, 100, 30, 1]);
    const values = decoded.dataSync();
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
  });

  it('refuses windows that are too short to come back', () => {
    expect(() => codeGeometry(8, 9, 0)).toThrow(RangeError);
  });

  it('repeats border steps and channels', () => {
    const geometry = codeGeometry(22, 9, 5);
    const padded = padWindows(
      Float32Array.from({ length: 22 * 9 }, (_, at) => at),
      geometry,
    );
    expect(padded).toHaveLength(32 * 22);
    expect([padded[0], padded[6], padded[7], padded[14], padded[21]]).toEqual([0, 0, 1, 8, 8]);
    expect(padded.at(-1)).toBe(22 * 9 - 1);
  });
});

describe('the re-identifier', () => {
  it.each([
    ['MotionSense: one block, 200 × 9, 6 classes', [200, 9], 1, 6, 27_261_510],
    ['LARa IMU: five limbs of 6 channels, 100 × 30, 8 subjects', [100, 30], 5, 8, 41_929_032],
  ] as const)('has the size of the related code: %s', (_name, window, branches, classes, parameters) => {
    expect(total(reIdentifierShapes({ ...full.reIdentifier, branches }, window, classes))).toBe(parameters);
  });

  it('has four convolutions in each branch, a dense layer each, and a perceptron of all', () => {
    const names = Object.keys(reIdentifierShapes({ ...full.reIdentifier, branches: 2 }, [100, 6], 4));
    expect(names.filter((name) => /^branch\d\/conv\d\/filter$/.test(name))).toHaveLength(8);
    expect(names).toEqual(
      expect.arrayContaining(['branch0/matrix', 'branch1/matrix', 'joined/matrix', 'subjects/matrix']),
    );
  });

  it.each([1, 3])('answers a logit for each subject, with %i branches', (branches) => {
    const settings: ReIdentifierSettings = { ...small.reIdentifier, branches };
    const weights = reIdentifierWeights(tf, new Random(1), settings, [100, 9], 5);
    const logits = reIdentify(tf, weights, tf.tensor4d(drawn([2, 100, 9, 1], 2), [2, 100, 9, 1]), settings, null);
    expect(logits.shape).toEqual([2, 5]);
  });
});

describe('discriminator and latent branch', () => {
  it('has three convolutions with batch normalisation and a dense layer, one logit a window', () => {
    const weights = discriminatorWeights(tf, new Random(1), small.discriminator, [100, 9]);
    expect(Object.keys(weights).filter((name) => /^conv\d$/.test(name))).toHaveLength(3);
    expect(Object.keys(weights).filter((name) => /^norm\d\/scale$/.test(name))).toHaveLength(3);
    const windows = tf.tensor4d(drawn([3, 100, 9, 1], 2), [3, 100, 9, 1]) as Tensor4D;
    expect(discriminate(tf, weights, windows).shape).toEqual([3]);
  });

  it('is two dense layers with leaky ReLU, as wide as a code', () => {
    const weights = latentWeights(tf, new Random(1), 24, 64, 384);
    const code = latentCode(tf, weights, tf.tensor2d(drawn([2, 24], 1), [2, 24]));
    expect(code.shape).toEqual([2, 384]);
    expect(countParameters(weights)).toBe(24 * 64 + 64 + 64 * 384 + 384);
    expect(Math.min(...code.dataSync())).toBeLessThan(0);
  });
});

describe('the losses', () => {
  const logits = () => tf.tensor2d([10, -10, -10, 10], [2, 2]);
  const subjects = () => tf.tensor2d([1, 0, 1, 0], [2, 2]) as Tensor2D;
  const real = () => tf.tensor1d([2, 3]) as Tensor1D;

  it('are small for the first two strategies where the subject is hidden', () => {
    const [told, hidden] = hiddenIdentity(tf, logits(), subjects()).dataSync();
    expect(told).toBeGreaterThan(10);
    expect(hidden).toBeCloseTo(0, 4);
  });

  it('are small for the third where the window is taken for the target', () => {
    const [taken, not] = takenFor(tf, logits(), subjects()).dataSync();
    expect(taken).toBeCloseTo(0, 4);
    expect(not).toBeCloseTo(20, 4);
  });

  it('keep the discriminator’s say with b > 0, and lose it without', () => {
    const nothing = tf.zeros([2]) as Tensor1D;
    expect(anonymisationLoss(tf, real(), nothing, { m: 1, b: 0 }).dataSync()[0]).toBe(0);
    expect(anonymisationLoss(tf, real(), nothing, { m: 0.5, b: 0.5 }).dataSync()[0]).toBeCloseTo(1.25, 6);
  });

  it('multiply, window by window', () => {
    const identity = tf.tensor1d([4, 0]) as Tensor1D;
    expect(anonymisationLoss(tf, real(), identity, { m: 0.5, b: 0.5 }).dataSync()[0]).toBeCloseTo(
      (2 * 2.5 + 3 * 0.5) / 2,
      5,
    );
    expect(transferLoss(tf, real(), identity).dataSync()[0]).toBeCloseTo(4, 6);
    expect(asReal(tf, tf.tensor1d([0, 50])).dataSync()[0]).toBeCloseTo(Math.log(2), 6);
  });

  it('weigh the affine map with m + b = 1 in both settings', () => {
    for (const { clipping } of [full, small]) expect(clipping.m + clipping.b).toBe(1);
  });
});

describe('the strategies', () => {
  const row = (...values: number[]) => tf.tensor2d([values]) as Tensor2D;
  const parts = () => ({ code: row(1, 2), latent: row(10, 20), ofSubject: row(0.5, 0.5), ofTarget: row(7, 7) });

  it('add the latent code, weighted; the third takes the subject’s mean code away first', () => {
    const [first, second] = small.latent.weights;
    for (const strategy of [agnostic, conditioned])
      expect([...strategy.join(tf, parts(), small).dataSync()]).toEqual([first + 10 * second, 2 * first + 20 * second]);
    expect([...transferred.join(tf, parts(), small).dataSync()]).toEqual([10.5, 21.5]);
  });

  it('put nothing, the subject or the target beside the noise', () => {
    expect([agnostic, conditioned, transferred].map(({ condition }) => condition)).toEqual([
      'nothing',
      'subject',
      'target',
    ]);
  });
});

describe('scale and controls', () => {
  const windows = Float32Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? at : 3));

  it('maps mean ± 2 deviations to [0, 1] and back', () => {
    const scale = fitWindowScale(windows, 2);
    const unit = toUnit(scale, windows);
    expect(Math.min(...unit)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...unit)).toBeLessThanOrEqual(1);
    for (const [at, value] of fromUnit(scale, unit).entries()) expect(value).toBeCloseTo(windows[at]!, 4);
    expect(toUnit(scale, [1e9, 3])[0]).toBe(1);
  });

  it('average, take means away, and add noise that follows from the window', () => {
    const window = Float32Array.of(0, 5, 2, 5, 4, 8);
    expect([...meansOver(2)(window, 2)]).toEqual([1, 5, 1, 5, 4, 8]);
    expect([...withoutMeans(window, 2)]).toEqual([-2, -1, 0, -1, 2, 2]);
    expect(noisy(1)(window, 2)).toEqual(noisy(1)(window, 2));
    expect(noisy(1)(window, 2)).not.toEqual(
      noisy(1)(
        window.map((value) => value + 1),
        2,
      ).map((value) => value - 1),
    );
    expect(() => meansOver(0)).toThrow(RangeError);
  });
});
