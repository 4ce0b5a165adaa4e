import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { countParameters, type Weights } from '../shared/weights.js';
import type { StepDraws } from './autoencoder.js';
import { gaussianAutoencoder } from './gaussian-autoencoder.js';
import { postSynaptic, trainDiscrepancy } from './latent-dynamics.js';
import { pictureTensor, pixels } from './picture-scale.js';
import { full, small } from './settings.js';
import { spikingAutoencoder } from './spiking-autoencoder.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('wasm'));
});

function parametersOf(weights: Weights, part: string): number {
  return countParameters(Object.fromEntries(Object.entries(weights).filter(([name]) => name.startsWith(part))));
}

function close(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  const differences = Array.from(found, (value, at) => Math.abs(value - expected[at]!));
  expect(Math.max(...differences)).toBeLessThan(1e-5);
}

function noisePictures(rows: number) {
  const random = new Random(9);
  return pictureTensor(
    tf,
    Float32Array.from({ length: rows * pixels }, () => random.uniform(-1, 1)),
  );
}

/** Every component of the method, and the weights that it has in `full`. */
const components = [
  ['encoder: strided convolutions 32-64-128-256', /^encoder\/[0-3]\/(matrix|bias)$/, 387_840],
  ['encoder: linear 1024 → 128', /^encoder\/latent\/(matrix|bias)$/, 131_200],
  ['posterior: 256 → 256 → 512 → 128 · 20', /^posterior\/[0-2]\/(matrix|bias)$/, 1_510_656],
  ['prior: 128 → 256 → 512 → 128 · 20', /^prior\/[0-2]\/(matrix|bias)$/, 1_477_888],
  ['decoder: linear 128 → 1024', /^decoder\/latent\/(matrix|bias)$/, 132_096],
  ['decoder: transposed convolutions 128-64-32-32', /^decoder\/[0-3]\/(matrix|bias)$/, 396_544],
  ['decoder: plain convolution to the picture', /^decoder\/picture\//, 289],
  ['normalisation in every spiking layer', /\/(scale|offset)$/, 15_552],
] as const;

describe('the spiking autoencoder', () => {
  it('has the paper’s components, and no weights beside them: 4.05 million parameters in full', () => {
    const weights = spikingAutoencoder(full.network).initialWeights(tf, new Random(1));
    for (const [component, pattern, parameters] of components) {
      const own = Object.entries(weights).filter(([name]) => pattern.test(name));
      expect([component, countParameters(Object.fromEntries(own))]).toEqual([component, parameters]);
    }
    expect(countParameters(weights)).toBe(components.reduce((sum, [, , parameters]) => sum + parameters, 0));
    expect(countParameters(weights) / 1e6).toBeCloseTo(4.05, 2);
    expect(parametersOf(weights, 'prior/') / 1e6).toBeCloseTo(1.48, 2);
    expect(parametersOf(weights, 'posterior/') / 1e6).toBeCloseTo(1.52, 2);
  });

  it('has every component where it is small, and nothing else: depths may differ', () => {
    const names = Object.keys(spikingAutoencoder(small.network).initialWeights(tf, new Random(1)));
    for (const [component, pattern] of components)
      expect([component, names.some((name) => pattern.test(name))]).toEqual([component, true]);
    expect(names.filter((name) => !components.some(([, pattern]) => pattern.test(name)))).toEqual([]);
    expect({ ...full.training, epochs: 0, batchSize: 0, microBatch: 0 }).toEqual({
      ...small.training,
      epochs: 0,
      batchSize: 0,
      microBatch: 0,
    });
  });

  it('draws a sample by its seed alone, and reconstructs a picture by itself alone', () => {
    const autoencoder = spikingAutoencoder(small.network);
    const weights = autoencoder.initialWeights(tf, new Random(2));
    const sample = (...seeds: number[]) =>
      autoencoder.sample(tf, weights, seeds.length, () => seeds.map((seed) => new Random(seed))).dataSync();
    const [both, alone] = [sample(4, 5), sample(5)];
    close(alone, both.subarray(pixels));
    expect([...both.subarray(0, pixels)]).not.toEqual([...both.subarray(pixels)]);
    const pictures = noisePictures(2);
    const together = autoencoder.reconstruct(tf, weights, pictures).dataSync();
    const second = pictures.slice([1, 0, 0, 0], [1, 1, pixels, 1]) as typeof pictures;
    close(autoencoder.reconstruct(tf, weights, second).dataSync(), together.subarray(pixels));
  });
});

describe('the ordinary autoencoder', () => {
  it('has 1.18 million parameters in full, with half a latent space more than the card’s estimate counts', () => {
    const weights = gaussianAutoencoder(full.network).initialWeights(tf, new Random(1));
    expect(countParameters(weights) / 1e6).toBeCloseTo(1.18, 2);
  });

  it('answers pictures between −1 and 1, and no loss depends on what stands beside a picture', () => {
    const autoencoder = gaussianAutoencoder(small.network);
    const weights = autoencoder.initialWeights(tf, new Random(3));
    const pictures = noisePictures(3);
    const answer = autoencoder.reconstruct(tf, weights, pictures);
    expect(answer.shape).toEqual([3, 1, pixels, 1]);
    expect(tf.max(tf.abs(answer)).dataSync()[0]!).toBeLessThanOrEqual(1);
    const draws = (examples: number): StepDraws => ({ random: new Random(1), examples, progress: 0 });
    const losses = autoencoder.losses(tf, weights, pictures, draws(3)).dataSync();
    const first = pictures.slice([0, 0, 0, 0], [1, 1, pixels, 1]) as typeof pictures;
    expect(autoencoder.losses(tf, weights, first, draws(1)).dataSync()[0]!).toBeCloseTo(losses[0]!, 4);
  });
});

describe('post-synaptic potentials', () => {
  const ones = (steps: number): Tensor2D[] => Array.from({ length: steps }, () => tf.ones([2, 3]));

  it('of a constant 1 tend to 1 from below: 1 − 2^−t', () => {
    const potentials = postSynaptic(tf, ones(10)).map((potential) => potential.dataSync()[0]!);
    for (const [step, value] of potentials.entries()) expect(value).toBeCloseTo(1 - 2 ** -(step + 1), 6);
  });

  it('of equal trains have no discrepancy; of 1 and 0 the mean square of the potential', () => {
    const zeros = ones(2).map((z) => tf.zerosLike(z));
    expect([...trainDiscrepancy(tf, ones(2), ones(2)).dataSync()]).toEqual([0, 0]);
    // (0.5² + 0.75²) / 2
    expect(trainDiscrepancy(tf, ones(2), zeros).dataSync()[0]!).toBeCloseTo(0.40625, 6);
  });
});
