import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openFreshSurrogate } from '@paretoboard/harness/data/fresh-surrogate.js';
import { openVariant } from '@paretoboard/harness/data/open-variant.js';
import { type Rescore, RescoreError, rescore } from '@paretoboard/harness/records/rescore.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { hiddenDataOf, secretOption } from '../hidden-data.js';
import { readRecordFile, recordPath } from '../record-path.js';
import { table } from '../table.js';
import { requireOneOf, UsageError } from '../usage-error.js';

async function rescoreFile(file: string, secret: string | undefined): Promise<Rescore> {
  const record = readRecordFile(file);
  const task = await loadTask(requireOneOf('task', record.task.id, taskIds));
  const hidden = hiddenDataOf(record, secret);
  const scratch = mkdtempSync(join(tmpdir(), 'paretoboard-rescore-'));
  try {
    const data = hidden
      ? await openFreshSurrogate(task, join(scratch, 'hidden'), hidden.secret)
      : await openVariant(task, record.variant.id);
    return rescore(record, dirname(file), task, data);
  } catch (error) {
    if (error instanceof RescoreError) throw new UsageError(error.message);
    throw error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
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
    .option(...secretOption)
    .addHelpText('after', '\nExample:\n  $ npx paretoboard rescore runs/enhanced-lenet5')
    .action(
      run(async ({ output }, path: string, { secret }: { secret?: string }) => {
        const found = await rescoreFile(recordPath(path), secret);
        await output.answer(found, textOf(found));
        return found.same ? exitStatus.done : exitStatus.no;
      }),
    );
};
