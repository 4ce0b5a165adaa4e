// One run repeated: how far apart its medians lie, beside the interval that each of them claims.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { executeRun } from '@paretoboard/baselines/execute-run.js';
import { profileNameSchema } from '@paretoboard/contract/profile.js';
import { runRequestSchema } from '@paretoboard/contract/run-state.js';
import { mannWhitney } from '@paretoboard/harness/statistics/mann-whitney.js';
import { scriptOptions } from '../script-options.mjs';

const values = scriptOptions(
  `
npm run bench:repeat -- [--task id] [--variant id] [--submission name] [--times n] [--starts n] [--profile name] [--out file]
One run repeated with fresh secret seeds: the median latency of each run with the interval that it claims, and in how many pairs of runs each median lies
within the other's interval, and how many pairs the test that ranks rows would call different. Nothing is retrained in between that was not in the first: it is the machine and the instrument that differ.

  --task id           default lighthart-kd-har
  --variant id        default surrogate
  --submission name   default logistic-regression
  --times n           default 5
  --starts n          of the process in each run, default 6
  --profile name      default quick; ranks come from full
  --out file          as JSON`,
  {
    task: { type: 'string', default: 'lighthart-kd-har' },
    variant: { type: 'string', default: 'surrogate' },
    submission: { type: 'string', default: 'logistic-regression' },
    times: { type: 'string', default: '5' },
    starts: { type: 'string', default: '6' },
    profile: { type: 'string', default: 'quick' },
    out: { type: 'string' },
  },
);

const request = runRequestSchema.parse({
  task: values.task,
  variant: values.variant,
  submission: values.submission,
  profile: profileNameSchema.parse(values.profile),
  runtime: null,
  sandbox: 'process',
  starts: Number(values.starts),
  seeds: 1,
  seed: null,
  scenarios: ['single-stream'],
});

async function once(index) {
  const outFolder = mkdtempSync(join(tmpdir(), 'paretoboard-repeat-'));
  try {
    const load = loadavg()[0];
    const { signal } = new AbortController();
    const { record } = await executeRun(request, { outFolder, attempt: 1, signal, onEvent: () => {} });
    const latency = record.latency['single-stream'];
    if (typeof latency?.p50Ms !== 'number')
      throw new Error(`a run without a median: ${record.reasons.map(({ message }) => message)}`);
    const { p50Ms, p50MsLow, p50MsHigh, p50MsStudent: p50TInterval, perStartP50Ms } = latency;
    const p50Interval = p50MsLow === null ? null : { low: p50MsLow, high: p50MsHigh };
    console.error(
      `run ${index + 1} of ${values.times}: ${record.verdict}, p50 ${p50Ms.toFixed(4)} ms, load before ${load}`,
    );
    return {
      verdict: record.verdict,
      reasons: record.reasons.map(({ code }) => code),
      load,
      p50Ms,
      p50Interval,
      p50TInterval,
      perStartP50Ms,
      ratioToSentinel: record.sentinel?.ratioToSentinel['single-stream'] ?? null,
    };
  } finally {
    rmSync(outFolder, { recursive: true, force: true });
  }
}

const within = (value, interval) => interval !== null && value >= interval.low && value <= interval.high;

/** Of all ordered pairs of runs, in how many the median of one lies in the interval of the other. */
function pairs(runs, interval) {
  const ordered = runs.flatMap((one) => runs.filter((other) => other !== one).map((other) => [one, other]));
  return { pairs: ordered.length, within: ordered.filter(([one, other]) => within(one.p50Ms, other[interval])).length };
}

/** Of all pairs of runs of the same thing, how many the exact test over the medians of their starts tells apart at 5 %. */
function toldApart(runs) {
  const each = runs.flatMap((one, at) => runs.slice(at + 1).map((other) => [one, other]));
  const apart = each.filter(([one, other]) => mannWhitney(one.perStartP50Ms, other.perStartP50Ms).p < 0.05);
  return { pairs: each.length, apart: apart.length };
}

const runs = [];
for (let index = 0; index < Number(values.times); index++) runs.push(await once(index));
const medians = runs.map(({ p50Ms }) => p50Ms);
const spread = Math.max(...medians) / Math.min(...medians);
const report = {
  request: { task: values.task, variant: values.variant, submission: values.submission, starts: request.starts },
  machine: cpus()[0]?.model ?? null,
  runs,
  largestOverSmallest: spread,
  bootstrap: pairs(runs, 'p50Interval'),
  studentT: pairs(runs, 'p50TInterval'),
  mannWhitney: toldApart(runs),
};
if (values.out) writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
const shownInterval = (interval) => (interval ? `${interval.low.toFixed(4)} to ${interval.high.toFixed(4)}` : 'none');
console.log('| run | verdict | p50 ms | bootstrap over starts | Student t over starts |\n|---|---|---|---|---|');
for (const [index, { verdict, p50Ms, p50Interval, p50TInterval }] of runs.entries())
  console.log(
    `| ${index + 1} | ${verdict} | ${p50Ms.toFixed(4)} | ${shownInterval(p50Interval)} | ${shownInterval(p50TInterval)} |`,
  );
console.log(
  `\nlargest over smallest median ${spread.toFixed(3)}; medians within another run's interval: bootstrap ${report.bootstrap.within} of ${report.bootstrap.pairs}, t ${report.studentT.within} of ${report.studentT.pairs}; pairs told apart ${report.mannWhitney.apart} of ${report.mannWhitney.pairs}`,
);
