// One baseline, in a process of its own: `node one.mjs <task> <baseline> <steps> <answers>`; its findings as one JSON document on standard output.
import { builtIn } from '@paretoboard/baselines/registry.js';
import { shareOfSurrogate } from '@paretoboard/baselines/share-of-surrogate.js';
import { trainInProcess } from '@paretoboard/baselines/train-in-process.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { graphsKey } from '@paretoboard/sdk/graphs.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { questions } from './questions.mjs';

/** Enough to train on something. */
const rows = { train: 256, validation: 64, test: 4 };
/** Calls after which every shape has its graph. */
const warmUps = 40;
/** Of training, and of answers. */
const mostSeconds = 600;

const [task, name, wantedSteps, wantedAnswers] = process.argv.slice(2);
const runtime = await openRuntime('tensorflow');
const { tf } = runtime;
const module = await loadTask(task);
const { definition } = module;
const { manifest, entryUrl } = builtIn(task, name);
const { default: submission } = await import(entryUrl.href);
const data = await shareOfSurrogate(module, rows);
const begun = performance.now();
const isLong = (since) => performance.now() - since > mostSeconds * 1e3;
/** Tensors that tfjs knows, that have a handle of TensorFlow's eager execution, and that its sessions keep for variables. */
const counts = () => ({
  tensors: tf.memory().numTensors,
  native: tf.backend().getNumOfTFTensors(),
  kept: tf[graphsKey]?.tensorsKept() ?? 0,
});
const difference = (after, before) =>
  Object.fromEntries(Object.keys(after).map((key) => [key, after[key] - before[key]]));
const isFlat = (grown) => Object.values(grown).every((count) => count <= 0);
const refusals = new Set();
console.warn = (line) => refusals.add(line);

/** Counts at the reports of each part of the training: a part begins where the epochs begin anew. */
const phases = [];
let latest = Number.POSITIVE_INFINITY;
function onProgress({ epoch = 0 }) {
  if (epoch <= latest) phases.push([]);
  latest = epoch;
  phases.at(-1).push(counts());
}

const options = { runtime, module, data, track: manifest.track, onProgress };
let [steps, trainings] = [0, 0];
let trained;
do {
  latest = Number.POSITIVE_INFINITY;
  trained = await trainInProcess(submission, { ...options, seed: trainings + 1 });
  steps += trained.summary.steps ?? 0;
  trainings += 1;
} while (trained.summary.steps > 0 && steps < Number(wantedSteps) && !isLong(begun));

/** Fewest at any report: an evaluation gives variables handles that the next step takes away again. */
const fewest = (some) =>
  some.reduce((a, b) => Object.fromEntries(Object.keys(a).map((key) => [key, Math.min(a[key], b[key])])));

/** By how much counts grow between the halves of a part, from its third report on: what is made once, and the graph of a last batch, are there by then. */
function growth(reports) {
  const settled = reports.slice(2);
  const half = settled.length >> 1;
  return half === 0 ? null : difference(fewest(settled.slice(half)), fewest(settled.slice(0, half)));
}
const grown = phases.map(growth).filter((one) => one !== null && !isFlat(one));

function largestDifference(a, b) {
  let largest = 0;
  for (const [output, { data }] of Object.entries(a))
    for (let at = 0; at < data.length; at++) largest = Math.max(largest, Math.abs(data[at] - b[output].data[at]));
  return largest;
}
const median = (values) => (values.length === 0 ? null : values.toSorted((a, b) => a - b)[values.length >> 1]);

/** Asks the compiled and the plain one in turn. */
async function answering() {
  const ask = questions[definition.interaction];
  if (!ask) return { answers: 0, reason: `interaction ${definition.interaction} asks a black box of the harness` };
  const graphs = tf[graphsKey];
  delete tf[graphsKey];
  const plain = await trained.load();
  tf[graphsKey] = graphs;
  const track = definition.tracks.find(({ id }) => id === manifest.track);
  const items = Array.from({ length: data.test.items }, (_, index) => {
    const { inputs } = data.test.read(index);
    return Object.fromEntries(track.testInputs.map((input) => [input, inputs[input]]));
  });
  const times = { compiled: [], plain: [] };
  const asking = performance.now();
  let [answers, farthest, before] = [0, 0, null];
  const next = async (calls, kind) => {
    const from = performance.now();
    const { value } = await calls.next();
    if (value && answers >= warmUps) times[kind].push(performance.now() - from);
    return value;
  };
  for (let item = 0; answers < Number(wantedAnswers) && !isLong(asking); item++) {
    const inputs = items[item % items.length];
    const [one, other] = [trained.loaded, plain].map((loaded) => ask(loaded, inputs, definition));
    for (;;) {
      const [found, expected] = [await next(one, 'compiled'), await next(other, 'plain')];
      if (!found || !expected) break;
      farthest = Math.max(farthest, largestDifference(found, expected));
      answers += 1;
    }
    if (answers >= warmUps) before ??= counts();
  }
  const after = counts();
  return {
    answers,
    grown: before && difference(after, before),
    difference: farthest,
    compiledP50Ms: median(times.compiled),
    plainP50Ms: median(times.plain),
  };
}

const asked = await answering();
process.stdout.write(
  `${JSON.stringify({
    task,
    submission: name,
    trainings,
    steps,
    reports: phases.flat().length,
    grownInTraining: grown,
    asked,
    refusals: [...refusals],
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    seconds: (performance.now() - begun) / 1e3,
    ok: grown.length === 0 && isFlat(asked.grown ?? {}),
  })}\n`,
);
