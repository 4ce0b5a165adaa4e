/**
 * `npm run bench:training [-- --out file --python path]`: seconds of one training epoch of both papers' networks, on the runtimes of this machine through the
 * real path (own process, rows over the wire), beside the same layers in PyTorch where a Python with torch is at hand. The median over epochs
 * without the first. Figures taken while other programs run are not worth quoting.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { executeRun } from '@paretoboard/baselines/execute-run.js';
import { availableVariants, openVariant } from '@paretoboard/harness/data/open-variant.js';
import { probeRuntimes } from '@paretoboard/harness/runtimes/probe-runtimes.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { scriptOptions } from '../script-options.mjs';

/** `batch`: the baselines' own; the goal of the ratio to PyTorch is a wish, not a gate. */
const NETWORKS = [
  { task: 'enhanced-lenet5-traffic-sign', submission: 'enhanced-lenet5-traffic-sign', batch: 32, epochs: 12 },
  { task: 'lighthart-kd-har', submission: 'lighthart-student', batch: 64, epochs: 60 },
];
const GOAL = 2;

const values = scriptOptions(
  `
npm run bench:training -- [--out file] [--python program]
Seconds an epoch of both papers' methods on each runtime, beside the same models in PyTorch.

  --python program   one that has PyTorch, default python3; without it only our times are shown
  --out file         as JSON`,
  { out: { type: 'string' }, python: { type: 'string', default: 'python3' } },
);

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Seconds between the reports of consecutive epochs, from the run's own events. */
async function epochSeconds({ task, submission, epochs }, variant, runtime) {
  const outFolder = mkdtempSync(join(tmpdir(), 'paretoboard-bench-'));
  const abort = new AbortController();
  const reports = [];
  try {
    const request = {
      task,
      variant,
      submission,
      profile: 'quick',
      runtime,
      sandbox: 'process',
      starts: 1,
      seeds: 1,
      seed: 1,
    };
    await executeRun(request, {
      outFolder,
      attempt: 1,
      signal: abort.signal,
      onEvent: ({ at, message }) => {
        const epoch = Number(/^epoch (\d+)/.exec(message)?.[1] ?? 0);
        if (epoch === 0) return;
        reports.push({ epoch, seconds: Date.parse(at) / 1000 });
        if (epoch > epochs) abort.abort();
      },
    });
  } catch (error) {
    if (!abort.signal.aborted) throw error;
  } finally {
    rmSync(outFolder, { recursive: true, force: true });
  }
  // Of quick epochs not every one is reported.
  return reports
    .slice(1)
    .map(({ epoch, seconds }, index) => (seconds - reports[index].seconds) / (epoch - reports[index].epoch));
}

async function torchSeconds(cases) {
  const script = fileURLToPath(new URL('training.py', import.meta.url));
  try {
    const { stdout } = await promisify(execFile)(values.python, [script, JSON.stringify(cases)]);
    return JSON.parse(stdout);
  } catch (error) {
    console.error(
      `PyTorch is left out: ${String(error.stderr || error.message)
        .trim()
        .split('\n')
        .at(-1)}`,
    );
    return null;
  }
}

const runtimes = (await probeRuntimes()).filter(
  ({ name, available }) => available && ['tensorflow', 'wasm'].includes(name),
);
const measured = [];
const cases = { threads: availableParallelism(), networks: {} };
for (const network of NETWORKS) {
  const module = await loadTask(network.task);
  const variant = availableVariants(module)[0].id;
  const { train, validation } = await openVariant(module, variant);
  const rows = network.task === 'lighthart-kd-har' ? train.items + validation.items : train.items;
  cases.networks[network.submission] = { rows, batch: network.batch, epochs: network.epochs };
  for (const { name, version } of runtimes) {
    const seconds = await epochSeconds(network, variant, name);
    measured.push({
      network: network.submission,
      variant,
      rows,
      runtime: name,
      version,
      epochSeconds: median(seconds),
      epochs: seconds.length,
    });
  }
}
const torch = await torchSeconds(cases);
const results = measured.map(({ network, runtime, epochSeconds: ours, ...rest }) => {
  const theirs = torch ? median(torch.epochs[network].slice(1)) : null;
  const ratio = theirs === null ? null : ours / theirs;
  return {
    id: `${runtime}/${network}`,
    ours,
    theirs,
    ratio,
    goal: GOAL,
    ok: ratio === null ? null : ratio <= GOAL,
    unit: 's per epoch',
    ...rest,
  };
});
const report = {
  cpu: cpus()[0]?.model,
  cores: availableParallelism(),
  load: loadavg(),
  torch: torch?.torch ?? null,
  results,
};
console.log(JSON.stringify(report, null, 2));
if (values.out) writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
