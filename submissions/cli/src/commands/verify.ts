import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { verifyRecord } from '@paretoboard/harness/records/verify-record.js';
import { recordFileName } from '@paretoboard/harness/records/write-record.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { table } from '../table.js';
import { UsageError } from '../usage-error.js';

function recordPath(path: string): string {
  const full = resolve(path);
  const file = existsSync(full) && statSync(full).isDirectory() ? join(full, recordFileName) : full;
  if (existsSync(file)) return file;
  throw new UsageError(`expected a record or the folder of one; found no ${file}`);
}

export const registerVerify: Register = (program, run) => {
  program
    .command('verify')
    .description('digest, signature, files, and every figure recomputed from the raw samples')
    .argument('<record>', 'record.json, or the folder that holds it')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard verify runs/enhanced-lenet5')
    .action(
      run(async ({ output }, path: string) => {
        const verification = await verifyRecord(recordPath(path));
        const rows = verification.checks.map((check) => [check.ok ? 'ok' : 'FAILED', check.id, check.message]);
        await output.answer(verification, table(['', 'CHECK', 'FOUND'], rows));
        return verification.ok ? exitStatus.done : exitStatus.no;
      }),
    );
};
