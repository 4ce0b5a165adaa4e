/**
 * `npm run bench:runtimes`: the same models, weights, batches and optimiser on the runtimes of this machine and in PyTorch, by turns, in one run. Figures taken
 * while other programs run are not worth quoting.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { pythonEnvironment } from '../python-environment.mjs';
import { scriptOptions } from '../script-options.mjs';
import { measureModel } from './runtimes/measure-model.mjs';
import { models } from './runtimes/models.mjs';
import { findParticipants, participantNames } from './runtimes/participants.mjs';
import { peakOf, profileModel, profileTable } from './runtimes/profile-model.mjs';
import { linesOf, markdown, resultsOf } from './runtimes/report.mjs';

const values = scriptOptions(
  `
npm run bench:runtimes -- [--models a,b] [--runtimes a,b] [--turns n] [--for-ms n] [--threads n] [--clock wall|cpu] [--python program] [--out file] [--markdown] [--profile]
A training step and an answer of the same models on every runtime, beside PyTorch.

  --models a,b      of ${models.map(({ id }) => id).join(', ')}; default all
  --runtimes a,b    of ${participantNames.join(', ')}; default all that this machine has
  --turns n         blocks of each runtime for a figure, default 8
  --for-ms n        length of a block, default 200
  --steps n         steps from the same weights whose losses are compared, default 10
  --threads n       of each runtime that has several, default as many as the machine runs at once; answers with one as well: the faster counts
  --clock which     wall or cpu: the processor's time of all threads, which other programs disturb less; default wall
  --python program  one that has the packages of test/bench/runtimes/requirements.txt; default an environment made for it
  --out file        everything as JSON
  --markdown        prints tables in the place of lines
  --profile         in the place of that: where the time goes on tensorflow, operation by operation within the graphs of a training step and of an answer`,
  {
    models: { type: 'string' },
    runtimes: { type: 'string' },
    turns: { type: 'string', default: '8' },
    'for-ms': { type: 'string', default: '200' },
    steps: { type: 'string', default: '10' },
    threads: { type: 'string', default: String(availableParallelism()) },
    clock: { type: 'string', default: 'wall' },
    python: { type: 'string' },
    out: { type: 'string' },
    markdown: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
);

function wrongUse(message) {
  console.error(message);
  process.exit(2);
}

/** @returns the chosen ones of `all` */
function chosen(option, all, nameOf) {
  const names = option?.split(',') ?? all.map(nameOf);
  const unknown = names.find((name) => !all.some((one) => nameOf(one) === name));
  if (unknown !== undefined) wrongUse(`expected some of ${all.map(nameOf).join(', ')}; found ${unknown}`);
  return all.filter((one) => names.includes(nameOf(one)));
}

function wholeNumber(name) {
  const number = Number(values[name]);
  return Number.isInteger(number) && number > 0 ? number : wrongUse(`--${name}: expected a whole number above 0`);
}

function python() {
  if (values.python) return { path: values.python };
  try {
    const requirements = fileURLToPath(new URL('runtimes/requirements.txt', import.meta.url));
    return { path: join(pythonEnvironment('torch', requirements), 'python') };
  } catch (error) {
    return { reason: error.message };
  }
}

const machine = () => ({ cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load: loadavg()[0] });
const wantedModels = chosen(values.models, models, ({ id }) => id);
const wantedNames = chosen(values.runtimes, participantNames, (name) => name);
if (!['wall', 'cpu'].includes(values.clock)) wrongUse('--clock: expected wall or cpu');
const settings = {
  clock: values.clock,
  threads: wholeNumber('threads'),
  turns: wholeNumber('turns'),
  forMs: wholeNumber('for-ms'),
  curveSteps: wholeNumber('steps'),
};

/** A second of each. */
const PROFILED_MS = 1_000;

async function profileAll() {
  const runtime = await openRuntime('tensorflow', { threads: settings.threads });
  const peak = await peakOf(runtime);
  const profiles = [];
  for (const model of wantedModels) {
    const profile = await profileModel(runtime, model, { forMs: PROFILED_MS });
    console.log(profileTable(`\`${model.id}\`, a training step of ${model.batchSize}`, profile.training, peak));
    console.log(profileTable(`\`${model.id}\`, an answer to one item`, profile.inference, peak));
    profiles.push(profile);
  }
  if (values.out)
    writeFileSync(
      values.out,
      `${JSON.stringify({ unit: 'ms', machine: machine(), settings, peakOperationsPerMs: peak, profiles }, null, 2)}\n`,
    );
}

if (values.profile) {
  await profileAll();
  process.exit(0);
}
const { participants, missing } = await findParticipants(python());
for (const line of missing) console.error(line);
const taking = participants.filter(({ name }) => wantedNames.includes(name));

const { tf } = await openRuntime('cpu');
const measured = [];
for (const model of wantedModels) {
  const startedAt = performance.now();
  const { measured: runtimes, failed } = await measureModel(tf, model, taking, settings);
  for (const { name, reason } of failed) console.error(`${model.id}: ${name} is left out: ${reason}`);
  measured.push({ model: model.id, batchSize: model.batchSize, runtimes, failed });
  console.error(`${model.id}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}

const results = resultsOf(measured);
console.log(values.markdown ? markdown(measured, results) : linesOf(measured, results));
if (values.out)
  writeFileSync(
    values.out,
    `${JSON.stringify({ unit: 'ms', machine: machine(), settings, missing, results, measured }, null, 2)}\n`,
  );
if (results.some(({ ok }) => ok === false)) process.exitCode = 1;
