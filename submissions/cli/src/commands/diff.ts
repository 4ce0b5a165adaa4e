import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Comparison, comparisonSchema } from '@paretoboard/contract/comparison.js';
import { sha256Schema } from '@paretoboard/contract/primitives.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { compareRecords } from '@paretoboard/harness/records/compare-records.js';
import { checkBundle } from '@paretoboard/harness/submission/unpack-bundle.js';
import { z } from 'zod';
import { comparisonText } from '../comparison-text.js';
import type { Register } from '../context.js';
import { budgetsOfBoth, conditionsThatDiffer, type Difference, filesThatDiffer } from '../diff/record-diff.js';
import { exitStatus } from '../exit-status.js';
import { readCompared } from '../read-compared.js';
import { callServer } from '../server/call-server.js';
import { downloadBundle } from '../server/clone-submission.js';
import { type Connection, connectionOf, type ServerOptions, withServerOptions } from '../server/connection.js';
import { fetchRecord, submissionOfRecord } from '../server/find-submission.js';
import { stateOf } from '../server/watch-run.js';
import { table } from '../table.js';
import { UsageError } from '../usage-error.js';

interface Runs {
  readonly a: BenchmarkRecord;
  readonly b: BenchmarkRecord;
  readonly comparison: Comparison;
  /** null where the files of one of them are nowhere: a built-in, or a run of a folder. */
  readonly files: Difference[] | null;
}

function isOnServer(id: string): boolean {
  return sha256Schema.or(z.uuid()).safeParse(id).success;
}

async function recordOnServer(connection: Connection, id: string, signal: AbortSignal): Promise<BenchmarkRecord> {
  if (sha256Schema.safeParse(id).success) return fetchRecord(connection, id, signal);
  const { record, state } = await stateOf(connection, id, signal);
  if (record === null) throw new UsageError(`run ${id} has no record: it is "${state}"`);
  return fetchRecord(connection, record, signal);
}

async function filesOf(
  connection: Connection,
  record: BenchmarkRecord,
  signal: AbortSignal,
): Promise<readonly { path: string; sha256: string }[] | null> {
  const submission = await submissionOfRecord(connection, record, signal);
  if (!submission) return null;
  const scratch = mkdtempSync(join(tmpdir(), 'paretoboard-diff-'));
  try {
    const archive = join(scratch, 'bundle');
    await downloadBundle(connection, submission.id, archive, signal);
    return (await checkBundle(archive)).files;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function onServer(connection: Connection, ids: readonly [string, string], signal: AbortSignal): Promise<Runs> {
  const a = await recordOnServer(connection, ids[0], signal);
  const b = await recordOnServer(connection, ids[1], signal);
  const params = { query: { a: a.digest, b: b.digest } };
  const comparison = await callServer(
    connection,
    (api) => api.GET('/api/v1/compare', { params, signal }),
    comparisonSchema,
    signal,
  );
  const [ofA, ofB] = [await filesOf(connection, a, signal), await filesOf(connection, b, signal)];
  return { a, b, comparison, files: ofA && ofB && filesThatDiffer(ofA, ofB) };
}

async function local(paths: readonly [string, string]): Promise<Runs> {
  const [a, b] = [await readCompared(paths[0]), await readCompared(paths[1])];
  return { a: a.record, b: b.record, comparison: compareRecords(a, b), files: null };
}

function differencesText(title: string, differences: readonly Difference[]): string {
  if (differences.length === 0) return `${title}: the same`;
  return table(
    [title.toUpperCase(), 'A', 'B'],
    differences.map(({ field, a, b }) => [field, a ?? '–', b ?? '–']),
  );
}

function amount(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(4)));
}

export const registerDiff: Register = (program, run) => {
  const command = program
    .command('diff')
    .description('what differs between two runs: manifest and conditions, files, metrics and latency by test, budgets')
    .argument('<a>', 'record.json or its folder; or, of the server, the id of a run or the digest of a record')
    .argument('<b>', 'the other one, from the same place')
    .addHelpText('after', '\nExample:\n  $ npx paretoboard diff runs/first runs/second');
  withServerOptions(command).action(
    run(async ({ output, signal }, first: string, second: string, options: ServerOptions) => {
      const places = new Set([isOnServer(first), isOnServer(second)]);
      if (places.size > 1)
        throw new UsageError('expected two records of this machine or two of the server; found one of each');
      const isRemote = places.has(true);
      const runs = await (isRemote ? onServer(connectionOf(options), [first, second], signal) : local([first, second]));
      const { a, b, comparison, files } = runs;
      const conditions = conditionsThatDiffer(a, b);
      const budgets = budgetsOfBoth(a, b);
      const budgetRows = budgets.map(({ id, unit, limit, ...used }) => [
        `${id} (${unit})`,
        amount(used.a),
        amount(used.b),
        amount(limit),
      ]);
      const parts = [
        differencesText('manifest and conditions', conditions),
        files === null ? 'files: not to be had for both' : differencesText('files', files),
        comparisonText(comparison),
        table(['BUDGET', 'A', 'B', 'LIMIT'], budgetRows),
      ];
      await output.answer({ conditions, files, comparison, budgets }, parts.join('\n\n'));
      return exitStatus.done;
    }),
  );
};
