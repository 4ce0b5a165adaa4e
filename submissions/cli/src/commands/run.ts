import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { executeRun } from '@paretoboard/baselines/execute-run.js';
import { builtInsOf } from '@paretoboard/baselines/registry.js';
import { profileNameSchema } from '@paretoboard/contract/profile.js';
import type { BenchmarkRecord, LatencyResult } from '@paretoboard/contract/record.js';
import { type RunRequest, runRequestSchema } from '@paretoboard/contract/run-state.js';
import { runtimeNames } from '@paretoboard/contract/runtime.js';
import { sandboxLevelSchema } from '@paretoboard/contract/sandbox-level.js';
import { scenarioSchema } from '@paretoboard/contract/scenario.js';
import { manifestFileName } from '@paretoboard/contract/submission-manifest.js';
import { homeFolder } from '@paretoboard/harness/places.js';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import type { Register } from '../context.js';
import { eventWriter } from '../event-lines.js';
import { exitStatus } from '../exit-status.js';
import { requestedVariant } from '../requested-variant.js';
import { table } from '../table.js';
import { requireOneOf, UsageError } from '../usage-error.js';
import { wholeNumber } from '../whole-number.js';

interface RunOptions {
  readonly submission: string;
  readonly variant?: string;
  readonly runtime?: string;
  readonly sandbox: string;
  readonly starts?: number;
  readonly scenario?: string[];
  readonly seed?: number;
  readonly contamination?: boolean;
  readonly seeds?: number;
  readonly profile: string;
  readonly out?: string;
}

/** A folder with a manifest, else a built-in name. */
function submissionOf(task: TaskModule, submission: string): string {
  const folder = resolve(submission);
  if (existsSync(join(folder, manifestFileName))) return folder;
  if (existsSync(folder) && /[\\/.]/.test(submission))
    throw new UsageError(`expected a folder with ${manifestFileName}; found none in ${folder}`);
  const names = builtInsOf(task.definition.id).map((builtIn) => builtIn.manifest.name);
  return requireOneOf(`submission of ${task.definition.id}`, submission, names);
}

async function requestOf(id: string, options: RunOptions): Promise<RunRequest> {
  const task = await loadTask(requireOneOf('task', id, taskIds));
  const runtime = options.runtime ?? process.env.PARETOBOARD_RUNTIME;
  return runRequestSchema.parse({
    task: id,
    variant: requestedVariant(task, options.variant),
    submission: submissionOf(task, options.submission),
    profile: requireOneOf('profile', options.profile, profileNameSchema.options),
    runtime: runtime ? requireOneOf('runtime', runtime, runtimeNames) : null,
    sandbox: requireOneOf('sandbox level', options.sandbox, sandboxLevelSchema.options),
    starts: options.starts ?? null,
    scenarios: options.scenario?.map((name) => requireOneOf('scenario', name, task.definition.scenarios)),
    seeds: options.seeds ?? null,
    seed: options.seed ?? null,
    contamination: options.contamination,
  });
}

function outFolderOf(request: RunRequest, out: string | undefined, now: Date): string {
  if (out !== undefined) return resolve(out);
  const submission = request.submission.split(/[\\/]/).at(-1);
  return join(homeFolder(), 'records', `${now.toISOString().replaceAll(':', '-')}-${request.task}-${submission}`);
}

function figure(value: number | null, unit: string): string {
  return value === null ? '–' : `${Number(value.toPrecision(5))} ${unit}`;
}

function latencyLines(scenario: string, result: LatencyResult): string[][] {
  const percentiles = (['p50Ms', 'p90Ms', 'p99Ms'] as const).map((name) => [
    `${scenario} ${name.replace('Ms', '')}`,
    figure(result[name], 'ms'),
    result[name] === null ? (result.reasons[name] ?? '–') : `n = ${result.n}`,
  ]);
  const bound = result.server ? `p99 within ${result.server.boundMs} ms` : '';
  const rate = figure(result.throughputPerSecond, 'samples/s');
  return [...percentiles, [`${scenario} throughput`, rate, result.reasons.throughputPerSecond ?? bound]];
}

function recordText(record: BenchmarkRecord, folder: string): string {
  const metrics = record.metrics.map((metric) => [
    metric.id,
    figure(metric.value, metric.unit),
    metric.low === null || metric.high === null
      ? (metric.reason ?? '–')
      : `${figure(metric.low, '')}… ${figure(metric.high, metric.unit)}`,
  ]);
  const latency = Object.entries(record.latency).flatMap(([scenario, result]) => latencyLines(scenario, result));
  return [
    `${record.verdict}: ${record.submission.name} on ${record.task.id}, variant ${record.variant.id} (${record.variant.relation}), ${record.runtime.name}`,
    ...record.reasons.map((reason) => `  ${reason.code}: ${reason.message} ${reason.remedy}`),
    table(['FIGURE', 'VALUE', '95 % INTERVAL OR REASON'], [...metrics, ...latency]),
    `Record: ${folder}`,
  ].join('\n');
}

export const registerRun: Register = (program, run) => {
  program
    .command('run')
    .description('train, evaluate, time and judge a submission; writes a signed record')
    .argument('<task>', 'id of the task')
    .requiredOption('--submission <name>', `built-in name, or a folder with ${manifestFileName}`)
    .option('--variant <id>', 'variant of the data; default: the closest to the paper that is here')
    .option('--runtime <name>', `${runtimeNames.join(', ')}; default: the best that is available`)
    .option('--sandbox <level>', sandboxLevelSchema.options.join(', '), 'process')
    .option('--starts <n>', 'fresh starts for timing; default: the profile’s', wholeNumber(1))
    .option('--scenario <names...>', `${scenarioSchema.options.join(', ')}; default: those of the profile and the task`)
    .option('--contamination', 'retrain on a fresh surrogate; default: in ranked profiles')
    .option('--no-contamination', 'do not')
    .option('--seed <n>', 'public seed, for development; default: drawn and committed to', wholeNumber(0))
    .option('--seeds <n>', 'seeds to train with; default: the profile’s', wholeNumber(1))
    .option('--profile <name>', profileNameSchema.options.join(', '), 'quick')
    .option('--out <folder>', 'where the record goes; default: below PARETOBOARD_HOME')
    .addHelpText(
      'after',
      '\nExample:\n  $ npx paretoboard run enhanced-lenet5-traffic-sign --submission majority-class --variant surrogate --out runs/majority',
    )
    .action(
      run(async ({ output, signal }, id: string, options: RunOptions) => {
        const request = await requestOf(id, options);
        const outFolder = outFolderOf(request, options.out, new Date());
        const { record, folder } = await executeRun(request, {
          outFolder,
          attempt: 1,
          signal,
          onEvent: eventWriter(output.note),
        });
        await output.answer(record, recordText(record, folder));
        return record.verdict === 'VALID' ? exitStatus.done : exitStatus.no;
      }),
    );
};
