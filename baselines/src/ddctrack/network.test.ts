import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { countParameters, type Weights } from '../shared/weights.js';
import { patchScores } from './ddc-block.js';
import { contrastiveLoss, wordLoss } from './loss.js';
import { forward, gridsOf, historyWords, type ImageBatch, initialWeights } from './network.js';
import { full, type MethodSettings, type NetworkSettings, small, wordsPerBox } from './settings.js';
import { momentsOf } from './token-batch-norm.js';
import { attentionWeights } from './token-layers.js';
import { learningRateAt } from './train-network.js';

let tf: TensorFlow;
let weights: Weights;
beforeAll(async () => {
  ({ tf } = await openRuntime('wasm'));
  weights = initialWeights(tf, new Random(1), small.network);
});

const settings = small.network;
const method: MethodSettings = { sampling: 'dynamic', hasTemporalSequence: true, updatesTemplate: true };

function images(items: number): ImageBatch {
  const random = new Random(7);
  const values = (size: number) => Float32Array.from({ length: items * size * size * 3 }, () => random.uniform(0, 255));
  const history = Int32Array.from({ length: items * historyWords }, () => random.integer(settings.bins));
  return { items, templates: values(settings.templateSize), searches: values(settings.searchSize), history };
}

/** Logits, and how many patches each block kept of each item. */
function run(
  batch: ImageBatch,
  changed: Partial<MethodSettings> = {},
  network: NetworkSettings = settings,
  of = weights,
) {
  const kept: number[][] = [];
  const onKept = (_block: string, flags: Float32Array): void => {
    const size = flags.length / batch.items;
    kept.push(
      Array.from({ length: batch.items }, (_, item) =>
        flags.subarray(item * size, (item + 1) * size).reduce((a, b) => a + b, 0),
      ),
    );
  };
  const options = { settings: network, method: { ...method, ...changed }, moments: { from: 'batch' } as const, onKept };
  const { logits, pooled } = tf.tidy(() => ({ ...forward(tf, of, batch, options) }));
  return { logits: logits.dataSync() as Float32Array, pooled: pooled.dataSync() as Float32Array, kept };
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, at) => Math.max(largest, Math.abs(value - b[at]!)), 0);
}

const group = (of: Weights, pattern: RegExp): number =>
  countParameters(Object.fromEntries(Object.entries(of).filter(([name]) => pattern.test(name))));

describe('the parts of the method', () => {
  const [d, hidden] = [settings.width, settings.hidden];
  it.each([
    ['patch projection', /^patches\/(matrix|bias)$/, (8 * 8 * 3 + 1) * d],
    ['positions of 16 + 64 patches', /^patches\/place$/, 80 * d],
    ['class token', /^class\//, d],
    ['four query words', /^query\//, 4 * d],
    ['dynamic position embedding (DPE)', /^block0\/position/, 9 * d + d],
    ['layer norm before the sampler', /^block0\/norm1/, 2 * d],
    ['dynamic token sampler (DTS): Q, K, V and output', /^block0\/(query|key|value|out)/, 4 * (d + 1) * d],
    ['batch norm before the ConvFFN', /^block0\/norm2/, 2 * d],
    ['ConvFFN', /^block0\/(expand|mix|reduce)/, (d + 1) * hidden + 10 * hidden + (hidden + 1) * d],
    ['word embeddings', /^words\/embedding/, 64 * d],
    ['sequence encoder', /^sequence0/, 3 * (d + 1) * d + (d + 1) * d + (d + 1) * hidden + (hidden + 1) * d + 4 * d],
  ])('%s', (_name, pattern, parameters) => {
    expect(group(weights, pattern)).toBe(parameters);
  });

  it('three DDC blocks, about 100,000 parameters in all', () => {
    expect(Object.keys(weights).filter((name) => name.endsWith('position/filter'))).toHaveLength(3);
    expect(countParameters(weights)).toBe(99_216);
  });

  it('`full` has the printed sizes; `small` changes sizes and steps, and disguises pairs', () => {
    expect(full.network).toMatchObject({ width: 256, heads: 8, hidden: 1024, bins: 3500, patch: 16 });
    expect(gridsOf(full.network)).toEqual([8, 16]);
    expect(gridsOf({ ...full.network, searchSize: 384 })[1]).toBe(24);
    const { steps, batchSize, learningRate, isDisguised, ...rest } = small.training;
    expect({ steps, batchSize, learningRate, isDisguised }).toEqual({
      steps: 800,
      batchSize: 32,
      learningRate: 4e-3,
      isDisguised: true,
    });
    expect(full.training).toMatchObject(rest);
  });
});

describe('the network', () => {
  it('answers logits for four words and a global representation', () => {
    const { logits, pooled } = run(images(2));
    expect([logits.length, pooled.length]).toEqual([2 * wordsPerBox * settings.bins, 2 * settings.width]);
    expect([...logits, ...pooled].every(Number.isFinite)).toBe(true);
  });

  it('keeps all patches in the first block, then at most 40 and 20', () => {
    const [first, second, third] = run(images(3)).kept;
    expect(first).toEqual([80, 80, 80]);
    for (const item of [0, 1, 2]) {
      expect(second![item]).toBeLessThanOrEqual(40);
      expect(third![item]).toBeLessThanOrEqual(Math.min(20, second![item]!));
      expect(third![item]).toBeGreaterThan(0);
    }
    for (const sampling of ['top-k', 'random-k'] as const)
      expect(run(images(2), { sampling }).kept.slice(1)).toEqual([
        [40, 40],
        [20, 20],
      ]);
  });

  it('with every token kept by the sampler is the network of plain attention', () => {
    const keepingAll = { ...settings, samples: [80, 80, 80] };
    const sampled = run(images(2), { sampling: 'top-k' }, keepingAll);
    expect(sampled.kept.flat()).toEqual(new Array(6).fill(80));
    const plain = run(images(2), { sampling: 'all' });
    expect(largestDifference(sampled.logits, plain.logits)).toBeLessThan(1e-4);
    expect(largestDifference(sampled.pooled, plain.pooled)).toBeLessThan(1e-4);
  });

  it('uses the temporal sequence only where it is asked for', () => {
    const batch = images(1);
    const other = { ...batch, history: batch.history.map((word) => (word + 7) % settings.bins) };
    expect(largestDifference(run(batch).logits, run(other).logits)).toBeGreaterThan(1e-4);
    const without = { hasTemporalSequence: false };
    expect(largestDifference(run(batch, without).logits, run(other, without).logits)).toBe(0);
  });
});

describe('scores of patches', () => {
  it('are shares of attention times length of value, summed over heads', () => {
    const row = tf.tensor4d([0.2, 0.3, 0.5, 0.4, 0.6, 0], [1, 2, 1, 3]);
    // Lengths 9, 1, 2 in the first head, 9, 1, 5 in the second; the first token is the class token.
    const values = tf.tensor4d([9, 0, 1, 0, 0, 2, 9, 0, 0, 1, 3, 4], [1, 2, 3, 2]);
    const scores = [...patchScores(tf, row as Tensor4D, values, 1).dataSync()];
    expect(scores[0]).toBeCloseTo((0.3 + 0.6) / (0.3 + 0.6 + 1), 6);
    expect(scores[0]! + scores[1]!).toBeCloseTo(1, 6);
  });

  it('are not given to padding', () => {
    const [q, k] = [tf.ones([1, 1, 1, 2]) as Tensor4D, tf.ones([1, 1, 3, 2]) as Tensor4D];
    expect([...attentionWeights(tf, q, k, tf.tensor2d([[0, 1, 0]])).dataSync()]).toEqual([0.5, 0, 0.5]);
  });
});

it('moments of tokens leave padding out', () => {
  const { mean, variance } = momentsOf(tf, tf.tensor3d([[[1], [3], [50]]]), tf.tensor2d([[1, 1, 0]]));
  expect([mean.dataSync()[0], variance.dataSync()[0]]).toEqual([2, 1]);
});

describe('losses', () => {
  it('contrast is low where pairs match, and the logarithm of the batch where nothing tells them apart', () => {
    const eye = tf.eye(4) as Tensor2D;
    expect(contrastiveLoss(tf, eye, eye, 0.1).dataSync()[0]).toBeLessThan(0.01);
    expect(contrastiveLoss(tf, tf.ones([4, 3]), tf.ones([4, 3]), 0.1).dataSync()[0]).toBeCloseTo(Math.log(4), 5);
  });

  it('of words is that of a uniform answer without evidence', () => {
    expect(wordLoss(tf, tf.zeros([2, 4, 64]), new Int32Array(8)).dataSync()[0]).toBeCloseTo(Math.log(64), 5);
  });

  it('is learnt at a rate that warms up, stays, and falls to a tenth', () => {
    expect([0, 19, 200, 390].map((step) => learningRateAt(step, 400, 1e-3))).toEqual([5e-5, 1e-3, 1e-3, 1e-4]);
  });
});
