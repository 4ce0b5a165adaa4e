/**
 * `npm run test:slow [-- --out file --folder folder --task id --variant id --seeds n --sandbox level --runtime name --readme]`: runs the built-in submissions of
 * every task on every variant at hand through the path of any submission, and states by a paired test over the training seeds whether the paper's method
 * beats each comparator. It measures and does not judge the outcome: exit status 1 only for a run without figures, a record that does not verify, or a null
 * submission that is not at chance. Records that are there already, of the same code and request, are used again. Progress goes to standard error.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { profileNameSchema } from '@paretoboard/contract/profile.js';
import { homeFolder } from '@paretoboard/harness/places.js';
import { scriptOptions } from '../script-options.mjs';
import { markdownReport, tableOf } from './markdown-report.mjs';
import { measurements } from './measurements.mjs';
import { obtainRecord } from './obtain-record.mjs';
import { checkPlace, withFigures } from './readme-section.mjs';
import { judgeGroup } from './verdicts.mjs';

const values = scriptOptions(
  `
npm run test:slow -- [options]
Runs the built-in submissions of every task on every variant at hand through the path of any submission, and states by a paired test over the training
seeds whether the paper's method beats each comparator. Records that are there already, of the same code and request, are used again.

  --task id, --variant id, --submission name   only these; may be given several times
  --readme           write each table into its task's README, under "## Measured"
  --out file         the report as JSON; without it, to standard output
  --folder folder    where records are kept
  --seeds n          training seeds, default 6
  --seed n           public seed of the first one, default 1
  --profile name     default quick
  --sandbox level    default namespace
  --runtime name     default tensorflow
Exit status 1: a run without figures, a record that does not verify, or a null submission that is not at chance.`,
  {
    out: { type: 'string' },
    readme: { type: 'boolean', default: false },
    folder: { type: 'string', default: join(homeFolder(), 'slow-suite') },
    task: { type: 'string', multiple: true },
    variant: { type: 'string', multiple: true },
    submission: { type: 'string', multiple: true },
    seeds: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    profile: { type: 'string', default: 'quick' },
    sandbox: { type: 'string', default: 'namespace' },
    runtime: { type: 'string', default: 'tensorflow' },
  },
);

const begun = performance.now();
const note = (line) => console.error(`${((performance.now() - begun) / 1000).toFixed(0).padStart(6)} s  ${line}`);

const settings = {
  profile: profileNameSchema.parse(values.profile),
  runtime: values.runtime,
  sandbox: values.sandbox,
  starts: null,
  seeds: Number(values.seeds),
  seed: Number(values.seed),
};

const readmeOf = (task) => new URL(`../../tasks/src/${task}/README.md`, import.meta.url);
const plan = await measurements(values, settings);
if (values.readme) for (const { task } of plan) checkPlace(readFileSync(readmeOf(task.id), 'utf8'), task.id);
const obtained = [];
for (const [index, measurement] of plan.entries()) {
  const say = (line) => note(`[${index + 1}/${plan.length}] ${measurement.name}: ${line}`);
  obtained.push(await obtainRecord(measurement, resolve(values.folder), say));
}

const groupOf = ({ measurement: { task, variant } }) => `${task.id} ${variant.id}`;
const groups = [...new Set(obtained.map(groupOf))].map((group) => obtained.filter((one) => groupOf(one) === group));
const report = { settings, groups: groups.map(judgeGroup) };
const problems = report.groups.flatMap((group) => group.problems);
const document = `${JSON.stringify({ ok: problems.length === 0, problems, ...report }, null, 2)}\n`;
if (values.out) writeFileSync(values.out, document);
else process.stdout.write(document);
process.stdout.write(markdownReport(report));
if (values.readme) {
  for (const group of report.groups) {
    const readme = readmeOf(group.task);
    writeFileSync(readme, withFigures(readFileSync(readme, 'utf8'), report, group, tableOf(group)));
  }
}
for (const problem of problems) note(`PROBLEM ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
