import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { OpenRuntime } from '@paretoboard/harness/runtimes/runtime.js';
import type { LoadedData } from '@paretoboard/harness/task/task-module.js';
import type { GenerateSubmission } from '@paretoboard/sdk/submission.js';
import task from '@paretoboard/tasks/dp-svae/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsWhere, trainInProcess } from '../train-in-process.js';
import copyAndReplay from './copy-and-replay.js';
import { gaussianAutoencoder } from './gaussian-autoencoder.js';
import { generatorSubmission } from './generator-submission.js';
import meanImage from './mean-image.js';
import { pixels } from './picture-scale.js';
import type { NetworkSettings, TrainingSettings } from './settings.js';
import { spikingAutoencoder } from './spiking-autoencoder.js';

let folder: string;
let runtime: OpenRuntime;
let data: LoadedData;
beforeAll(async () => {
  runtime = await openRuntime('wasm');
  folder = await mkdtemp(join(tmpdir(), 'glyphs '));
  await task.generateSurrogate(folder, 3);
  const whole = await task.open({ folder, variant: 'surrogate' });
  const few = (split: keyof LoadedData, items: number) =>
    itemsWhere(whole[split as 'train'], (_, index) => index < items);
  data = { train: few('train', 32), validation: few('validation', 2), test: few('test', 12) };
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const network: NetworkSettings = { channels: [2, 4, 6, 8], steps: 2, latent: 6, outputsPerUnit: 2, hidden: [8, 8] };
const training: TrainingSettings = { epochs: 10, batchSize: 16, microBatch: 16, learningRate: 1e-2, weightDecay: 1e-3 };

const train = (submission: GenerateSubmission) =>
  trainInProcess(submission, { runtime, module: task, data, track: 'image' });

/** Mean squared error over the test pictures at hand, by the task's own scorer. */
async function errorOf({ loaded }: Awaited<ReturnType<typeof train>>): Promise<number> {
  const items = Array.from({ length: data.test.items }, (_, index) => data.test.read(index));
  const answers = items.map(async (item, index) => {
    const image = { ...item.inputs.image!, shape: [1, ...item.inputs.image!.shape] };
    const outputs = {
      reconstruction: await loaded.reconstruct({ image }, 1),
      sample: await loaded.sample(Int32Array.of(index)),
    };
    return { index, item, outputs };
  });
  return task.score(await Promise.all(answers)).metrics['reconstruction-error']!;
}

/** Bit for bit: a spike that rounding decides changes the whole answer. */
async function expectAnswersAlone({ loaded }: Awaited<ReturnType<typeof train>>): Promise<void> {
  const images = [0, 1, 2].map((index) => data.test.read(index).inputs.image!);
  const together = Uint8Array.from(images.flatMap(({ data }) => [...data]));
  const reconstructed = await loaded.reconstruct({ image: { ...images[0]!, shape: [3, 32, 32], data: together } }, 3);
  const drawn = await loaded.sample(Int32Array.of(4, 5, 6));
  for (const [index, image] of images.entries()) {
    const ownPart = (all: { data: ArrayLike<number> }) =>
      Float32Array.from(all.data).subarray(index * pixels, (index + 1) * pixels);
    const alone = await loaded.reconstruct({ image: { ...image, shape: [1, 32, 32] } }, 1);
    expect(ownPart(reconstructed)).toEqual(alone.data);
    expect(ownPart(drawn)).toEqual((await loaded.sample(Int32Array.of(4 + index))).data);
  }
}

describe('trained on 32 glyphs', () => {
  it.each([
    ['spiking, with the printed noise', spikingAutoencoder(network), { sigma: 0.001, clip: 3 }],
    ['ordinary, not private', gaussianAutoencoder(network), null],
  ])(
    'the autoencoder learns: %s',
    async (_, autoencoder, noise) => {
      const trained = await train(generatorSubmission({ autoencoder, settings: training, noise }));
      expect(trained.losses.at(-1)!).toBeLessThan(0.75 * trained.losses[0]!);
      // Mid-grey everywhere has 0.83.
      expect(await errorOf(trained)).toBeLessThan(0.7);
      expect(trained.summary).toMatchObject({ steps: 20, epochs: 10, parameters: trained.loaded.parameters });
      if (noise) expect(trained.summary.privacy).toEqual({ ...noise, q: 16 / 32, steps: 20, delta: 1 / 32 });
      else expect(trained.summary.privacy).toBeUndefined();
      if (autoencoder.atOnce === 1) await expectAnswersAlone(trained);
    },
    120_000,
  );

  it('noise that protects keeps it from learning as much', async () => {
    const autoencoder = gaussianAutoencoder(network);
    const [little, much] = await Promise.all(
      [0.001, 20].map((sigma) =>
        train(generatorSubmission({ autoencoder, settings: training, noise: { sigma, clip: 3 } })),
      ),
    );
    expect(await errorOf(much!)).toBeGreaterThan(1.3 * (await errorOf(little!)));
  }, 120_000);
});

describe('the controls', () => {
  it('answer the mean picture, and copies and training pictures', async () => {
    const [mean, copy] = [await train(meanImage), await train(copyAndReplay)];
    expect(await errorOf(mean)).toBeLessThan(0.3);
    expect(await errorOf(copy)).toBe(0);
    const drawn = (await copy.loaded.sample(Int32Array.of(1, 2, 1))).data;
    expect(drawn.subarray(0, pixels)).toEqual(drawn.subarray(2 * pixels));
    const own = Array.from({ length: 32 }, (_, index) => data.train.read(index).inputs.image!.data.join());
    const bytes = Array.from(drawn.subarray(pixels, 2 * pixels), (level) => Math.round((level + 1) * 127.5));
    expect(own).toContain(bytes.join());
  });
});
