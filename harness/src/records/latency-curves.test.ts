import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { curveProbabilities, latencyCurvesSchema } from '@paretoboard/contract/latency-curves.js';
import { afterAll, expect, test } from 'vitest';
import { ColumnWriter } from './column-writer.js';
import { readLatencyCurves } from './latency-curves.js';
import { latenciesKind } from './latency-samples.js';

const folder = mkdtempSync(join(tmpdir(), 'paretoboard-curves-'));
const path = join(folder, 'latencies.columns');
const digest = 'a'.repeat(64);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Start 1: 1 … 200 ms, in order; start 0: five queries of 7 ms; the null model twice 0.5 ms. */
function write(): void {
  const writer = new ColumnWriter(path, latenciesKind);
  const sample = (model: string, start: number, query: number, latencyMs: number, scenario = 'single-stream') =>
    writer.append({ scenario, model, start, query, latencyMs, items: 1, trial: 0, lateMs: 0 });
  for (let query = 0; query < 200; query++) sample('submission', 1, query, query + 1);
  for (let query = 0; query < 5; query++) sample('submission', 0, query, 7);
  for (let query = 0; query < 2; query++) sample('null', 0, query, 0.5);
  sample('submission', 0, 0, 9, 'offline');
  writer.close();
}

test('a curve for each start, in their order, and one of the null model', () => {
  write();
  const curves = latencyCurvesSchema.parse(readLatencyCurves(path, digest, 'single-stream'));
  expect(curves.starts.map(({ start, n }) => [start, n])).toEqual([
    [0, 5],
    [1, 200],
  ]);
  const at = (share: (typeof curveProbabilities)[number]) =>
    curves.starts[1]!.quantilesMs[curveProbabilities.indexOf(share)];
  expect([at(0), at(0.5), at(0.99), at(1)]).toEqual([1, 100, 198, 200]);
  expect(curves.starts[0]!.quantilesMs).toEqual(curveProbabilities.map(() => 7));
  expect(curves.starts[0]!.timeline).toEqual(Array(5).fill({ medianMs: 7, slowestMs: 7 }));
  expect(curves.starts[1]!.timeline).toHaveLength(60);
  expect(curves.starts[1]!.timeline.at(-1)).toEqual({ medianMs: 199, slowestMs: 200 });
  expect(curves.nullModel).toMatchObject({ n: 2 });
  expect(curves.reason).toBeNull();
});

test('a scenario that was not run says so', () => {
  write();
  expect(readLatencyCurves(path, digest, 'multi-stream')).toMatchObject({
    starts: [],
    nullModel: null,
    reason: 'no query was timed in multi-stream',
  });
});
