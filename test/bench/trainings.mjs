// What training takes: one seed of each task's paper method (or of all built-ins) on its surrogate, in a process of its own as a run trains, beside the budgets.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveSubmission } from '@paretoboard/baselines/resolve-submission.js';
import { openSurrogate } from '@paretoboard/baselines/share-of-surrogate.js';
import { limitsOf } from '@paretoboard/harness/run/budgets.js';
import { processSessions } from '@paretoboard/harness/run/process-sessions.js';
import { train } from '@paretoboard/harness/run/train.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import { eachBaseline } from '../each-baseline.mjs';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run bench:trainings -- [--task id]… [--all] [--out file]
One seed of each task's paper method, trained on its surrogate as a run trains it (level process, all cores), beside the task's budgets.
Processor time can be compared on a machine that is busy, the clock cannot.

  --task id    only these; may be given several times
  --all        every built-in submission
  --out file   as JSON, written after each; goes on where an earlier one ended`,
  {
    task: { type: 'string', multiple: true, default: [] },
    all: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
);

const unknown = values.task.find((id) => !taskIds.includes(id));
if (unknown) {
  console.error(`--task: expected some of ${taskIds.join(', ')}; found ${unknown}`);
  process.exit(2);
}

async function measure(module, name) {
  const { definition: task } = module;
  const scratchFolder = mkdtempSync(join(tmpdir(), 'paretoboard-training-'));
  try {
    const submission = await resolveSubmission({ task: task.id, submission: name }, join(scratchFolder, 'submission'));
    const { budgets } = task;
    const trained = train({
      task,
      track: task.tracks.find(({ id }) => id === submission.manifest.track),
      data: await openSurrogate(module),
      seed: 1,
      limits: limitsOf(budgets),
      sessions: processSessions({
        submission,
        level: 'process',
        runtime: null,
        threads: availableParallelism(),
        scratchFolder,
        budgets,
      }),
      artefactFolder: join(scratchFolder, 'artefact'),
      logFile: join(scratchFolder, 'log'),
      onProgress() {},
    });
    const { wallSeconds, cpuSeconds, rowsServed, artefact } = trained.result;
    const memoryBytes = trained.usage.peakMemoryBytes;
    const used = {
      trainingWallSeconds: wallSeconds,
      trainingCpuSeconds: cpuSeconds,
      rowsServed,
      memoryBytes,
      artefactBytes: artefact.bytes,
    };
    const uses = budgets.flatMap(({ id, limit, unit }) =>
      typeof used[id] === 'number' ? [{ id, unit, limit, used: used[id], timesOver: limit / used[id] }] : [],
    );
    return { task: task.id, submission: name, load: loadavg()[0], uses };
  } finally {
    rmSync(scratchFolder, { recursive: true, force: true });
  }
}

const times = (value) => (value >= 10 ? Math.round(value).toLocaleString('en') : value.toPrecision(2));
const figure = ({ used, unit, timesOver }) =>
  `${unit === 'B' ? `${(used / 1e6).toPrecision(3)} MB` : Number(used.toPrecision(3)).toLocaleString('en')} (${times(timesOver)})`;
const columns = ['trainingWallSeconds', 'trainingCpuSeconds', 'rowsServed', 'memoryBytes', 'artefactBytes'];
console.log('| task | submission | wall clock, s (limit / use) | processor, s | rows | memory | artefact |');
console.log(`|${' --- |'.repeat(7)}`);
const print = ({ task, submission, uses }) => {
  const cells = columns.map((id) => uses.find((use) => use.id === id)).map((use) => (use ? figure(use) : '–'));
  console.log(`| \`${task}\` | \`${submission}\` | ${cells.join(' | ')} |`);
};
const chosen = {
  task: values.task.length > 0 ? values.task : taskIds,
  submission: values.all ? undefined : taskIds,
  out: values.out,
  about: { machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version } },
};
await eachBaseline(chosen, async (id, name) => measure(await loadTask(id), name), print);
