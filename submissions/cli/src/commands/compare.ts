import { compareRecords } from '@paretoboard/harness/records/compare-records.js';
import { comparisonText } from '../comparison-text.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { readCompared } from '../read-compared.js';

export const registerCompare: Register = (program, run) => {
  program
    .command('compare')
    .description('two records of one task by test: metrics on the same items, latency by process starts')
    .argument('<a>', 'record.json, or the folder that holds it')
    .argument('<b>', 'the other one')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard compare runs/enhanced-lenet5 runs/majority-class')
    .action(
      run(async ({ output }, first: string, second: string) => {
        const [a, b] = [await readCompared(first), await readCompared(second)];
        const comparison = compareRecords(a, b);
        await output.answer(comparison, comparisonText(comparison));
        return exitStatus.done;
      }),
    );
};
