import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyRecord } from '../records/verify-record.js';
import { recordFileName } from '../records/write-record.js';
import { measureBlobs, nearestMean, writeBlobsSubmission } from './fixtures/measure-blobs.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard failing '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it.each([
  [
    'an exception while training',
    `export default { interaction: 'predict', train() { throw new Error('no luck'); }, load() {} };`,
    'submission-error',
  ],
  ['a module without a submission', 'export const nothing = 1;', 'manifest-invalid'],
  ['a module that cannot be imported', `throw new Error('at the top');`, 'manifest-invalid'],
  [
    'an operation that the runtime lacks',
    `export default { interaction: 'predict', train({ tf }) { tf.engine().runKernel('NoSuchKernel', {}, {}); }, load() {} };`,
    'missing-kernel',
  ],
  [
    'a crash',
    `export default { interaction: 'predict', train() { process.kill(process.pid, 'SIGSEGV'); }, load() {} };`,
    'crash',
  ],
  [
    'no artefact',
    `export default { interaction: 'predict', train() { return { steps: 0, epochs: 0, parameters: null }; }, load() {} };`,
    'artefact-missing',
  ],
  [
    'too many rows',
    nearestMean.replace(
      "context.all('train')",
      "(() => { for (let i = 0; i < 30; i++) context.all('train'); return context.all('train'); })()",
    ),
    'budget-exceeded',
  ],
  [
    'NaN as an answer',
    nearestMean.replace('logits[i * 3 + label] -=', 'logits[i * 3 + label] = Number.NaN, logits[0] -='),
    'non-finite-output',
  ],
  [
    'answers that change when timed',
    nearestMean
      .replace('load(context) {', 'load(context) { let calls = 0;')
      .replace('return { logits', 'if (++calls > 45) logits.fill(calls); return { logits'),
    'timed-output-mismatch',
  ],
  [
    'answers that depend on the queries before',
    nearestMean
      .replace('load(context) {', 'load(context) { let drift = 0;')
      .replace('return { logits', 'drift += 1e-3; logits[0] += drift; return { logits'),
    'timed-output-mismatch',
  ],
  [
    'another answer in every process',
    nearestMean
      .replace('load(context) {', 'load(context) { const bias = Math.random();')
      .replace('return { logits', 'logits[0] += bias; return { logits'),
    'timed-output-mismatch',
  ],
])('names the reason of %s in the record', async (_name, code, expected) => {
  const { record, folder } = await measureBlobs(root, writeBlobsSubmission(root, 'failing', code));
  expect(record.verdict).toBe('INVALID');
  expect(record.reasons[0]).toMatchObject({ code: expected });
  expect(record.reasons[0]!.remedy).not.toBe('');
  expect(existsSync(join(folder, recordFileName))).toBe(true);
  expect((await verifyRecord(folder)).ok).toBe(true);
});
