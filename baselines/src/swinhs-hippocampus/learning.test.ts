import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemOf, stack } from '@paretoboard/harness/run/batch.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { Answer, LoadedData } from '@paretoboard/harness/task/task-module.js';
import type { PredictSubmission } from '@paretoboard/sdk/submission.js';
import task from '@paretoboard/tasks/swinhs-hippocampus/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsWhere, trainInProcess } from '../train-in-process.js';
import allForeground from './all-foreground.js';
import atlasAndIntensity from './atlas-and-intensity.js';
import meanAtlas from './mean-atlas.js';
import { swinHs } from './network.js';
import { small } from './settings.js';
import { volumeSubmission } from './volume-submission.js';

let folder: string;
let data: LoadedData;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heads '));
  await task.generateSurrogate(folder, 3);
  const whole = await task.open({ folder, variant: 'surrogate' });
  data = {
    ...whole,
    train: itemsWhere(whole.train, (_, index) => index < 4),
    test: itemsWhere(whole.test, (_, index) => index < 3),
  };
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function trainAndAnswer(submission: PredictSubmission) {
  const runtime = await openRuntime('wasm');
  const trained = await trainInProcess(submission, { runtime, module: task, data, track: 'volume' });
  const answers: Answer[] = [];
  for (let index = 0; index < data.test.items; index++) {
    const item = data.test.read(index);
    const outputs = await trained.loaded.predict(stack([item.inputs], ['volume', 'spacing']), 1);
    answers.push({ index, item, outputs: itemOf(outputs, 0) });
  }
  return { ...trained, answers, dsc: task.score(answers).metrics.dsc! };
}

/** Mean probability of voxels in the contour less that of the others, over all volumes. */
function contrastOf(answers: readonly Answer[]): number {
  const sums = { inside: 0, insideVoxels: 0, outside: 0, outsideVoxels: 0 };
  for (const { item, outputs } of answers) {
    for (const [voxel, value] of outputs.probability!.data.entries()) {
      const where = item.targets.mask!.data[voxel] ? 'inside' : 'outside';
      sums[where] += value;
      sums[`${where}Voxels`] += 1;
    }
  }
  return sums.inside / sums.insideVoxels - sums.outside / sums.outsideVoxels;
}

describe('methods', () => {
  it('know more the more they look at: everything, the usual place, the usual place and grey level', async () => {
    const [all, place, grey] = [
      await trainAndAnswer(allForeground),
      await trainAndAnswer(meanAtlas),
      await trainAndAnswer(atlasAndIntensity),
    ];
    expect(all.dsc).toBeGreaterThan(0);
    expect(place.dsc).toBeGreaterThan(3 * all.dsc);
    expect(grey.dsc).toBeGreaterThan(place.dsc);
  });

  it('the paper’s network learns: its loss falls, and the hippocampus is likelier than the rest', async () => {
    const short = volumeSubmission(swinHs(small.network), {
      ...small.training,
      epochs: 8,
      learningRate: 3e-2,
      crop: [16, 16, 16],
    });
    const { losses, summary, answers } = await trainAndAnswer(short);
    expect(summary).toMatchObject({ steps: 16, epochs: 8, parameters: 138_481 });
    expect(losses.at(-1)!).toBeLessThan(losses[0]! - 0.1);
    expect(contrastOf(answers)).toBeGreaterThan(0);
  }, 120_000);
});
