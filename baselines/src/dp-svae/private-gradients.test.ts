import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor1D, Variable } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { variablesOf, type Weights } from '../shared/weights.js';
import type { Autoencoder } from './autoencoder.js';
import { gaussianAutoencoder } from './gaussian-autoencoder.js';
import { pictureTensor, pixels } from './picture-scale.js';
import { clippedGradients, normalNoise, poissonSample } from './private-gradients.js';
import type { NetworkSettings } from './settings.js';
import { spikingAutoencoder } from './spiking-autoencoder.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('wasm'));
});

const tiny: NetworkSettings = { channels: [2, 2, 3, 3], steps: 2, latent: 3, outputsPerUnit: 2, hidden: [4, 5] };
const examples = 3;

function pictures(rows: number, seed: number) {
  const random = new Random(seed);
  return pictureTensor(
    tf,
    Float32Array.from({ length: rows * pixels }, () => random.uniform(-1, 1)),
  );
}

/** Losses that do not draw: every call sees the same random numbers, row by row alike. */
function lossesOf(autoencoder: Autoencoder, batch: ReturnType<typeof pictures>) {
  const constant = { integer: () => 0, normal: () => 0.3, uniform: () => 0.9 } as unknown as Random;
  return (weights: Weights): Tensor1D =>
    autoencoder.losses(tf, weights, batch, { random: constant, examples: batch.shape[0], progress: 0 });
}

function flat(gradients: Readonly<Record<string, Tensor>>): number[] {
  return Object.values(gradients).flatMap((gradient) => [...gradient.dataSync()]);
}

describe.each([
  ['spiking', spikingAutoencoder(tiny)],
  ['ordinary', gaussianAutoencoder(tiny)],
])('clipped gradients of the %s autoencoder', (_, autoencoder) => {
  let variables: Record<string, Variable>;
  beforeAll(() => {
    variables = variablesOf(tf, autoencoder.initialWeights(tf, new Random(4)));
  });

  it('add up to the gradient of the whole batch where nothing is clipped', () => {
    const batch = pictures(examples, 5);
    const { sums, losses } = clippedGradients(tf, variables, tf.ones([examples]), 1e9, lossesOf(autoencoder, batch));
    const { grads, value } = tf.variableGrads(
      () => tf.sum(lossesOf(autoencoder, batch)(variables)),
      Object.values(variables),
    );
    expect(tf.sum(losses).dataSync()[0]!).toBeCloseTo(value.dataSync()[0]!, 3);
    const expected = Object.keys(variables).flatMap((name) => [...grads[variables[name]!.name]!.dataSync()]);
    flat(sums).forEach((found, at) => {
      expect(Math.abs(found - expected[at]!)).toBeLessThan(1e-3 + 1e-3 * Math.abs(expected[at]!));
    });
  });

  it('leave out what only fills the batch up', () => {
    const [batch, full] = [pictures(examples, 8), pictures(examples + 2, 8)];
    const of = (some: typeof batch, counted: number[]): number[] =>
      flat(clippedGradients(tf, variables, tf.tensor1d(counted), 0.1, lossesOf(autoencoder, some)).sums);
    const expected = of(batch, [1, 1, 1]);
    for (const [at, value] of of(full, [1, 1, 1, 0, 0]).entries()) expect(value).toBeCloseTo(expected[at]!, 6);
  });

  it('never exceed the norm, each by itself, and say what the norms were', () => {
    for (const clip of [0.05, 0.5]) {
      const one = clippedGradients(tf, variables, tf.ones([1]), clip, lossesOf(autoencoder, pictures(1, 6)));
      const norm = Math.hypot(...flat(one.sums));
      expect(norm).toBeLessThanOrEqual(clip * (1 + 1e-5));
      expect(norm).toBeCloseTo(Math.min(clip, one.norms.dataSync()[0]!), 4);
    }
  });

  it('bound what one example can change: without it the sum moves by the norm at most', () => {
    const clip = 0.1;
    const all = pictures(examples, 7);
    const fewer = all.slice([0, 0, 0, 0], [examples - 1, 1, pixels, 1]) as typeof all;
    const [whole, rest] = [all, fewer].map((batch) =>
      flat(clippedGradients(tf, variables, tf.ones([batch.shape[0]]), clip, lossesOf(autoencoder, batch)).sums),
    ) as [number[], number[]];
    expect(Math.hypot(...whole.map((value, at) => value - rest[at]!))).toBeLessThanOrEqual(clip * (1 + 1e-3));
  });
});

describe('the randomness of DP-SGD', () => {
  it('takes each example with probability q, by the seed', () => {
    const sample = poissonSample(20_000, 0.1, new Random(1));
    expect(sample).toEqual(poissonSample(20_000, 0.1, new Random(1)));
    expect(Math.abs(sample.length - 2_000)).toBeLessThan(6 * Math.sqrt(20_000 * 0.1 * 0.9));
    expect(poissonSample(5, 1, new Random(1))).toEqual(Uint32Array.of(0, 1, 2, 3, 4));
  });

  it('adds noise of the deviation that was asked for', () => {
    const noise = normalNoise(tf, [100, 100], 3, new Random(2));
    const { mean, variance } = tf.moments(noise);
    expect(mean.dataSync()[0]!).toBeCloseTo(0, 0);
    expect(Math.sqrt(variance.dataSync()[0]!)).toBeCloseTo(3, 0);
  });
});
