// The measuring process over a million queries: samples are streamed to disk, and only their figures' columns stay.
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fromHarness, loadNull, startSession } from './instrument.mjs';
import { shown, within } from './report.mjs';

const { ColumnWriter } = await fromHarness('records/column-writer.js');
const { latenciesKind } = await fromHarness('records/latency-samples.js');
const { predictCall } = await fromHarness('run/predict-call.js');

const queries = 1_000_000;
const settled = queries / 10;
/** What Node's collector and allocator move about by themselves. */
const limitMegabytes = 16;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

function residentMegabytes() {
  collect();
  return process.memoryUsage.rss() / 2 ** 20;
}

export function memory(folder) {
  const session = startSession(folder);
  const writer = new ColumnWriter(join(folder, 'latencies.columns'), latenciesKind);
  const outputs = loadNull(session, 43);
  const x = { dtype: 'float32', shape: [1, 256], data: new Float32Array(256) };
  let before = 0;
  const begun = performance.now();
  try {
    for (let query = 0; query < queries; query++) {
      if (query === settled) before = residentMegabytes();
      x.data[0] = query;
      const { latencyMs } = predictCall(session, { id: query, items: 1, inputs: { x }, outputs, deadlineMs: 10_000 });
      const common = { scenario: 'single-stream', model: 'submission', start: 0, query, latencyMs, items: 1 };
      writer.append({ ...common, trial: 0, lateMs: 0 });
    }
    const after = residentMegabytes();
    const detail = { queries, settledAt: settled, beforeMB: Math.round(before), afterMB: Math.round(after) };
    const seconds = (performance.now() - begun) / 1_000;
    return [
      within(limitMegabytes, {
        id: 'memory-growth-1M-queries',
        unit: 'MiB',
        ours: Math.max(0, after - before),
        detail,
      }),
      shown({ id: 'memory-1M-queries-duration', unit: 's', ours: seconds }),
    ];
  } finally {
    writer.close();
    session.close();
  }
}
