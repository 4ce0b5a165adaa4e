import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BenchmarkRecord, type Check, type RecordFile, recordSchema } from '@paretoboard/contract/record.js';
import { readItemFile } from './item-outcomes.js';
import { readLatencySamples } from './latency-samples.js';
import { check, fail } from './verification/check.js';
import { checkSeed, checkTimes, checkVerdict } from './verification/conduct.js';
import { checkBudgets, checkCold, checkItems, checkLatency, checkMetrics } from './verification/figures.js';
import { checkArtefacts, checkDigest, checkFile, checkForm, checkSignature } from './verification/identity.js';
import { checkTelemetry } from './verification/telemetry.js';
import { recordFileName } from './write-record.js';

export interface Verification {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

export interface VerifyOptions {
  /** Trusted public keys (PEM) by key id. Without them the key beside the record is used, and the check says so. */
  readonly trustedKeys?: ReadonlyMap<string, string>;
}

/** Reads a file once, when the first check asks: a failure is that check's, and of each after it. */
function once<Value>(read: () => Value): () => Value {
  let value: { readonly found: Value } | undefined;
  return () => {
    value ??= { found: read() };
    return value.found;
  };
}

function reader<Rows>(folder: string, file: RecordFile | null, read: (path: string) => Rows): () => Rows | null {
  return once(() => (file ? read(join(folder, file.path)) : null));
}

async function checksOf(
  record: BenchmarkRecord,
  parsed: unknown,
  folder: string,
  options: VerifyOptions,
): Promise<Check[]> {
  const files = Object.values(record.files).filter((entry) => entry !== null);
  const samples = reader(folder, record.files.latencies, readLatencySamples);
  const items = reader(folder, record.files.items, readItemFile);
  return [
    await check('digest', () => checkDigest(parsed)),
    await check('signature', () => checkSignature(record, folder, options.trustedKeys)),
    ...(await Promise.all(
      files.map((entry) => check(`file-${entry.path.replaceAll(/[^a-z0-9]+/g, '-')}`, () => checkFile(folder, entry))),
    )),
    await check('artefacts', () => checkArtefacts(record, folder)),
    await check('latency', () => checkLatency(record, samples())),
    await check('items', () => checkItems(record, items())),
    await check('metrics', () => checkMetrics(record, items())),
    await check('telemetry', () => checkTelemetry(record, folder)),
    await check('cold', () => checkCold(record)),
    await check('budgets', () => checkBudgets(record, samples())),
    await check('seed', () => checkSeed(record)),
    await check('times', () => checkTimes(record)),
    await check('verdict', () => checkVerdict(record)),
  ];
}

/**
 * Everything about a record that follows from the record and the files beside it: schema, form, digest, signature, file hashes, every figure
 * from raw samples and per-item outcomes, budgets, seeds, times, verdict. It needs no server and no other state.
 * @param path record.json or the folder that holds it
 * @throws if there is no such file; everything else is a failed check
 */
export async function verifyRecord(path: string, options: VerifyOptions = {}): Promise<Verification> {
  const file = statSync(path).isDirectory() ? join(path, recordFileName) : path;
  const bytes = readFileSync(file);
  let found: { record: BenchmarkRecord; parsed: unknown } | undefined;
  const schema = await check('schema', () => {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    const read = recordSchema.safeParse(parsed);
    if (!read.success) fail(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
    found = { record: read.data, parsed };
    return 'record schema version 1';
  });
  if (!found) return { ok: false, checks: [schema] };
  const { record, parsed } = found;
  const checks = [
    schema,
    await check('form', () => checkForm(bytes.toString(), parsed)),
    ...(await checksOf(record, parsed, dirname(file), options)),
  ];
  return { ok: checks.every((item) => item.ok), checks };
}
