import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Comparison, LatencyComparison, MetricComparison } from '@paretoboard/contract/comparison.js';
import { recordSchema } from '@paretoboard/contract/record.js';
import { type ComparedRecord, compareRecords } from '@paretoboard/harness/records/compare-records.js';
import { readItemOutcomes } from '@paretoboard/harness/records/read-items.js';
import { recordFileName } from '@paretoboard/harness/records/write-record.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { table } from '../table.js';
import { UsageError } from '../usage-error.js';

/** @throws UsageError if there is no record at `path`, or what is there is none */
async function readRecord(path: string): Promise<ComparedRecord> {
  const full = resolve(path);
  const file = existsSync(full) && statSync(full).isDirectory() ? join(full, recordFileName) : full;
  if (!existsSync(file)) throw new UsageError(`expected a record or the folder of one; found no ${file}`);
  try {
    const record = recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { record, items: await readItemOutcomes(dirname(file), record) };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${file} is no record: run "npx paretoboard verify ${path}" to see why (${found.slice(0, 200)})`,
    );
  }
}

function figure(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(4)));
}

function interval(low: number | null, high: number | null): string {
  return low === null || high === null ? '–' : `${figure(low)} … ${figure(high)}`;
}

function metricCells(metric: MetricComparison): string[] {
  const { id, unit, a, b, difference, low, high, test, p, verdict, smallestDifference, reason } = metric;
  const visible = verdict === 'tied' ? `could have shown ${figure(smallestDifference)}; ` : '';
  return [
    `${id} (${unit})`,
    figure(a),
    figure(b),
    figure(difference),
    interval(low, high),
    p === null ? '–' : `${test}, p = ${figure(p)}`,
    verdict,
    `${visible}${reason ?? ''}`,
  ];
}

function latencyCells(latency: LatencyComparison): string[] {
  const { scenario, figure: name, a, b, ratio, low, high, test, p, verdict, smallestRatio, reason } = latency;
  const visible = verdict === 'tied' ? `could have shown × ${figure(smallestRatio)}; ` : '';
  return [
    `${scenario}, ${name}`,
    figure(a),
    figure(b),
    ratio === null ? '–' : `× ${figure(ratio)}`,
    interval(low, high),
    p === null ? '–' : `${test}, p = ${figure(p)}`,
    verdict,
    `${visible}${reason ?? ''}`,
  ];
}

function comparisonText({ a, b, metrics, latency }: Comparison): string {
  const header = ['', 'A', 'B', 'A − B or A ÷ B', '95 % INTERVAL', 'TEST', 'VERDICT', 'WHY'];
  return [
    `A: ${a.submission.title} (${a.submission.name} ${a.submission.version})`,
    `B: ${b.submission.title} (${b.submission.name} ${b.submission.version})`,
    table(header, [...metrics.map(metricCells), ...latency.map(latencyCells)]),
    'Each line is a question of its own, tested at 5 %; ranks of a whole board correct for the number of rows.',
  ].join('\n');
}

export const registerCompare: Register = (program, run) => {
  program
    .command('compare')
    .description('two records of one task by test: metrics on the same items, latency by process starts')
    .argument('<a>', 'record.json, or the folder that holds it')
    .argument('<b>', 'the other one')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard compare runs/enhanced-lenet5 runs/majority-class')
    .action(
      run(async ({ output }, first: string, second: string) => {
        const [a, b] = [await readRecord(first), await readRecord(second)];
        const comparison = compareRecords(a, b);
        await output.answer(comparison, comparisonText(comparison));
        return exitStatus.done;
      }),
    );
};
