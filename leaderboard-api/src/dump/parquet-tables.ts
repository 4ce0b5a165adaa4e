import type { LogEntry } from '@paretoboard/contract/log-entry.js';
import type { DumpedRecord } from './dump-manifest.js';

/** Types of Parquet that the tables use. TIMESTAMP: UTC, milliseconds. */
export type ColumnType = 'STRING' | 'DOUBLE' | 'INT64' | 'BOOLEAN' | 'TIMESTAMP';
type Value = string | number | boolean | null | undefined;

export interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  /** With the unit, and when it is null. */
  readonly means: string;
  of(row: Row): Value;
}

/** A table of the dump: the rows that follow from one source document, and their columns. */
export interface Table<Source, Row> {
  readonly name: string;
  readonly means: string;
  rowsOf(source: Source): readonly Row[];
  readonly columns: readonly Column<Row>[];
}

function column<Row>(name: string, type: ColumnType, means: string, of: (row: Row) => Value): Column<Row> {
  return { name, type, means, of };
}

type Body = DumpedRecord['record'];

const records: Table<DumpedRecord, DumpedRecord> = {
  name: 'records',
  means: 'a row per record',
  rowsOf: (one) => [one],
  columns: [
    column('digest', 'STRING', 'of the record; the key of every table', ({ record }) => record.digest),
    column('task', 'STRING', 'id', ({ record }) => record.task.id),
    column(
      'task_version',
      'STRING',
      'rows of different versions never share a board',
      ({ record }) => record.task.version,
    ),
    column('variant', 'STRING', 'id of the data variant', ({ record }) => record.variant.id),
    column('dataset', 'STRING', 'id', ({ record }) => record.variant.dataset),
    column('relation', 'STRING', 'official, subset, stand-in or surrogate', ({ record }) => record.variant.relation),
    column('track', 'STRING', 'input track', ({ record }) => record.track),
    column('division', 'STRING', 'of the submission', ({ record }) => record.division),
    column('profile', 'STRING', 'quick, full or audit; only full is ranked', ({ record }) => record.profile),
    column('precision', 'STRING', 'of the arithmetic', ({ record }) => record.precision),
    column('batch_size', 'INT64', 'items per timed query', ({ record }) => record.batchSize),
    column('submission', 'STRING', 'name', ({ record }) => record.submission.name),
    column('submission_version', 'STRING', 'as its manifest says', ({ record }) => record.submission.version),
    column('submission_kind', 'STRING', 'how it was sent', ({ record }) => record.submission.kind),
    column('submission_digest', 'STRING', 'of its files', ({ record }) => record.submission.digest),
    column('licence', 'STRING', 'SPDX id of the submission', ({ record }) => record.submission.licence),
    column('built_in', 'BOOLEAN', 'a baseline of this house', ({ builtIn }) => builtIn),
    column('owner', 'STRING', 'who sent it; null: a built-in, or the operator’s own', ({ owner }) => owner),
    column('runtime', 'STRING', 'name', ({ record }) => record.runtime.name),
    column('runtime_version', 'STRING', 'of the runtime', ({ record }) => record.runtime.version),
    column('sandbox', 'STRING', 'level of isolation', ({ record }) => record.sandbox.level),
    column(
      'device_class',
      'STRING',
      'latencies of different classes are not compared',
      ({ record }) => record.machine.deviceClass,
    ),
    column('cpu_model', 'STRING', 'of the machine', ({ record }) => record.machine.cpuModel),
    column('cpu_cores', 'INT64', 'of the machine', ({ record }) => record.machine.cpuCores),
    column('memory_bytes', 'INT64', 'of the machine', ({ record }) => record.machine.memoryBytes),
    column('started_at', 'TIMESTAMP', 'of the run', ({ record }) => record.startedAt),
    column('finished_at', 'TIMESTAMP', 'of the run', ({ record }) => record.finishedAt),
    column('verdict', 'STRING', 'VALID or INVALID', ({ record }) => record.verdict),
    column('reason_codes', 'STRING', 'JSON array; empty where VALID', ({ record }) =>
      JSON.stringify(record.reasons.map(({ code }) => code)),
    ),
    column('contamination', 'STRING', 'state of the check', ({ record }) => record.contamination.state),
    column('load_ms', 'DOUBLE', 'cold, median over starts; null: not measured', ({ record }) => record.cold.loadMs),
    column(
      'first_call_ms',
      'DOUBLE',
      'cold, median over starts; null: not measured',
      ({ record }) => record.cold.firstCallMs,
    ),
    column('peak_memory_bytes', 'INT64', 'null: not measured', ({ record }) => record.resources.peakMemoryBytes),
    column('artefact_bytes', 'INT64', 'null: none', ({ record }) => record.resources.artefactBytes),
    column('parameters', 'INT64', 'null: unknown', ({ record }) => record.resources.parameters?.value),
    column('parameters_source', 'STRING', 'measured or declared', ({ record }) => record.resources.parameters?.source),
    column(
      'energy_joules',
      'DOUBLE',
      'over the timed windows; null: not measured',
      ({ record }) => record.resources.energyJoules,
    ),
  ],
};

type MetricRow = { readonly digest: string; readonly metric: Body['metrics'][number] };

const metrics: Table<DumpedRecord, MetricRow> = {
  name: 'metrics',
  means: 'a row per record and metric',
  rowsOf: ({ record: { digest, metrics: all } }) => all.map((metric) => ({ digest, metric })),
  columns: [
    column('digest', 'STRING', 'of the record', ({ digest }) => digest),
    column('metric', 'STRING', 'id', ({ metric }) => metric.id),
    column('value', 'DOUBLE', 'mean over seeds, in `unit`; null: not measured', ({ metric }) => metric.value),
    column('unit', 'STRING', 'of value, low and high', ({ metric }) => metric.unit),
    column('direction', 'STRING', 'higher or lower is better', ({ metric }) => metric.direction),
    column('is_primary', 'BOOLEAN', 'the board ranks by it', ({ metric }) => metric.primary),
    column('low', 'DOUBLE', 'of the interval; null: none', ({ metric }) => metric.low),
    column('high', 'DOUBLE', 'of the interval; null: none', ({ metric }) => metric.high),
    column('level', 'DOUBLE', 'of the interval, 0 to 1', ({ metric }) => metric.level),
    column('method', 'STRING', 'of the interval', ({ metric }) => metric.method),
    column('n', 'INT64', 'test items per seed', ({ metric }) => metric.n),
    column('seeds', 'INT64', 'that value is the mean of', ({ metric }) => metric.perSeed.length),
  ],
};

type Latency = NonNullable<Body['latency'][keyof Body['latency']]>;
type LatencyRow = { readonly digest: string; readonly scenario: string; readonly latency: Latency };
const percentiles = ['p50', 'p90', 'p95', 'p99'] as const;

const latency: Table<DumpedRecord, LatencyRow> = {
  name: 'latency',
  means: 'a row per record and scenario',
  rowsOf: ({ record }) =>
    Object.entries(record.latency).flatMap(([scenario, found]) =>
      found ? [{ digest: record.digest, scenario, latency: found }] : [],
    ),
  columns: [
    column('digest', 'STRING', 'of the record', ({ digest }) => digest),
    column('scenario', 'STRING', 'single-stream, multi-stream, server or offline', ({ scenario }) => scenario),
    column('n', 'INT64', 'timed queries over all starts', (row) => row.latency.n),
    column('samples_per_query', 'INT64', 'items', (row) => row.latency.samplesPerQuery),
    column('starts', 'INT64', 'independent process starts: the unit of replication', (row) => row.latency.starts),
    column('duration_ms', 'DOUBLE', 'of the timed windows', (row) => row.latency.durationMs),
    ...percentiles.flatMap((name) => [
      column<LatencyRow>(
        `${name}_ms`,
        'DOUBLE',
        'median over starts; null: too few queries',
        (row) => row.latency[`${name}Ms`],
      ),
      column<LatencyRow>(
        `${name}_ms_low`,
        'DOUBLE',
        'of the interval; null: none',
        (row) => row.latency[`${name}MsLow`],
      ),
      column<LatencyRow>(
        `${name}_ms_high`,
        'DOUBLE',
        'of the interval; null: none',
        (row) => row.latency[`${name}MsHigh`],
      ),
    ]),
    column(
      'throughput_per_second',
      'DOUBLE',
      'items; null: not of this scenario',
      (row) => row.latency.throughputPerSecond,
    ),
    column('null_p50_ms', 'DOUBLE', 'of a null model through the same path', (row) => row.latency.nullModel?.p50Ms),
  ],
};

const log: Table<LogEntry, LogEntry> = {
  name: 'log',
  means: 'a row per entry of the append-only log; log.jsonl has what the signatures are over',
  rowsOf: (entry) => [entry],
  columns: [
    column('seq', 'INT64', 'from 0, without a gap', ({ seq }) => seq),
    column('previous', 'STRING', 'SHA-256 of the entry before; 64 zeros for the first', ({ previous }) => previous),
    column('record_digest', 'STRING', 'whose entry it is', ({ recordDigest }) => recordDigest),
    column('kind', 'STRING', 'result, retraction or erratum', ({ kind }) => kind),
    column('at', 'TIMESTAMP', 'never before the previous one', ({ at }) => at),
    column('reason', 'STRING', 'null for a result', ({ reason }) => reason),
    column('key_id', 'STRING', 'of the key that signed', ({ signature }) => signature.keyId),
  ],
};

/** Tables over records.jsonl, and the one over log.jsonl. */
export const recordTables = [records, metrics, latency] as const;
export const logTable = log;
