import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peakOperationsPerMs } from '@paretoboard/harness/model/count-operations.js';
import { tfjsMatrixProduct } from '@paretoboard/harness/model/tfjs/tfjs-loader.js';
import { OperationSums } from '@paretoboard/harness/runtimes/profile/summarise.js';
import { watchOperations } from '@paretoboard/harness/runtimes/profile/watch-operations.js';
import { writeFixture } from './fixture.mjs';
import { SEED, UNCOUNTED_CALLS } from './measure-model.mjs';
import { openModel } from './tensorflow-model.mjs';

const SHOWN = 12;

/** Where the time of some calls goes, by operation within the graph. */
async function profileOf(call, { onCall, forMs }) {
  for (let index = 0; index < UNCOUNTED_CALLS; index++) await call();
  const sums = new OperationSums();
  onCall.current = (one) => sums.add(one);
  const begunMs = performance.now();
  let calls = 0;
  for (; performance.now() - begunMs < forMs; calls++) await call();
  onCall.current = () => {};
  return { calls, ...sums.profile(performance.now() - begunMs) };
}

/**
 * A training step and an answer of one model on `tensorflow`, operation by operation within the graphs. Timing every operation costs time itself: shares can be
 * read, totals less so; operations that ran side by side add up to more than passed.
 */
export async function profileModel(runtime, model, { forMs }) {
  const { tf } = runtime;
  const folder = mkdtempSync(join(tmpdir(), 'paretoboard-profile-'));
  const onCall = { current: () => {} };
  const unwatch = watchOperations(tf, (call) => onCall.current(call));
  try {
    tf.tidy(() => writeFixture(folder, tf, model, SEED));
    const { step, answer } = openModel(tf, model.id, folder);
    const training = await profileOf(step, { onCall, forMs });
    const inference = await profileOf(answer, { onCall, forMs });
    return { model: model.id, training, inference };
  } finally {
    unwatch();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const peakOf = ({ tf }) => peakOperationsPerMs(tfjsMatrixProduct(tf));

const three = (value) => Number(value.toPrecision(3)).toLocaleString('en');

/** One table of a profile in Markdown; ms of one call. */
export function profileTable(title, { calls, wallMs, operationsMs, operations }, peakOperationsPerMs) {
  const each = wallMs / calls;
  const rows = operations
    .slice(0, SHOWN)
    .map(({ name, calls: times, totalMs, share, outputBytes, operationsPerMs }) => {
      const achieved =
        operationsPerMs === null
          ? ['–', '–']
          : [three(operationsPerMs / 1e6), `${((100 * operationsPerMs) / peakOperationsPerMs).toFixed(0)} %`];
      const written = outputBytes === null ? '–' : three(outputBytes / calls / 2 ** 20);
      return `| \`${name}\` | ${three(times / calls)} | ${three(totalMs / calls)} | ${(100 * share).toFixed(1)} % | ${written} | ${achieved.join(' | ')} |`;
    });
  return [
    `${title}: ${three(each)} ms, of which ${((100 * operationsMs) / wallMs).toFixed(0)} % in operations; peak ${three(peakOperationsPerMs / 1e6)} GFLOP/s`,
    '',
    '| operation | times | ms | share | MiB written | GFLOP/s | of peak |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
