import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobsData, blobsTask } from '@paretoboard/harness/run/fixtures/blobs-task.js';
import type { LoadedData, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GateCheck } from './gate-check.js';
import { independentMetrics } from './independent-metrics.js';
import { readableData } from './readable-data.js';
import { reproducibleSurrogate } from './reproducible-surrogate.js';
import { taskDocuments } from './task-documents.js';

let scratchFolder: string;
beforeAll(() => {
  scratchFolder = mkdtempSync(join(tmpdir(), 'paretoboard gate '));
  process.env.PARETOBOARD_CACHE = scratchFolder;
});
afterAll(() => {
  delete process.env.PARETOBOARD_CACHE;
  rmSync(scratchFolder, { recursive: true, force: true });
});

const ready: TaskModule = {
  ...blobsTask,
  generateSurrogate: async (folder, seed) => writeFileSync(join(folder, 'blobs'), String(seed)),
};

async function failed(check: GateCheck, task: TaskModule): Promise<string[]> {
  const signal = new AbortController().signal;
  const results = await check({ task, surrogate: blobsData, scratchFolder, signal, note: () => {} });
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
