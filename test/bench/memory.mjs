// The measuring process over a million queries: samples are streamed to disk.
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { median } from './alternate.mjs';
import { fromHarness, loadNull, startSession } from './instrument.mjs';
import { atMost, shown } from './report.mjs';

const { ColumnWriter } = await fromHarness('records/column-writer.js');
const { latenciesKind } = await fromHarness('records/latency-samples.js');
const { predict } = await fromHarness('run/interactions/predict.js');

const queries = 1_000_000;
const settled = queries / 10;
/** Looks at the process; the allocator moves some 20 MiB about by itself, so medians of several are compared. */
const lookEvery = queries / 40;
const compared = 9;
const goal = 1.1;

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
  const resident = [];
  const begun = performance.now();
  try {
    for (let query = 0; query < queries; query++) {
      if (query >= settled && query % lookEvery === 0) resident.push(residentMegabytes());
      x.data[0] = query;
      const { latencyMs } = predict.ask(session, { id: query, items: 1, inputs: { x }, outputs, deadlineMs: 10_000 });
      const common = { scenario: 'single-stream', model: 'submission', start: 0, query, latencyMs, items: 1 };
      writer.append({ ...common, trial: 0, lateMs: 0 });
    }
    const seconds = (performance.now() - begun) / 1_000;
    const ours = median(resident.slice(-compared));
    const theirs = median(resident.slice(0, compared));
    const heapMB = Math.round(process.memoryUsage().heapUsed / 2 ** 20);
    const detail = { queries, heapMB, compared: 'resident size: the last looks beside the first, after a tenth' };
    return [
      atMost(goal, { id: 'memory-1M-queries', unit: 'MiB', ours, theirs, detail }),
      shown({ id: 'memory-1M-queries-duration', unit: 's', ours: seconds }),
    ];
  } finally {
    writer.close();
    session.close();
  }
}
