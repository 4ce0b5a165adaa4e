import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Weights } from '../shared/weights.js';
import { exampleLoss } from './example-loss.js';
import type { ExampleBatch } from './examples.js';
import { historyWords, initialWeights } from './network.js';
import { type Configuration, type Sampling, small, wordsPerBox } from './settings.js';

/** The contrastive loss is as heavy as the other, so that its layers show. */
const configuration: Configuration = {
  network: {
    ...small.network,
    templateSize: 16,
    searchSize: 32,
    width: 16,
    heads: 2,
    hidden: 24,
    // All 4 + 16 patches: which patches are picked has no slope, the way of those that are has.
    samples: [null, 20],
  },
  training: { ...small.training, contrastiveWeight: 1 },
};
/** Length of the step along a layer's gradient, on either side. */
const reach = 2e-3;

function exampleBatch(): ExampleBatch {
  const random = new Random(7);
  const items = 2;
  const { templateSize, searchSize, bins } = configuration.network;
  const values = (size: number) => Float32Array.from({ length: items * size * size * 3 }, () => random.uniform(0, 255));
  const words = (count: number) => Int32Array.from({ length: items * count }, () => random.integer(bins));
  return {
    items,
    templates: values(templateSize),
    searches: values(searchSize),
    words: words(wordsPerBox),
    history: words(historyWords),
  };
}

const batch = exampleBatch();
let tf: TensorFlow;
let weights: Weights;
beforeAll(async () => {
  ({ tf } = await openRuntime('wasm'));
  weights = initialWeights(tf, new Random(1), configuration.network);
});

describe('with every patch picked', () => {
  const sampling: Sampling = 'top-k';
  const lossOf = (given: Weights) =>
    exampleLoss(tf, given, batch, configuration, { sampling, hasTemporalSequence: true, updatesTemplate: true });

  it('the gradient of every layer is the slope of the loss along it', () => {
    const names = Object.keys(weights);
    const loss = (...values: Tensor[]) => lossOf(Object.fromEntries(names.map((name, at) => [name, values[at]!])));
    const gradients = tf.grads(loss as never)(names.map((name) => weights[name]!)) as Tensor[];
    const slopes = names.map((name, at) => {
      const length = Math.sqrt(gradients[at]!.square().sum().dataSync()[0]!);
      const at_ = (distance: number): number =>
        tf.tidy(() => {
          const moved = tf.add(weights[name]!, tf.mul(gradients[at]!, distance / Math.max(length, 1e-12)));
          return lossOf({ ...weights, [name]: moved }).dataSync()[0]!;
        });
      return { name, length, slope: (at_(reach) - at_(-reach)) / (2 * reach) };
    });
    // A shift of every key by the same vector changes no softmax: nothing but rounding is left there.
    const wrong = slopes.filter(
      ({ name, length, slope }) =>
        Math.abs(slope - length) > 0.02 * length + 1e-3 || (length < 1e-4 && !name.endsWith('/key/bias')),
    );
    expect(wrong).toEqual([]);
  }, 120_000);
});
