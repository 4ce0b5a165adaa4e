// The accuracy pass beside a bare loop in this process, over the same model on the same runtime.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { alternate, median } from './alternate.mjs';
import { fromHarness, startSession } from './instrument.mjs';
import { atMost, rounded } from './report.mjs';

const { accuracyPass } = await fromHarness('run/accuracy-pass.js');
const { predict } = await fromHarness('run/interactions/predict.js');
const { limitsOf } = await fromHarness('run/budgets.js');
const { openRuntime } = await fromHarness('runtimes/open-runtime.js');
const { selectRuntime } = await fromHarness('runtimes/select-runtime.js');
const { bootstrapMedianInterval } = await fromHarness('statistics/bootstrap-interval.js');

const [rows, width, classes] = [64, 256, 43];
const items = 75;
const alternations = 40;
const leastMs = 5;
const goal = 1.05;

/** Layers of 1,024 units, so many that one item takes at least 5 ms; the number of them is the artefact. */
const model = `
  export default {
    interaction: 'predict',
    train() {},
    load({ tf, read }) {
      const layers = Number(new TextDecoder().decode(read('layers.txt')));
      const first = tf.randomUniform([${width}, 1024], -0.1, 0.1, 'float32', 1);
      const hidden = tf.randomUniform([1024, 1024], -0.05, 0.05, 'float32', 2);
      const last = tf.randomUniform([1024, ${classes}], -0.1, 0.1, 'float32', 3);
      return {
        parameters: null,
        predict(inputs, items) {
          const logits = tf.tidy(() => {
            let value = tf.tensor2d(inputs.x.data, [items * ${rows}, ${width}]).matMul(first);
            for (let layer = 0; layer < layers; layer++) value = value.relu().matMul(hidden);
            return value.matMul(last).reshape([items, ${rows}, ${classes}]).mean(1);
          });
          const data = logits.dataSync();
          logits.dispose();
          return { logits: { dtype: 'float32', shape: [items, ${classes}], data } };
        },
      };
    },
  };`;

const test = {
  items,
  read: (index) => {
    const data = Float32Array.from({ length: rows * width }, (_, at) => ((index + 1) * (at + 7)) % 13);
    return { inputs: { x: { dtype: 'float32', shape: [rows, width], data } }, targets: {}, attributes: {}, group: '' };
  },
};

async function loadHere(folder, runtime, layers) {
  writeFileSync(join(folder, 'artefact', 'layers.txt'), String(layers));
  const { default: submission } = await import(pathToFileURL(join(folder, 'model.mjs')).href);
  return submission.load({ tf: runtime.tf, read: () => new TextEncoder().encode(String(layers)) });
}

function timeHere(predictor, count) {
  return Array.from({ length: count }, (_, index) => {
    const begun = performance.now();
    const { inputs } = test.read(index);
    predictor.predict({ x: { ...inputs.x, shape: [1, rows, width] } }, 1);
    return performance.now() - begun;
  });
}

/** As few layers as make an item take 5 ms, with a margin. */
async function slowEnough(folder, runtime) {
  for (let layers = 1; ; layers *= 2) {
    const predictor = await loadHere(folder, runtime, layers);
    timeHere(predictor, 5);
    if (median(timeHere(predictor, 20)) >= 1.5 * leastMs) return predictor;
  }
}

/** Milliseconds an item of one pass of the harness; its first call, which compiles and allocates, is left out on both sides. */
function passHere(folder, runtime, threads) {
  const outputs = [{ name: 'logits', dtype: 'float32', shape: [classes] }];
  const task = {
    id: 'bench',
    inputs: [{ name: 'x', dtype: 'float32', shape: [rows, width] }],
    outputs,
    timing: { batchSize: 1 },
  };
  let endedMs = 0;
  const begunMs = performance.now();
  const pass = accuracyPass({
    task,
    track: { id: 'bench', testInputs: ['x'] },
    interaction: predict,
    constants: {},
    limits: limitsOf([]),
    threads,
    artefactFolder: join(folder, 'artefact'),
    test,
    orderSeed: 1,
    sessions: {
      submission: () => {
        const session = startSession(folder, { entry: join(folder, 'model.mjs'), runtime, threads });
        const close = session.close.bind(session);
        session.close = () => {
          endedMs = performance.now();
          close();
        };
        return session;
      },
    },
    logFile: join(folder, 'submission.log'),
    onProgress() {},
  });
  return (endedMs - begunMs - pass.loadMs - pass.firstCallMs) / (items - 1);
}

export async function accuracyPassRatio(folder) {
  mkdirSync(join(folder, 'artefact'));
  writeFileSync(join(folder, 'model.mjs'), model);
  const { name } = await selectRuntime();
  const threads = 1;
  const runtime = await openRuntime(name, { threads });
  const predictor = await slowEnough(folder, runtime);
  const bare = () => {
    const [, ...rest] = timeHere(predictor, items);
    return [rest.reduce((sum, value) => sum + value, 0) / rest.length];
  };
  const { ours, theirs, ratios } = await alternate(alternations, () => [passHere(folder, name, threads)], bare);
  const { low, high } = bootstrapMedianInterval(ratios, 1);
  const detail = { runtime: name, threads, items, alternations, low: rounded(low), high: rounded(high) };
  const common = { id: 'accuracy-pass', unit: 'ms an item', ours: ours.p50, theirs: theirs.p50, detail };
  return [atMost(goal, { ...common, ratio: median(ratios) })];
}
