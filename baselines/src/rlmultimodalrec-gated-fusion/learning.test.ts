import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRanking } from '@paretoboard/harness/run/interactions/recommend.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import type { OpenRuntime } from '@paretoboard/harness/runtimes/runtime.js';
import type { Answer, LoadedData } from '@paretoboard/harness/task/task-module.js';
import type { RecommendSubmission } from '@paretoboard/sdk/submission.js';
import { places } from '@paretoboard/tasks/rlmultimodalrec-gated-fusion/definition.js';
import task from '@paretoboard/tasks/rlmultimodalrec-gated-fusion/task.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import nullRecommender from '../shared/null-recommender.js';
import popularity from '../shared/popularity.js';
import { trainInProcess } from '../train-in-process.js';
import { lightGcn } from './lightgcn-model.js';
import { matrixFactorisation } from './matrix-factorisation-model.js';
import { multimodal } from './multimodal-model.js';
import { rankingSubmission } from './ranking-submission.js';
import { small, type TrainingSettings } from './settings.js';

let folder: string;
let runtime: OpenRuntime;
let data: LoadedData;

beforeAll(async () => {
  runtime = await openRuntime('wasm');
  folder = await mkdtemp(join(tmpdir(), 'shop '));
  await task.generateSurrogate(folder, 3);
  data = await task.open({ folder, variant: 'surrogate' });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Far from trained out, in seconds. */
const short: TrainingSettings = {
  ...small.training,
  epochs: 10,
  mostStepsPerEpoch: 16,
  learningRate: 1e-2,
  validationPairs: 100,
};

async function trainAndScore(submission: RecommendSubmission, shop = data, users = 300) {
  const { summary, losses, loaded } = await trainInProcess(submission, {
    runtime,
    module: task,
    data: shop,
    track: 'full-ranking',
  });
  const answers: Answer[] = [];
  for (let index = 0; index < users; index++) {
    const item = shop.test.read(index);
    const { user, candidates } = item.inputs;
    const ranked = await loaded.rank({
      users: user!.data as Int32Array,
      candidates: candidates!.data as Int32Array,
      candidatesPerUser: candidates!.data.length,
      places,
      inputs: item.inputs,
    });
    const items = { dtype: 'int32' as const, shape: [1, places], data: ranked };
    checkRanking(
      { user: { ...user!, shape: [1] }, candidates: { ...candidates!, shape: [1, candidates!.data.length] } },
      { items },
    );
    answers.push({ index, item, outputs: { items: { ...items, shape: [places] } } });
  }
  return { summary, losses, recall: task.score(answers).metrics[`recall-${places}`]! };
}

const chance = (): number => (100 * places) / data.constants!.extent!.data[1]!;

describe('on a generated shop', () => {
  it('the null submission scores at chance, popularity well above', async () => {
    const nothing = await trainAndScore(nullRecommender);
    expect(Math.abs(nothing.recall - chance())).toBeLessThan(3);
    expect((await trainAndScore(popularity)).recall).toBeGreaterThan(3 * chance());
  });

  it.each([
    ['matrix factorisation', () => matrixFactorisation(16)],
    ['LightGCN', () => lightGcn(16, 2)],
    ['RLMultimodalRec', () => multimodal({ width: 16, policyHidden: 16, fusion: 'gate' })],
  ])(
    '%s learns more than popularity',
    async (_, model) => {
      const { summary, losses, recall } = await trainAndScore(rankingSubmission(model(), short));
      expect(losses.at(-1)).toBeLessThan(0.9 * losses[0]!);
      expect(recall).toBeGreaterThan((await trainAndScore(popularity)).recall);
      expect(summary.parameters).toBeGreaterThan(16 * 1_000);
    },
    60_000,
  );

  it('gives the same answers for the same seed', async () => {
    const settings = { ...short, epochs: 1 };
    const submission = rankingSubmission(multimodal({ width: 4, policyHidden: 4, fusion: 'gate' }), settings);
    const [once, again] = [await trainAndScore(submission, data, 50), await trainAndScore(submission, data, 50)];
    expect(again).toEqual(once);
  }, 60_000);

  it('can be trained where there are no features', async () => {
    const none = { dtype: 'float32' as const, shape: [data.constants!.image!.shape[0]!, 0], data: new Float32Array(0) };
    const bare: LoadedData = { ...data, constants: { ...data.constants, image: none, text: none } };
    const settings = { ...short, epochs: 2 };
    const submission = rankingSubmission(multimodal({ width: 8, policyHidden: 8, fusion: 'gate' }), settings);
    const { losses, recall } = await trainAndScore(submission, bare);
    expect(losses[1]).toBeLessThan(losses[0]!);
    expect(recall).toBeGreaterThan(chance());
  }, 60_000);
});
