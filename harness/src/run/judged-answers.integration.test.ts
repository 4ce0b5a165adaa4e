import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blobsData } from './fixtures/blobs-task.js';
import { measureBlobs, nearestMean, writeBlobsSubmission } from './fixtures/measure-blobs.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard answers '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Of these runs no figure of time is asked: what counts is what was answered. */
async function recordOf(
  name: string,
  code: string,
  { stochastic = false, ...options }: Parameters<typeof measureBlobs>[2] & { stochastic?: boolean } = {},
): Promise<BenchmarkRecord> {
  const source = writeBlobsSubmission(root, name, code, { stochastic });
  return (await measureBlobs(root, source, { seeds: 2, ...options })).record;
}

/** Knows the published test items by their bytes, and nothing else. */
const memorised = (() => {
  const labels = Object.fromEntries(
    Array.from({ length: blobsData.test.items }, (_, index) => {
      const { inputs, targets } = blobsData.test.read(index);
      return [[...inputs.x!.data].join(), targets.label!.data[0]!];
    }),
  );
  return `
const labels = ${JSON.stringify(labels)};
export default {
  interaction: 'predict',
  train(context) { context.save('empty.bin', Uint8Array.of(0)); return { steps: 0, epochs: 0, parameters: 0 }; },
  load: () => ({
    parameters: 0,
    predict(inputs, items) {
      const logits = new Float32Array(items * 3);
      for (let i = 0; i < items; i++) logits[i * 3 + (labels[[...inputs.x.data.slice(i * 4, i * 4 + 4)].join()] ?? 0)] = 1;
      return { logits: { dtype: 'float32', shape: [items, 3], data: logits } };
    },
  }),
};`;
})();

it('finds labels of published items that were carried along, by canaries and by retraining on a fresh surrogate', async () => {
  const options = { variant: 'official', contamination: true };
  const carried = await recordOf('carried', memorised, options);
  expect(carried.reasons.map((reason) => reason.code)).toEqual(['canary-mismatch', 'contaminated']);
  expect(carried.metrics[0]!.value).toBe(100);
  expect(carried.contamination.state).toBe('failed');
  const learnt = await recordOf('learnt', nearestMean, options);
  expect(learnt.reasons).toEqual([]);
  expect(learnt.contamination).toMatchObject({ state: 'passed' });
});

it('lets answers differ that are declared stochastic and as good', async () => {
  const sampling = nearestMean.replace('return { logits', 'logits[0] += Math.random() * 0.1; return { logits');
  const record = await recordOf('sampling', sampling, { stochastic: true });
  expect(record.reasons).toEqual([]);
  expect(record.checks.find(({ id }) => id === 'deterministic')!.message).toContain('declared stochastic');
});

it('finds answers that are declared stochastic and worse when timed', async () => {
  const cheating = nearestMean
    .replace('load(context) {', 'load(context) { let calls = 0;')
    .replace('return { logits', 'if (++calls > 45) logits.sort(() => Math.random() - 0.5); return { logits');
  const record = await recordOf('cheating', cheating, { stochastic: true });
  expect(record.reasons.map((reason) => reason.code)).toContain('timed-output-mismatch');
});
