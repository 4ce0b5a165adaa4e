/**
 * `npm run bench:operations [-- --out file]`: operations on the runtimes as the harness opens them, beside the same
 * packages without our gradients and kernels. Both sides run in turns in processes of their own; a figure is the median
 * over the turns. Figures taken while other programs run are not worth quoting.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { scriptOptions } from '../script-options.mjs';

const TURNS = 3;
const LEAST_MS = 400;
const LEAST_CALLS = 5;
const harness = new URL('../../harness/dist/runtimes/', import.meta.url);
const require = createRequire(new URL('../../harness/package.json', import.meta.url));

/** What is timed; `goal`: the largest ratio ours / theirs that is good enough, null where there is nothing to compare. */
const CASES = [
  { id: 'relu-gradient', runtimes: ['tensorflow'], goal: 0.6, prepare: reluGradient },
  { id: 'batch-norm-gradient', runtimes: ['tensorflow', 'wasm'], goal: 0.8, prepare: batchNormGradient },
  { id: 'cnn-training-step', runtimes: ['tensorflow', 'wasm'], goal: 0.9, prepare: trainingStep },
  { id: 'convolution-input-gradient', runtimes: ['wasm'], goal: 0.5, prepare: convolutionInputGradient },
  { id: 'dense-gradient', runtimes: ['wasm'], goal: 0.5, prepare: denseGradient },
  { id: 'matmul-1024', runtimes: ['tensorflow', 'wasm'], goal: 1.1, prepare: matrixProduct },
  { id: 'convolution-3x3x64', runtimes: ['tensorflow', 'wasm'], goal: 1.1, prepare: convolution },
];

const values = scriptOptions(
  `
npm run bench:operations -- [--out file]
Operations with our gradients beside the packages' own, by turns in fresh processes.

  --out file   ratios as JSON`,
  { out: { type: 'string' }, side: { type: 'string' }, runtime: { type: 'string' } },
);
if (values.side) await measureSide(values.side, values.runtime);
else await compare(values.out);

async function compare(out) {
  const { probeRuntimes } = await import(new URL('probe-runtimes.js', harness));
  const available = (await probeRuntimes()).filter((probe) => probe.available).map((probe) => probe.name);
  const results = [];
  for (const runtime of ['tensorflow', 'wasm'].filter((name) => available.includes(name))) {
    const turns = { ours: [], theirs: [] };
    for (let turn = 0; turn < TURNS; turn++) {
      for (const side of ['ours', 'theirs']) turns[side].push(await measureInChild(side, runtime));
    }
    results.push(startUp(runtime, turns));
    for (const { id, goal } of CASES.filter((entry) => entry.runtimes.includes(runtime))) {
      results.push(ratio(`${runtime}/${id}`, medianOf(turns.ours, id), medianOf(turns.theirs, id), goal));
    }
  }
  for (const { id, ours, theirs, ratio: quotient, goal, ok, reason } of results) {
    const beside =
      theirs === null ? (reason ?? '') : `${theirs.toFixed(2)} ms bare, ratio ${quotient.toFixed(2)} (goal ${goal})`;
    console.log(`${ok ? 'ok ' : 'BAD'} ${id}: ${ours.toFixed(2)} ms, ${beside}`);
  }
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load: loadavg()[0] };
  const document = { unit: 'ms', machine, results };
  if (out) writeFileSync(out, `${JSON.stringify(document, null, 2)}\n`);
  if (results.some(({ ok }) => !ok)) process.exitCode = 1;
}

function ratio(id, ours, theirs, goal) {
  if (theirs === null)
    return { id, ours, theirs, ratio: null, goal, ok: ours !== null, reason: 'the bare package has no kernel for it' };
  return { id, ours, theirs, ratio: ours / theirs, goal, ok: ours / theirs <= goal };
}

/** From the first import to a runtime that is ready: every process of a run pays it. */
function startUp(runtime, turns) {
  return ratio(`${runtime}/start-up`, medianOf(turns.ours, 'start-up'), medianOf(turns.theirs, 'start-up'), 1.3);
}

function medianOf(turns, id) {
  const figures = turns.map((turn) => turn[id]).filter((figure) => figure !== null);
  return figures.length === 0 ? null : median(figures);
}

function median(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function measureInChild(side, runtime) {
  const args = [fileURLToPath(import.meta.url), '--side', side, '--runtime', runtime];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 24 });
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

async function measureSide(side, runtime) {
  const startedAt = performance.now();
  const tf = side === 'ours' ? await openOurs(runtime) : await openBare(runtime);
  const figures = { 'start-up': performance.now() - startedAt };
  for (const { id, prepare } of CASES.filter((entry) => entry.runtimes.includes(runtime))) {
    try {
      figures[id] = await time(prepare(tf));
    } catch (error) {
      if (side === 'ours') throw error;
      figures[id] = null;
    }
  }
  console.log(JSON.stringify(figures));
  process.exit(0);
}

async function openOurs(runtime) {
  const { openRuntime } = await import(new URL('open-runtime.js', harness));
  return (await openRuntime(runtime)).tf;
}

async function openBare(runtime) {
  const { findNativeLibrary } = await import(new URL('native-library.js', harness));
  const tf = require('@tensorflow/tfjs');
  if (runtime === 'wasm') {
    const wasm = require('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), sep));
    await tf.setBackend('wasm');
    return tf;
  }
  process.env.TF_CPP_MIN_LOG_LEVEL = '2';
  const { binding } = findNativeLibrary();
  const finder = require.resolve('@mapbox/node-pre-gyp', { paths: [require.resolve('@tensorflow/tfjs-node-gpu')] });
  require.cache[finder] = { id: finder, filename: finder, loaded: true, exports: { find: () => binding } };
  require('@tensorflow/tfjs-node-gpu');
  return tf;
}

/** Median milliseconds of a call, its result read back. */
async function time(call) {
  for (let i = 0; i < 2; i++) await call();
  const figures = [];
  const startedAt = performance.now();
  while (figures.length < LEAST_CALLS || performance.now() - startedAt < LEAST_MS) {
    const before = performance.now();
    await call();
    figures.push(performance.now() - before);
  }
  return median(figures);
}

/** Runs `f`, reads one value of each result and frees everything. */
function reading(tf, f) {
  return () =>
    tf.tidy(() => {
      for (const result of [f()].flat()) tf.slice(tf.reshape(result, [-1]), [0], [1]).dataSync();
    });
}

function reluGradient(tf) {
  const x = tf.randomNormal([64, 32, 32, 32]);
  const gradient = tf.grad((value) => tf.relu(value));
  return reading(tf, () => gradient(x, x));
}

function batchNormGradient(tf) {
  const x = tf.randomNormal([64, 32, 32, 32]);
  const [mean, variance, offset, scale] = [0, 1, 0, 1].map((value) => tf.fill([32], value));
  const gradient = tf.grads((a, m, v, o, s) => tf.batchNorm(a, m, v, o, s));
  return reading(tf, () => gradient([x, mean, variance, offset, scale], x));
}

function trainingStep(tf) {
  const { layers } = tf;
  const convolve = (filters, first) =>
    layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu', ...first });
  const model = tf.sequential({
    layers: [
      convolve(32, { inputShape: [32, 32, 3] }),
      layers.batchNormalization(),
      convolve(32),
      layers.maxPooling2d({ poolSize: 2 }),
      convolve(64),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 128, activation: 'relu' }),
      layers.dense({ units: 43, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
  const x = tf.randomNormal([64, 32, 32, 3]);
  const y = tf.oneHot(tf.randomUniform([64], 0, 43, 'int32'), 43);
  return () => model.trainOnBatch(x, y);
}

function convolutionInputGradient(tf) {
  const dy = tf.randomNormal([16, 32, 32, 32]);
  const filter = tf.randomNormal([3, 3, 32, 32]);
  return reading(tf, () => tf.conv2dTranspose(dy, filter, [16, 32, 32, 32], 1, 'same'));
}

function denseGradient(tf) {
  const x = tf.randomNormal([64, 4096]);
  const weights = tf.randomNormal([4096, 128]);
  const gradient = tf.grads((a, b) => tf.matMul(a, b));
  return reading(tf, () => gradient([x, weights]));
}

function matrixProduct(tf) {
  const x = tf.randomNormal([1024, 1024]);
  return reading(tf, () => tf.matMul(x, x));
}

function convolution(tf) {
  const x = tf.randomNormal([16, 32, 32, 64]);
  const filter = tf.randomNormal([3, 3, 64, 64]);
  return reading(tf, () => tf.conv2d(x, filter, 1, 'same'));
}
