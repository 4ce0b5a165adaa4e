import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ColumnTable, readColumns } from '@paretoboard/harness/records/column-reader.js';
import { itemsKind } from '@paretoboard/harness/records/item-outcomes.js';
import { latenciesKind } from '@paretoboard/harness/records/latency-samples.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { readRecordFile, recordPath } from '../record-path.js';
import { requireOneOf, UsageError } from '../usage-error.js';

const kinds = [itemsKind, latenciesKind];
const formats = ['csv', 'jsonl'];

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOf(columns: ColumnTable, format: string): string {
  if (format === 'jsonl') return Array.from(columns.records(), (row) => JSON.stringify(row)).join('\n');
  const { names } = columns;
  const lines = Array.from(columns.records(), (row) => names.map((name) => cell(row[name])).join(','));
  return [names.map(cell).join(','), ...lines].join('\n');
}

function columnsOf(path: string, kind: string): ColumnTable {
  const file = recordPath(path);
  const listed = readRecordFile(file).files[kind as 'items' | 'latencies'];
  if (!listed) throw new UsageError(`${file} has no file of ${kind}`);
  const stored = join(dirname(file), listed.path);
  if (!existsSync(stored)) throw new UsageError(`expected ${listed.path} beside the record; found no ${stored}`);
  return readColumns(stored, kind);
}

export const registerExport: Register = (program, run) => {
  program
    .command('export')
    .description('raw latencies or per-item outcomes of a record as CSV or JSON lines')
    .argument('<record>', 'record.json, or the folder that holds it')
    .argument('<what>', kinds.join(' or '))
    .option('--format <name>', formats.join(' or '), 'csv')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard export runs/enhanced-lenet5 latencies > latencies.csv')
    .action(
      run(async ({ output }, path: string, what: string, options: { format: string }) => {
        const format = requireOneOf('format', options.format, formats);
        const columns = columnsOf(path, requireOneOf('kind of samples', what, kinds));
        await output.answer([...columns.records()], textOf(columns, format));
        return exitStatus.done;
      }),
    );
};
