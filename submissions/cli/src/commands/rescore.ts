import { dirname } from 'node:path';
import { openVariant } from '@paretoboard/harness/data/open-variant.js';
import { type Rescore, RescoreError, rescore } from '@paretoboard/harness/records/rescore.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { readRecordFile, recordPath } from '../record-path.js';
import { table } from '../table.js';
import { requireOneOf, UsageError } from '../usage-error.js';

async function rescoreFile(file: string): Promise<Rescore> {
  const record = readRecordFile(file);
  const task = await loadTask(requireOneOf('task', record.task.id, taskIds));
  try {
    return rescore(record, dirname(file), task, await openVariant(task, record.variant.id));
  } catch (error) {
    if (error instanceof RescoreError) throw new UsageError(error.message);
    throw error;
  }
}

function textOf({ same, metrics, differences }: Rescore): string {
  const rows = metrics.map(({ id, value, unit, n }) => [id, value === null ? '–' : `${value} ${unit}`, String(n)]);
  const verdict = same ? 'The stored outputs give the recorded metrics.' : 'The stored outputs give other metrics:';
  return [table(['METRIC', 'VALUE', 'N'], rows), verdict, ...differences.map((line) => `  ${line}`)].join('\n');
}

export const registerRescore: Register = (program, run) => {
  program
    .command('rescore')
    .description('metrics again from the stored outputs and the labels of the data store, without running')
    .argument('<record>', 'record.json, or the folder that holds it')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard rescore runs/enhanced-lenet5')
    .action(
      run(async ({ output }, path: string) => {
        const found = await rescoreFile(recordPath(path));
        await output.answer(found, textOf(found));
        return found.same ? exitStatus.done : exitStatus.no;
      }),
    );
};
