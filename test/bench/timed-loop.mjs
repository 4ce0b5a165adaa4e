// Price of letting tinybench drive the calls of a closed loop: the null model asked by a plain loop, and by tinybench with its own clock and with ours, in alternating
// blocks of one run; and whether its statistics agree with ours on the same samples.
// node test/bench/timed-loop.mjs [--out file] [--blocks n]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Bench } from 'tinybench';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run bench:timed-loop -- [--out file] [--blocks n]
What it costs to let tinybench drive the calls of a closed loop, and whether its statistics agree with ours on the same samples.

  --blocks n   default 40
  --out file   as JSON`,
  { out: { type: 'string' }, blocks: { type: 'string', default: '40' } },
);
const harness = fileURLToPath(new URL('../../harness/dist/', import.meta.url));
const { SubmissionProcess } = await import(join(harness, 'sandbox', 'submission-process.js'));
const { median } = await import(join(harness, 'statistics', 'sample.js'));
const { percentile } = await import(join(harness, 'statistics', 'percentile.js'));
const { earlyStoppingPercentile } = await import(join(harness, 'statistics', 'early-stopping.js'));

const blocks = Number(values.blocks);
const queriesPerBlock = 1_024;
/** tinybench keeps the samples of a run: short ones keep memory flat. */
const chunk = 64;
/** A loop that is dearer than this would show in the figures of a fast model. */
const goalRatio = 1.05;

function openNullModel(folder) {
  const session = SubmissionProcess.launch({
    level: 'process',
    command: [process.execPath, join(harness, 'host', 'main.js')],
    workFolder: join(folder, 'work'),
    readOnlyPaths: [],
    writablePaths: [],
    environment: { PARETOBOARD_ENTRY: 'null' },
    limits: { memoryBytes: 2 ** 31, processes: 64, outputBytes: 2 ** 24, logBytes: 2 ** 20, diskBytes: 2 ** 26 },
    logFile: join(folder, 'log'),
    sharedBytes: 2 ** 24,
    helloTimeoutMs: 60_000,
    cpuSet: null,
  });
  const outputs = [{ name: 'logits', dtype: 'float32', shape: [43] }];
  const common = { task: 'null', track: 'null', interaction: 'predict', artefactFolder: '/tmp', threads: 1 };
  session.send({ type: 'load', ...common, inputs: [], outputs });
  session.receive(60_000);
  return session;
}

const folder = mkdtempSync(join(tmpdir(), 'paretoboard-loop-'));
const session = openNullModel(folder);
const x = { dtype: 'float32', shape: [1, 256], data: new Float32Array(256) };
let id = 0;

/** One query there and back; milliseconds of our clock, which runs around the bytes alone. */
function ask() {
  x.data[0] = id;
  return session.exchange({ type: 'predict', id: id++, items: 1 }, { x }, 10_000).latencyMs;
}

/** One run of tinybench: `iterations` calls, nothing else. */
function runChunk(call) {
  const bench = new Bench({ iterations: chunk, time: 0, warmup: false, throws: true, retainSamples: true });
  bench.add('query', call, { async: false });
  bench.runSync();
  return bench.tasks[0].result.latency;
}

const loops = {
  plain: () => Array.from({ length: queriesPerBlock }, ask),
  'tinybench-own-clock': () => {
    const samples = [];
    while (samples.length < queriesPerBlock) samples.push(...runChunk(() => void ask()).samples);
    return samples;
  },
  'tinybench-our-clock': () => {
    const samples = [];
    const call = () => {
      const overriddenDuration = ask();
      // Here, because tinybench gives its samples back sorted.
      samples.push(overriddenDuration);
      return { overriddenDuration };
    };
    while (samples.length < queriesPerBlock) runChunk(call);
    return samples;
  },
};

/** The same samples through tinybench's statistics and ours. */
function compareStatistics() {
  const samples = loops.plain();
  let next = 0;
  const bench = new Bench({ iterations: samples.length, time: 0, warmup: false });
  bench.add('samples', () => ({ overriddenDuration: samples[next++] }), { async: false });
  bench.runSync();
  const { p50, p99 } = bench.tasks[0].result.latency;
  const defended = earlyStoppingPercentile(samples, 0.99).valueMs;
  return { n: samples.length, p50: { ours: median(samples), theirs: p50 }, p99: { ours: defended, theirs: p99 } };
}

const results = [];
let statistics;
try {
  for (const loop of Object.values(loops)) loop();
  const p50s = Object.fromEntries(Object.keys(loops).map((name) => [name, []]));
  const p99s = Object.fromEntries(Object.keys(loops).map((name) => [name, []]));
  for (let block = 0; block < blocks; block++) {
    for (const [name, loop] of Object.entries(loops)) {
      const samples = loop();
      p50s[name].push(1_000 * median(samples));
      p99s[name].push(1_000 * percentile(samples, 0.99));
    }
  }
  for (const name of Object.keys(loops).slice(1)) {
    const ratio = median(p50s[name].map((value, block) => value / p50s.plain[block]));
    results.push({
      id: `timed-loop-${name}`,
      unit: 'µs',
      ours: { p50: median(p50s.plain), p99: median(p99s.plain) },
      theirs: { p50: median(p50s[name]), p99: median(p99s[name]) },
      ratio: Number(ratio.toFixed(3)),
      goal: `p50 of theirs / p50 of the plain loop ≤ ${goalRatio}, median over ${blocks} blocks`,
      ok: ratio <= goalRatio,
    });
  }
  statistics = compareStatistics();
} finally {
  session.close();
  rmSync(folder, { recursive: true, force: true });
}

const sameMedian = Math.abs(statistics.p50.ours - statistics.p50.theirs) <= 1e-12;
results.push({
  id: 'timed-loop-statistics',
  ours: statistics,
  theirs: 'tinybench',
  goal: 'the same p50',
  ok: sameMedian,
});
for (const { id, ours, theirs, ratio, ok } of results) {
  const figures =
    ratio === undefined
      ? JSON.stringify(ours)
      : `plain ${JSON.stringify(ours)}, tinybench ${JSON.stringify(theirs)} µs; ratio ${ratio}`;
  console.log(`${id}: ${figures}: ${ok ? 'yes' : 'NO'}`);
}
if (values.out) {
  mkdirSync(dirname(values.out), { recursive: true });
  const report = { node: process.version, loadAverage: loadavg()[0], results };
  writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
