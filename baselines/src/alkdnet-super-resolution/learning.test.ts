import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemOf, stack } from '@paretoboard/harness/run/batch.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { LoadedData } from '@paretoboard/harness/task/task-module.js';
import type { PredictSubmission } from '@paretoboard/sdk/submission.js';
import task from '@paretoboard/tasks/alkdnet-super-resolution/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsWhere, trainInProcess } from '../train-in-process.js';
import { smallNetwork } from './ablation.js';
import bicubic from './bicubic.js';
import nearest from './nearest.js';
import { networkSubmission } from './network-submission.js';

let folder: string;
let data: LoadedData;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drawings '));
  await task.generateSurrogate(folder, 3);
  const whole = await task.open({ folder, variant: 'surrogate' });
  data = { ...whole, test: itemsWhere(whole.test, (_, index) => index % 5 === 0) };
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function trainAndScore(submission: PredictSubmission) {
  const runtime = await openRuntime('wasm');
  const { losses, loaded, summary } = await trainInProcess(submission, { runtime, module: task, data, track: 'image' });
  const answers = [];
  for (let index = 0; index < data.test.items; index++) {
    const item = data.test.read(index);
    answers.push({ index, item, outputs: itemOf(await loaded.predict(stack([item.inputs], ['image']), 1), 0) });
  }
  return { losses, summary, psnr: task.score(answers).metrics.psnr! };
}

describe('methods', () => {
  it('bicubic interpolation is ahead of the nearest neighbour', async () => {
    const [smooth, coarse] = [await trainAndScore(bicubic), await trainAndScore(nearest)];
    expect(smooth.psnr).toBeGreaterThan(coarse.psnr + 0.5);
  });

  it('the paper’s network learns to leave the nearest neighbour behind', async () => {
    const short = networkSubmission(smallNetwork(), { steps: 36, batchSize: 2, cropSide: 16, learningRate: 1e-3 });
    const { losses, summary, psnr } = await trainAndScore(short);
    expect(losses.at(-1)!).toBeLessThan(losses[0]!);
    expect(summary).toMatchObject({ steps: 36, epochs: 2, parameters: 10_756 });
    expect(psnr).toBeGreaterThan((await trainAndScore(nearest)).psnr);
  }, 60_000);
});
