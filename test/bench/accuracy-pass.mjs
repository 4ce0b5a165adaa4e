/**
 * The accuracy pass beside a bare loop over the same model on the same runtime. Both begin in a fresh process: a pass always does, and a loop that has run forty
 * times before has its code compiled and its memory at hand.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { classes, loadHere, model, readItem, rows, timeLoop, width } from './accuracy-model.mjs';
import { alternate, median } from './alternate.mjs';
import { fromHarness, startSession } from './instrument.mjs';
import { atMost, rounded } from './report.mjs';

const { accuracyPass } = await fromHarness('run/accuracy-pass.js');
const { predict } = await fromHarness('run/interactions/predict.js');
const { limitsOf } = await fromHarness('run/budgets.js');
const { openRuntime } = await fromHarness('runtimes/open-runtime.js');
const { selectRuntime } = await fromHarness('runtimes/select-runtime.js');
const { bootstrapMedianInterval } = await fromHarness('statistics/bootstrap-interval.js');

const items = 75;
const alternations = 40;
const leastMs = 5;
const goal = 1.05;

const bareLoop = fileURLToPath(new URL('bare-loop.mjs', import.meta.url));
const test = { items, read: readItem };

/** As few layers as make an item take 5 ms, with a margin; in small steps, because the longer an item takes the less a pass adds to it. */
async function slowEnough(folder, runtime) {
  for (let layers = 1; ; layers = Math.ceil(1.25 * layers)) {
    const predictor = await loadHere(folder, runtime, layers);
    timeLoop(predictor, 5);
    if (median(timeLoop(predictor, 20)) >= 1.5 * leastMs) return { layers, predictor };
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
  const { layers, predictor } = await slowEnough(folder, runtime);
  writeFileSync(join(folder, 'artefact', 'layers.txt'), String(layers));
  const bare = () => [Number(execFileSync(process.execPath, [bareLoop, folder, name, String(layers), String(items)]))];
  const { ours, theirs, ratios } = await alternate(alternations, () => [passHere(folder, name, threads)], bare);
  const [, ...warm] = timeLoop(predictor, items);
  const { low, high } = bootstrapMedianInterval(ratios, 1);
  const warmMs = rounded(median(warm));
  const detail = {
    runtime: name,
    threads,
    items,
    alternations,
    low: rounded(low),
    high: rounded(high),
    warmLoopMs: warmMs,
  };
  const common = { id: 'accuracy-pass', unit: 'ms an item', ours: ours.p50, theirs: theirs.p50, detail };
  return [atMost(goal, { ...common, ratio: median(ratios) })];
}
