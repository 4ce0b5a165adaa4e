import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tensor } from '@paretoboard/contract/tensor.js';
import { luma, psnr, withoutBorder } from '@paretoboard/harness/metrics/image-quality.js';
import { blobsData, blobsTask } from '@paretoboard/harness/run/fixtures/blobs-task.js';
import type { LoadedData, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GateCheck } from './gate-check.js';
import { independentMetrics } from './independent-metrics.js';
import { readableData } from './readable-data.js';
import { reproducibleSurrogate } from './reproducible-surrogate.js';
import { taskDocuments } from './task-documents.js';

const cacheBefore = process.env.PARETOBOARD_CACHE;
let scratchFolder: string;
beforeAll(() => {
  scratchFolder = mkdtempSync(join(tmpdir(), 'paretoboard gate '));
  process.env.PARETOBOARD_CACHE = scratchFolder;
});
afterAll(() => {
  if (cacheBefore === undefined) delete process.env.PARETOBOARD_CACHE;
  else process.env.PARETOBOARD_CACHE = cacheBefore;
  rmSync(scratchFolder, { recursive: true, force: true });
});

const ready: TaskModule = {
  ...blobsTask,
  generateSurrogate: async (folder, seed) => writeFileSync(join(folder, 'blobs'), String(seed)),
};

async function failed(check: GateCheck, task: TaskModule, surrogate: LoadedData = blobsData): Promise<string[]> {
  const signal = new AbortController().signal;
  const results = await check({ task, surrogate, scratchFolder, signal, note: () => {} });
  expect(results.length).toBeGreaterThan(0);
  return results.filter(({ ok }) => !ok).map(({ id }) => id);
}

describe('the gate', () => {
  it.each([
    ['reader', readableData],
    ['surrogate', reproducibleSurrogate],
    ['metrics', independentMetrics],
  ])('%s: lets a task pass that is ready', async (_name, check) => {
    expect(await failed(check, ready)).toEqual([]);
  });

  it('wants a page with all its parts, and audited claims', async () => {
    expect(await failed(taskDocuments, await loadTask('lighthart-kd-har'))).toEqual([]);
    expect(await failed(taskDocuments, ready)).toEqual(['readme', 'claims-audit']);
  });

  it('finds a reader whose last item is not what the definition says', async () => {
    const last = blobsData.test.items - 1;
    const short = { x: { dtype: 'float32' as const, shape: [3], data: new Float32Array(3) } };
    const data: LoadedData = {
      ...blobsData,
      test: {
        ...blobsData.test,
        read: (at) => ({ ...blobsData.test.read(at), ...(at === last ? { inputs: short } : {}) }),
      },
    };
    expect(await failed(readableData, { ...ready, open: async () => data })).toEqual(['reader-surrogate']);
  });

  it('finds a scorer that is a little generous', async () => {
    const generous: TaskModule = {
      ...ready,
      score: (answers) => {
        const score = ready.score(answers);
        return { ...score, metrics: { accuracy: score.metrics.accuracy! + 0.01 } };
      },
    };
    expect(await failed(independentMetrics, generous)).toContain('metric-accuracy');
  });

  it('recomputes the decibels of enlarged pictures, and finds a scorer that leaves another border out', async () => {
    const random = new Random(8);
    const picture = () => ({
      dtype: 'uint8' as const,
      shape: [12, 10, 3],
      data: Uint8Array.from({ length: 360 }, () => random.integer(256)),
    });
    const items = Array.from({ length: 4 }, () => ({ ...blobsData.test.read(0), targets: { reference: picture() } }));
    const surrogate: LoadedData = { ...blobsData, test: { items: items.length, read: (at) => items[at]! } };
    const [input] = ready.definition.inputs;
    const spec = { dtype: 'uint8' as const, shape: [null, null, 3] };
    const taskWith = (border: number): TaskModule => ({
      ...ready,
      definition: {
        ...ready.definition,
        metrics: [{ ...ready.definition.metrics[0]!, id: 'psnr', unit: 'dB', perfect: 100, fromItems: undefined }],
        targets: [{ name: 'reference', ...spec }],
        outputs: [{ name: 'image', ...spec, follows: { input: input!.name, times: 2 } }],
      },
      score: (answers) => {
        const plane = ({ data }: Tensor) => withoutBorder(luma(data, 12, 10), border);
        const each = answers.map(
          ({ item, outputs }) => psnr(plane(outputs.image!), plane(item.targets.reference!)) ?? 100,
        );
        const mean = each.reduce((sum, value) => sum + value, 0) / each.length;
        return { metrics: { psnr: mean }, counts: {}, outcomes: answers.map(() => ({})) };
      },
    });
    const failedOf = (task: TaskModule) => failed(independentMetrics, task, surrogate);
    expect(await failedOf(taskWith(2))).toEqual([]);
    expect(await failedOf(taskWith(3))).toEqual(['metric-psnr-of-wrong-answers', 'metric-psnr-of-random-answers']);
  });

  it('recomputes an area under the ROC curve by pairs, and finds one in which ties count for nothing', async () => {
    const one = (dtype: 'float32' | 'int32', value: number) => ({ dtype, shape: [], data: Float32Array.of(value) });
    const areaTask = (worth: (positive: number, negative: number) => number): TaskModule => ({
      ...ready,
      definition: {
        ...ready.definition,
        metrics: [{ ...ready.definition.metrics[0]!, id: 'auc', fromItems: undefined }],
        outputs: [{ name: 'score', dtype: 'float32', shape: [] }],
      },
      score: (answers) => {
        const of = (label: number) =>
          answers
            .filter(({ item }) => item.targets.label!.data[0] === label)
            .map(({ outputs }) => outputs.score!.data[0]!);
        const pairs = of(1).flatMap((positive) => of(0).map((negative) => worth(positive, negative)));
        const auc = (100 * pairs.reduce((sum, value) => sum + value, 0)) / pairs.length;
        return { metrics: { auc }, counts: {}, outcomes: answers.map(() => ({})) };
      },
    });
    const surrogate: LoadedData = {
      ...blobsData,
      test: {
        items: 40,
        read: (at) => ({ ...blobsData.test.read(0), targets: { label: one('int32', at % 3 === 0 ? 1 : 0) } }),
      },
    };
    const failedOf = (task: TaskModule) => failed(independentMetrics, task, surrogate);
    expect(await failedOf(areaTask((a, b) => (a > b ? 1 : a === b ? 0.5 : 0)))).toEqual([]);
    expect(await failedOf(areaTask((a, b) => (a > b ? 1 : 0)))).toEqual(['metric-auc-of-random-answers']);
  });

  it('finds a scorer that calls ties right', async () => {
    const lenient: TaskModule = {
      ...ready,
      score: (answers) => {
        const score = ready.score(answers);
        const outcomes = score.outcomes.map(() => ({ correct: 1 }));
        return { ...score, metrics: { accuracy: 100 }, outcomes };
      },
    };
    expect(await failed(independentMetrics, lenient)).toContain('metric-accuracy-of-wrong-answers');
  });

  it.each([
    ['another one each time', () => String(Math.random())],
    ['the same one for every seed', () => 'constant'],
  ])('finds a surrogate that is %s', async (_name, content) => {
    const changed: TaskModule = {
      ...ready,
      generateSurrogate: async (folder) => writeFileSync(join(folder, 'blobs'), content()),
    };
    expect(await failed(reproducibleSurrogate, changed)).toEqual(['surrogate']);
  });
});
