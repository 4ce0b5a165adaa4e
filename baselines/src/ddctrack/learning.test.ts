import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Adam } from '@paretoboard/sdk/adam.js';
import { Random } from '@paretoboard/sdk/random.js';
import type {
  LoadContext,
  Progress,
  Rows,
  SequenceModel,
  TensorFlow,
  TrainContext,
} from '@paretoboard/sdk/submission.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { variablesOf } from '../shared/weights.js';
import { exampleLoss } from './example-loss.js';
import { exampleBatch } from './examples.js';
import { initialWeights } from './network.js';
import { networkSubmission } from './network-submission.js';
import { type Configuration, type MethodSettings, small } from './settings.js';

const [width, height, count] = [64, 48, 48];
const tiny: Configuration = {
  network: {
    ...small.network,
    templateSize: 16,
    searchSize: 32,
    width: 24,
    heads: 2,
    hidden: 32,
    samples: [null, 10],
    bins: 16,
  },
  training: { ...small.training, steps: 50, batchSize: 8, learningRate: 4e-3 },
};

/** A bright square of 10 × 10 on dark noise. */
function frame(left: number, top: number, random: Random): Uint8Array {
  const data = Uint8Array.from({ length: width * height * 3 }, () => 30 + random.integer(20));
  for (let y = top; y < top + 10; y++) data.fill(230, 3 * (y * width + left), 3 * (y * width + left + 10));
  return data;
}

function bytes(pictures: readonly Uint8Array[]): Tensor {
  const data = new Uint8Array(pictures.length * width * height * 3);
  for (const [at, picture] of pictures.entries()) data.set(picture, at * picture.length);
  return { dtype: 'uint8', shape: [pictures.length, height, width, 3], data };
}

function floats(values: readonly number[], shape: number[]): Tensor {
  return { dtype: 'float32', shape, data: Float32Array.from(values) };
}

/** The square moves by up to 8 pixels from the last box of the history. */
function rows(): Rows {
  const random = new Random(11);
  const items = Array.from({ length: count }, () => {
    const [left, top] = [10 + random.integer(width - 30), 10 + random.integer(height - 30)];
    const [x, y] = [left + random.integer(17) - 8, top + random.integer(17) - 8];
    return {
      first: frame(left, top, random),
      now: frame(x, y, random),
      before: [left, top, 10, 10],
      box: [x, y, 10, 10],
    };
  });
  return {
    items: count,
    inputs: {
      firstFrame: bytes(items.map(({ first }) => first)),
      firstBox: floats(
        items.flatMap(({ before }) => before),
        [count, 4],
      ),
      history: floats(
        items.flatMap(({ before }) => [...before, ...before, ...before, ...before, ...before]),
        [count, 5, 4],
      ),
      frame: bytes(items.map(({ now }) => now)),
    },
    targets: {
      box: floats(
        items.flatMap(({ box }) => box),
        [count, 4],
      ),
    },
    attributes: [],
  };
}

let losses: number[];
let model: SequenceModel;
let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openRuntime('wasm'));
  const submission = networkSubmission(tiny, { sampling: 'dynamic', hasTemporalSequence: true, updatesTemplate: true });
  const files = new Map<string, Uint8Array>();
  losses = [];
  const context = {
    tf,
    random: new Random(1),
    all: rows,
    progress: ({ values }: Progress) => losses.push(values!.loss!),
    save: (name: string, content: Uint8Array) => files.set(name, content),
  };
  await submission.train(context as unknown as TrainContext);
  model = await submission.load({ tf, read: (name: string) => files.get(name)! } as unknown as LoadContext);
}, 240_000);

async function track(path: readonly (readonly [number, number])[]): Promise<number[][]> {
  const random = new Random(5);
  const [first, ...rest] = path.map(([left, top]) => bytes([frame(left, top, random)]));
  await model.begin({ firstFrame: first!, firstBox: floats([...path[0]!, 10, 10], [1, 4]) });
  const answers: number[][] = [];
  for (const frames of rest) {
    const { boxes } = (await model.step({ frames })) as NamedTensors;
    expect(boxes).toMatchObject({ dtype: 'float32', shape: [1, 4] });
    answers.push([...boxes!.data]);
  }
  await model.end?.();
  return answers;
}

describe('trained for a moment on a bright square', () => {
  const path = Array.from({ length: 8 }, (_, step) => [20 + 3 * (step % 4), 16 + 2 * step] as const);

  it('the loss falls', () => {
    expect(losses.at(-1)).toBeLessThan(losses[0]! - 0.5);
  });

  it('knows nothing of the sequence before', async () => {
    const once = await track(path);
    await track([
      [40, 10],
      [42, 12],
      [38, 14],
    ]);
    expect(await track(path)).toEqual(once);
  });
});

it('learns eight pairs by heart: the words of each say where the square is', () => {
  const method: MethodSettings = { sampling: 'dynamic', hasTemporalSequence: true, updatesTemplate: true };
  const pairs = Array.from({ length: 8 }, (_, row) => ({ row, marked: row }));
  const batch = exampleBatch(rows(), pairs, tiny.network, tiny.training, new Random(3));
  const variables = variablesOf(tf, initialWeights(tf, new Random(1), tiny.network));
  const list = Object.values(variables);
  const adam = new Adam(tf, list);
  let loss = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 150 && loss >= 0.1; step++)
    loss = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => exampleLoss(tf, variables, batch, tiny, method), list);
      adam.step(
        list.map(({ name }) => grads[name]!),
        tiny.training.learningRate,
      );
      return value.dataSync()[0]!;
    });
  expect(loss).toBeLessThan(0.1);
}, 120_000);
