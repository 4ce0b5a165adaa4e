import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type BenchmarkRecord,
  type Check,
  itemOutcomeSchema,
  type LatencyResult,
  latencySampleSchema,
  type RecordFile,
  recordSchema,
  type ServerResult,
} from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import type { z } from 'zod';
import { canonicalJson, describeFile, digestOf, sha256 } from './digest.js';
import { LatencyColumns } from './latency-columns.js';
import { summariseLatency } from './latency-summary.js';
import { metricFromItems } from './metric-summary.js';
import { judgeTrial } from './server-search.js';
import { signatureHolds } from './signing.js';
import { publicKeyFileName, recordFileName } from './write-record.js';

export interface Verification {
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

export interface VerifyOptions {
  /** Trusted public keys (PEM) by key id. Without them the key beside the record is used, and the check says so. */
  readonly trustedKeys?: ReadonlyMap<string, string>;
}

/** Relative difference up to which a recomputed figure counts as equal: sums in another order. */
const tolerance = 1e-9;

function closeTo(a: number, b: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

function readLines<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

/** A check that turns any error on its way into a failed check, never into a crash of the verifier. */
async function check(id: string, body: () => Promise<string> | string): Promise<Check> {
  try {
    return { id, ok: true, message: await body() };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function fail(message: string): never {
  throw new Error(message);
}

function checkDigest(record: BenchmarkRecord): string {
  const { digest, signature: _signature, ...unsigned } = record;
  const found = digestOf(unsigned);
  return found === digest ? `SHA-256 ${digest}` : fail(`the record's content has digest ${found}, it claims ${digest}`);
}

function checkSignature(record: BenchmarkRecord, folder: string, options: VerifyOptions): string {
  const trusted = options.trustedKeys?.get(record.signature.keyId);
  const beside = join(folder, publicKeyFileName);
  if (!trusted && options.trustedKeys && options.trustedKeys.size > 0)
    fail(`key ${record.signature.keyId} is not among the trusted keys`);
  const pem =
    trusted ??
    (existsSync(beside)
      ? readFileSync(beside, 'utf8')
      : fail(`no public key: expected ${publicKeyFileName} beside the record`));
  if (!signatureHolds(record.digest, record.signature, pem))
    fail('the signature does not belong to this digest and key');
  return trusted
    ? `Ed25519 by trusted key ${record.signature.keyId}`
    : `Ed25519 by the key beside the record (${record.signature.keyId}); who owns that key is not shown by this`;
}

async function checkFile(folder: string, file: RecordFile): Promise<string> {
  if (!existsSync(join(folder, file.path))) fail(`${file.path} is missing`);
  const found = await describeFile(folder, file.path);
  if (found.sha256 !== file.sha256 || found.bytes !== file.bytes) {
    fail(
      `${file.path}: expected ${file.bytes} bytes with SHA-256 ${file.sha256}, found ${found.bytes} bytes with ${found.sha256}`,
    );
  }
  return `${file.path}: ${file.bytes} bytes, SHA-256 as recorded`;
}

function checkLatency(record: BenchmarkRecord, folder: string): string {
  const scenarios = Object.keys(record.latency) as Scenario[];
  if (scenarios.length === 0) return 'no latency in this record';
  const file = record.files.latencies ?? fail('latency figures without a file of samples');
  const samples = readLines(join(folder, file.path), latencySampleSchema);
  const columns = new LatencyColumns();
  for (const sample of samples) columns.add(sample);
  const unreported = columns.scenarios.filter((scenario) => !scenarios.includes(scenario));
  if (unreported.length > 0) fail(`samples of ${unreported.join(', ')} without figures`);
  for (const scenario of scenarios) checkScenario(scenario, record.latency[scenario]!, columns);
  return `${samples.length} raw samples give the recorded figures of ${scenarios.join(', ')}`;
}

function checkScenario(scenario: Scenario, recorded: LatencyResult, columns: LatencyColumns): void {
  if (recorded.server) checkTrials(recorded.server, columns);
  const again = summariseLatency(scenario, columns, recorded.server);
  const differing = Object.entries(again)
    .filter(([name, value]) => canonicalJson(value) !== canonicalJson(recorded[name as keyof LatencyResult]))
    .map(([name]) => name);
  if (differing.length > 0) fail(`${scenario}: the raw samples give another ${differing.join(', ')}`);
}

function checkTrials({ boundMs, trials }: ServerResult, columns: LatencyColumns): void {
  const timed = columns.of('server', 'submission');
  if (timed.length !== trials.length) fail(`server: ${trials.length} trials, samples of ${timed.length}`);
  for (const trial of trials) {
    const queries = timed.find(({ start, trial: index }) => start === trial.start && index === trial.trial);
    const again = queries ? judgeTrial(queries, trial.ratePerSecond, boundMs) : null;
    if (!again || canonicalJson(again) !== canonicalJson(trial))
      fail(`server: the raw samples do not give trial ${trial.trial} of start ${trial.start}`);
  }
}

function checkMetrics(record: BenchmarkRecord, folder: string): string {
  if (record.metrics.every((metric) => metric.value === null)) return 'no measured metric in this record';
  const file = record.files.items ?? fail('metrics without a file of per-item outcomes');
  const items = readLines(join(folder, file.path), itemOutcomeSchema);
  const seeds = [...new Set(items.map((item) => item.seed))];
  const named: string[] = [];
  for (const metric of record.metrics) {
    if (!metric.fromItems || metric.value === null) {
      named.push(metric.id);
      continue;
    }
    const rule = metric.fromItems;
    const perSeed = seeds.map((seed) =>
      metricFromItems(
        rule,
        metric.unit,
        items.filter((item) => item.seed === seed),
      ),
    );
    const same =
      perSeed.length === metric.perSeed.length &&
      perSeed.every((value, index) => closeTo(value, metric.perSeed[index]!));
    const average = perSeed.reduce((sum, value) => sum + value, 0) / perSeed.length;
    if (!same || !closeTo(average, metric.value))
      fail(`${metric.id}: recomputed ${perSeed.join(', ')}; recorded ${metric.perSeed.join(', ')}`);
  }
  const rest = named.length > 0 ? `; not recomputable without the withheld labels: ${named.join(', ')}` : '';
  return `${items.length} per-item outcomes give the recorded metrics${rest}`;
}

function checkSeed(record: BenchmarkRecord): string {
  const { secret, secretCommitment } = record.seeds;
  if (secret === null || secretCommitment === null) return `public seed ${record.seeds.public}`;
  return sha256(secret) === secretCommitment
    ? 'the revealed secret seed matches its commitment'
    : fail('the revealed secret seed does not match its commitment');
}

function checkVerdict(record: BenchmarkRecord): string {
  const broken = [
    ...record.checks.filter((item) => !item.ok).map((item) => item.id),
    ...record.budgets.filter((item) => !item.ok).map((item) => item.id),
  ];
  if (record.verdict === 'VALID' && broken.length > 0) fail(`VALID although these failed: ${broken.join(', ')}`);
  if (record.verdict === 'VALID' && record.reasons.length > 0) fail('VALID with reasons against it');
  if (record.verdict === 'INVALID' && record.reasons.length === 0) fail('INVALID without a reason');
  return `${record.verdict}, in agreement with its checks and budgets`;
}

/**
 * Everything about a record that follows from the record and the files beside it: schema, digest, signature, file hashes, figures from raw samples
 * and per-item outcomes, seed commitment, verdict.
 * @param path record.json or the folder that holds it
 * @throws if there is no such file; everything else is a failed check
 */
export async function verifyRecord(path: string, options: VerifyOptions = {}): Promise<Verification> {
  const file = statSync(path).isDirectory() ? join(path, recordFileName) : path;
  const folder = dirname(file);
  const text = readFileSync(file, 'utf8');
  let record: BenchmarkRecord | undefined;
  const schema = await check('schema', () => {
    const parsed = recordSchema.safeParse(JSON.parse(text));
    if (!parsed.success)
      fail(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
    record = parsed.data;
    return 'record schema version 1';
  });
  if (!record) return { ok: false, checks: [schema] };
  const known = record;
  const files = Object.values(known.files).filter((entry) => entry !== null);
  const checks = [
    schema,
    await check('digest', () => checkDigest(known)),
    await check('signature', () => checkSignature(known, folder, options)),
    ...(await Promise.all(
      files.map((entry) => check(`file-${entry.path.replaceAll(/[^a-z0-9]+/g, '-')}`, () => checkFile(folder, entry))),
    )),
    await check('latency', () => checkLatency(known, folder)),
    await check('metrics', () => checkMetrics(known, folder)),
    await check('seed', () => checkSeed(known)),
    await check('verdict', () => checkVerdict(known)),
  ];
  return { ok: checks.every((item) => item.ok), checks };
}
