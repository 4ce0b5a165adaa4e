import { readFileSync } from 'node:fs';
import { recordSchema } from '@paretoboard/contract/record.js';
import { verifyLog } from '@paretoboard/harness/records/verify-log.js';
import { type Verification, verifyRecord } from '@paretoboard/harness/records/verify-record.js';
import type { Register } from '../context.js';
import { exitStatus } from '../exit-status.js';
import { readLogFile } from '../log-client.js';
import { recordPath } from '../record-path.js';
import { table } from '../table.js';
import { UsageError } from '../usage-error.js';

/** The digest that a record claims; null where it cannot be read, which its own checks then say. */
function claimedDigest(path: string): string | null {
  try {
    return recordSchema.shape.digest.parse((JSON.parse(readFileSync(path, 'utf8')) as { digest?: unknown }).digest);
  } catch {
    return null;
  }
}

async function verifyAll(record: string | null, log: string | undefined, signal: AbortSignal): Promise<Verification> {
  const known = log === undefined ? null : await readLogFile(log, signal);
  const trustedKeys = known && new Map(known.keys.map(({ keyId, publicKey }) => [keyId, publicKey]));
  const parts = [
    record ? await verifyRecord(record, trustedKeys ? { trustedKeys } : {}) : null,
    known ? await verifyLog(known.entries, known.keys, record && claimedDigest(record)) : null,
  ].filter((part) => part !== null);
  return { ok: parts.every(({ ok }) => ok), checks: parts.flatMap(({ checks }) => checks) };
}

export const registerVerify: Register = (program, run) => {
  program
    .command('verify')
    .description('digest, signature, files, and every figure recomputed from the raw samples; needs no server')
    .argument('[record]', 'record.json, or the folder that holds it')
    .option(
      '--log <file or URL>',
      'also the append-only log and the record’s entry in it: a kept log.json, or a server',
    )
    .addHelpText(
      'after',
      '\nExample:\n  $ npx paretoboard verify runs/enhanced-lenet5\n  $ npx paretoboard verify runs/enhanced-lenet5 --log http://127.0.0.1:3001',
    )
    .action(
      run(async ({ output, signal }, path: string | undefined, { log }: { log?: string }) => {
        if (path === undefined && log === undefined)
          throw new UsageError('expected a record, --log, or both; found neither');
        const verification = await verifyAll(path === undefined ? null : recordPath(path), log, signal);
        const rows = verification.checks.map((check) => [check.ok ? 'ok' : 'FAILED', check.id, check.message]);
        await output.answer(verification, table(['', 'CHECK', 'FOUND'], rows));
        return verification.ok ? exitStatus.done : exitStatus.no;
      }),
    );
};
