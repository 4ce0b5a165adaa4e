import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TaskDefinition, taskDefinitionSchema } from '@paretoboard/contract/task.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Item, ItemSource, LoadedData } from '../../task/task-module.js';
import { accuracyPass } from '../accuracy-pass.js';
import { limitsOf } from '../budgets.js';
import { constantsOf } from '../constants.js';
import { blobsManifest } from '../fixtures/blobs-manifest.js';
import { blobsTask } from '../fixtures/blobs-task.js';
import { load } from '../load.js';
import { processSessions } from '../process-sessions.js';
import { train } from '../train.js';
import { recommend } from './recommend.js';

const int32 = (shape: number[], ...values: number[]) => ({
  dtype: 'int32' as const,
  shape,
  data: Int32Array.from(values),
});

const { tracks } = blobsTask.definition;
const definition: TaskDefinition = taskDefinitionSchema.parse({
  ...blobsTask.definition,
  interaction: 'recommend',
  inputs: [
    { name: 'user', dtype: 'int32', shape: [] },
    { name: 'candidates', dtype: 'int32', shape: [null] },
  ],
  targets: [{ name: 'relevant', dtype: 'int32', shape: [null] }],
  trainingRows: {
    inputs: [{ name: 'user', dtype: 'int32', shape: [] }],
    targets: [{ name: 'item', dtype: 'int32', shape: [] }],
  },
  constants: [{ name: 'price', dtype: 'float32', shape: [null] }],
  outputs: [{ name: 'items', dtype: 'int32', shape: [2] }],
  tracks: [{ ...tracks[0], trainingInputs: ['user'], testInputs: ['user', 'candidates'] }],
});

const source = (items: number, read: (index: number) => Omit<Item, 'attributes' | 'group'>): ItemSource => ({
  items,
  read: (index) => ({ ...read(index), attributes: {}, group: String(index) }),
});
const candidates = [
  [4, -1, 1, 0, 3],
  [2, 0, -1, 4, 1],
];
const rows = source(6, (index) => ({
  inputs: { user: int32([], index % 2) },
  targets: { item: int32([], index) },
}));
const data: LoadedData = {
  train: rows,
  validation: rows,
  test: source(2, (index) => ({
    inputs: { user: int32([], index), candidates: int32([5], ...candidates[index]!) },
    targets: { relevant: int32([1], 0) },
  })),
  constants: { price: { dtype: 'float32', shape: [5], data: Float32Array.of(9, 1, 7, 3, 5) } },
};

/** Recommends the cheapest candidates by the prices that it is given when it is loaded, if training saw the same; `extra` goes to the end of each answer. */
const cheapest = (extra: string): string => `
export default {
  interaction: 'recommend',
  train(context) {
    const rows = context.all('train');
    if (rows.items !== 6 || rows.attributes.length !== 6) throw new Error('rows');
    context.save('prices', new TextEncoder().encode(JSON.stringify([...context.constants.price.data])));
    return { steps: 1, epochs: 1, parameters: 5 };
  },
  load(context) {
    const prices = context.constants.price.data;
    const seen = JSON.parse(new TextDecoder().decode(context.read('prices')));
    if (String(seen) !== String([...prices])) throw new Error('other prices than in training');
    return {
      parameters: 5,
      rank: ({ candidates, places }) => {
        const ranked = candidates.filter((item) => item >= 0).sort((a, b) => prices[a] - prices[b]).slice(0, places);
        ${extra}
        return ranked;
      },
    };
  },
};`;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard recommend '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const limits = limitsOf(definition.budgets);

function sessionsOf(code: string) {
  const folder = mkdtempSync(join(root, 'source '));
  const entry = join(folder, 'entry.mjs');
  writeFileSync(entry, code);
  const manifest = blobsManifest('cheapest', 'entry.mjs');
  return processSessions({
    submission: { manifest, folder, entry, digest: '0'.repeat(64), builtIn: false },
    level: 'process',
    runtime: 'cpu',
    threads: 1,
    scratchFolder: folder,
    budgets: definition.budgets,
  });
}

const common = () => ({
  task: definition,
  track: definition.tracks[0]!,
  interaction: recommend,
  constants: constantsOf(definition, data),
  limits,
  threads: 1,
  artefactFolder: mkdtempSync(join(root, 'artefact ')),
  logFile: join(root, 'log'),
});

function answersOf(code: string): number[][] {
  const options = { ...common(), data, sessions: sessionsOf(code), seed: 1, onProgress: () => {} };
  expect(train(options).parameters).toBe(5);
  const { answers } = accuracyPass({ ...options, test: data.test, orderSeed: 2 });
  return answers.map(({ outputs }) => [...outputs.items!.data]);
}

describe('recommend, through a process', () => {
  it('gives constants to training and loading, and takes ranked candidates', () => {
    expect(answersOf(cheapest(''))).toEqual([
      [1, 3],
      [1, 4],
    ]);
  });

  it('refuses an item that was not to be recommended', () => {
    expect(() => answersOf(cheapest('ranked[1] = 2;'))).toThrow("user 0: item 2 is none of the user's candidates");
  });

  it('has a null model that names the first candidates', () => {
    const options = common();
    const session = sessionsOf('').nullModel(join(root, 'null log'));
    try {
      load(session, options);
      const inputs: NamedTensors = { user: int32([2], 0, 1), candidates: int32([2, 5], ...candidates.flat()) };
      const call = { id: 1, items: 2, inputs, outputs: definition.outputs, deadlineMs: 5_000 };
      expect([...recommend.ask(session, call).outputs.items!.data]).toEqual([4, 1, 2, 0]);
    } finally {
      session.close();
    }
  });
});
