import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stack } from '@paretoboard/harness/run/batch.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { OpenRuntime } from '@paretoboard/harness/runtimes/runtime.js';
import type { LoadedData } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { TrainContext } from '@paretoboard/sdk/submission.js';
import task from '@paretoboard/tasks/anonymisation-har-gan/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsWhere, trainInProcess } from '../train-in-process.js';
import { anonymiserSubmission } from './anonymiser-submission.js';
import { type Settings, small } from './settings.js';
import { agnostic, conditioned, plainTransfer, transferred } from './strategies.js';
import { codesOf, meanCodes, trainAutoencoder } from './train-autoencoder.js';
import { trainGan } from './train-gan.js';
import { trainReIdentifier } from './train-re-identifier.js';
import { trainingWindows } from './training-windows.js';

const tiny: Settings = {
  ...small,
  autoencoder: { ...small.autoencoder, channels: [2, 4, 4] },
  discriminator: [2, 2, 4],
  reIdentifier: { ...small.reIdentifier, filters: 4, units: 8 },
  latent: { ...small.latent, size: 4, hidden: 8 },
  training: {
    autoencoder: { epochs: 4, batchSize: 16, learningRate: 1e-2 },
    reIdentifier: { epochs: 3, batchSize: 16, learningRate: 1e-2 },
    gan: { epochs: 2, batchSize: 16, learningRate: 5e-3, decay: 0.9 },
  },
};

let folder: string;
let runtime: OpenRuntime;
let data: LoadedData;
beforeAll(async () => {
  runtime = await openRuntime('wasm');
  folder = await mkdtemp(join(tmpdir(), 'walkers '));
  await task.generateSurrogate(folder, 3);
  const whole = await task.open({ folder, variant: 'surrogate' });
  // A few windows of everybody.
  data = {
    train: itemsWhere(whole.train, (_, index) => index % 40 === 0),
    validation: itemsWhere(whole.validation, (_, index) => index < 2),
    test: itemsWhere(whole.test, (_, index) => index < 6),
  };
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const train = (strategy: Parameters<typeof anonymiserSubmission>[0], track: string) =>
  trainInProcess(anonymiserSubmission(strategy, tiny), { runtime, module: task, data, track });

function batchOf(indices: readonly number[]) {
  const inputs = indices.map((index) => data.test.read(index).inputs);
  const { window, ...conditions } = stack(inputs, ['window', 'subject', 'target']);
  return { batch: { window: window! }, conditions };
}

describe('an anonymiser', () => {
  it.each([
    ['AG', 'window', agnostic],
    ['AcG', 'conditioned', conditioned],
    ['DFI', 'conditioned', transferred],
    ['DFI without training against anybody', 'conditioned', plainTransfer],
  ])(
    'learns, and changes each window by itself, always alike: %s',
    async (_name, track, strategy) => {
      const { losses, loaded, summary } = await train(strategy, track);
      expect(losses[3]!).toBeLessThan(0.9 * losses[0]!);
      expect(summary.parameters).toBe(loaded.parameters);
      const { batch, conditions } = batchOf([0, 1, 2]);
      const shown = track === 'window' ? {} : conditions;
      const together = (await loaded.transform(batch, shown, 3)).window!;
      expect(together.shape).toEqual([3, 100, 9]);
      const one = batchOf([1]);
      const alone = (await loaded.transform(one.batch, track === 'window' ? {} : one.conditions, 1)).window!;
      for (const [at, value] of alone.data.entries()) expect(value).toBeCloseTo(together.data[900 + at]!, 4);
    },
    60_000,
  );
});

describe('adversarial training', () => {
  it('leaves encoder and re-identifier as they are, and moves the decoder', async () => {
    const rows = Array.from({ length: data.train.items }, (_, index) => data.train.read(index));
    const context = {
      tf: runtime.tf,
      random: new Random(2),
      progress: () => {},
      all: () => ({
        items: rows.length,
        inputs: stack(
          rows.map(({ inputs }) => inputs),
          ['window'],
        ),
        targets: stack(
          rows.map(({ targets }) => targets),
          ['subject'],
        ),
        attributes: [],
      }),
    } as unknown as TrainContext;
    const windows = trainingWindows(context, tiny);
    expect([windows.items, windows.classes]).toEqual([rows.length, 8]);
    const autoencoder = await trainAutoencoder(context, windows, tiny);
    const { weights: reIdentifier } = await trainReIdentifier(context, windows, tiny);
    const { codes, codeSize } = codesOf(context, windows, autoencoder, tiny);
    expect(codeSize).toBe(12 * 1 * 4);
    const means = meanCodes(codes, windows);
    const snapshot = () =>
      Object.entries({ ...autoencoder.weights, ...reIdentifier }).map(([name, value]) => [name, [...value.dataSync()]]);
    const before = snapshot();
    const generator = {
      strategy: conditioned,
      settings: tiny,
      geometry: windows.geometry,
      means: runtime.tf.tensor2d(means, [8, codeSize]),
    };
    const gan = await trainGan(context, {
      windows,
      generator,
      codes,
      codeSize,
      autoencoder: autoencoder.weights,
      reIdentifier,
    });
    expect(snapshot()).toEqual(before);
    expect(Object.keys(gan.weights).filter((name) => name.startsWith('encoder/'))).toEqual([]);
    const moved = (name: string) =>
      Math.max(
        ...gan.weights[name]!.dataSync().map((value, at) =>
          Math.abs(value - autoencoder.weights[name]!.dataSync()[at]!),
        ),
      );
    expect(moved('decoder/1')).toBeGreaterThan(1e-4);
    expect(gan.steps).toBe(2 * Math.ceil(rows.length / 16));
  }, 60_000);
});
