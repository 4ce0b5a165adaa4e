import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemOf, stack } from '@paretoboard/harness/run/batch.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { OpenRuntime } from '@paretoboard/harness/runtimes/runtime.js';
import type { Answer, LoadedData } from '@paretoboard/harness/task/task-module.js';
import type { PredictSubmission } from '@paretoboard/sdk/submission.js';
import task from '@paretoboard/tasks/mdsf-video-anomaly/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsWhere, trainInProcess } from '../train-in-process.js';
import frameDifference, { frameDifferences } from './frame-difference.js';
import frameIndex from './frame-index.js';
import gaussianBackground, { deviations, fitBackground } from './gaussian-background.js';
import { mdsfSubmission } from './mdsf-submission.js';
import meanGreyLevel, { meanGreyLevels } from './mean-grey-level.js';
import { quickestMotions } from './optical-flow.js';
import { small } from './settings.js';

let runtime: OpenRuntime;
let folder: string;
let data: LoadedData;
beforeAll(async () => {
  runtime = await openRuntime('wasm');
  folder = await mkdtemp(join(tmpdir(), 'walkway '));
  await task.generateSurrogate(folder, task.surrogateSeed);
  const whole = await task.open({ folder, variant: 'surrogate' });
  data = {
    ...whole,
    train: itemsWhere(whole.train, (_, index) => index % 8 === 0),
    validation: itemsWhere(whole.validation, (_, index) => index % 8 === 0),
    test: itemsWhere(whole.test, (_, index) => index % 6 === 0),
  };
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function trained(submission: PredictSubmission, track = 'frames') {
  const { summary, losses, loaded } = await trainInProcess(submission, { runtime, module: task, data, track });
  const items = Array.from({ length: data.test.items }, (_, index) => data.test.read(index));
  const shown = task.definition.tracks.find(({ id }) => id === track)!.testInputs;
  const answer = async (from: number, to: number) => {
    const some = items.slice(from, to).map(({ inputs }) => inputs);
    return loaded.predict(stack(some, shown), some.length);
  };
  const together = await answer(0, items.length);
  const answers: Answer[] = items.map((item, index) => ({ index, item, outputs: itemOf(together, index) }));
  return { summary, losses, answers, alone: await answer(3, 4), metrics: task.score(answers).metrics };
}

const tiny = {
  ...small,
  size: [32, 48] as const,
  teacher: [4, 8],
  student: [2, 4],
  fusion: 4,
  teacherTraining: { epochs: 6, batchSize: 8, learningRate: 1e-2 },
  studentTraining: { epochs: 4, batchSize: 8, learningRate: 1e-2 },
  gateTraining: { epochs: 2, batchSize: 8, learningRate: 1e-2 },
};

describe('trained on a part of the surrogate', () => {
  it('teacher and student learn, the gates train, and the artefact answers a frame alone as in a batch', async () => {
    const parts = { amplification: true, saliency: true };
    const result = await trained(mdsfSubmission({ configuration: tiny, parts, gatesTrained: true }));
    expect(result.losses).toHaveLength(12);
    expect(result.losses[5]!).toBeLessThan(0.7 * result.losses[0]!);
    expect(result.losses[9]!).toBeLessThan(0.9 * result.losses[6]!);
    expect(result.summary.epochs).toBe(12);
    const together = result.answers[3]!.outputs.score!.data[0]!;
    expect(result.alone.score!.data[0]).toBeCloseTo(together, 3);
    expect(new Set(result.answers.map(({ outputs }) => outputs.score!.data[0])).size).toBeGreaterThan(50);
  }, 60_000);

  it('controls and untrained scores answer what they say', async () => {
    const [position, grey, difference] = [
      await trained(frameIndex, 'position'),
      await trained(meanGreyLevel),
      await trained(frameDifference),
    ];
    const { position: frame } = data.test.read(7).inputs;
    expect(position.answers[7]!.outputs.score!.data[0]).toBe(frame!.data[0]);
    expect(grey.answers[0]!.outputs.score!.data[0]).toBeGreaterThan(50);
    expect(difference.metrics['micro-auc']).toBeGreaterThan(60);
  });

  it('a background of one normal distribution a pixel is learnt and applied', async () => {
    const { metrics, alone, answers } = await trained(gaussianBackground);
    expect(alone.score!.data[0]).toBeCloseTo(answers[3]!.outputs.score!.data[0]!, 4);
    expect(metrics['micro-auc']).toBeTypeOf('number');
  });
});

describe('scores without training', () => {
  /** Two stacks of 4 × 4: the second changes by 6 levels in its last step. */
  const frames = {
    dtype: 'uint8' as const,
    shape: [2, 4, 4, 3],
    data: Uint8Array.from({ length: 96 }, (_, at) => (at < 48 ? 100 : at % 3 === 2 ? 106 : 100)),
  };

  it('are the mean difference and the mean level of the last frame', () => {
    expect([...frameDifferences({ frames }, 2)]).toEqual([0, 6]);
    expect([...meanGreyLevels({ frames }, 2)]).toEqual([100, 106]);
  });

  it('measure a pattern that moves by half a pixel a frame as that', () => {
    const [height, width] = small.size;
    const levels = Uint8Array.from({ length: height * width * 3 }, (_, at) => {
      const [pixel, time] = [Math.floor(at / 3), at % 3];
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      return Math.round(128 + 100 * Math.sin((x - 0.5 * time) / 3) + 20 * Math.sin(y / 6));
    });
    const moving = { dtype: 'uint8' as const, shape: [1, height, width, 3], data: levels };
    expect(quickestMotions({ frames: moving }, 1)[0]).toBeGreaterThan(0.35);
    expect(quickestMotions({ frames: moving }, 1)[0]).toBeLessThan(0.55);
    const still = { ...moving, data: levels.map((_, at) => levels[at - (at % 3)]!) };
    expect(quickestMotions({ frames: still }, 1)[0]).toBe(0);
  });

  it('measure deviations in units of each pixel’s spread', () => {
    const levels = Float32Array.of(10, 100, 14, 140);
    const background = fitBackground({ items: 2, size: [1, 2], levels });
    expect([...background.mean]).toEqual([12, 120]);
    expect([...background.deviation]).toEqual([2, 20]);
    const odd = { items: 1, size: [1, 2] as const, levels: Float32Array.of(16, 120) };
    expect([...deviations(background, odd)]).toEqual([2]);
  });
});
