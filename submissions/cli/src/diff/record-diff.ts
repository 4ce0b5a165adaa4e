import type { BenchmarkRecord } from '@paretoboard/contract/record.js';

/** A value of each of two runs; null: one has none. */
export interface Difference {
  readonly field: string;
  readonly a: string | null;
  readonly b: string | null;
}

function fieldsOf({ submission, ...record }: BenchmarkRecord): Record<string, string> {
  const { task, variant, track, division, profile, precision, batchSize, runtime, sandbox, machine } = record;
  return {
    ...Object.fromEntries(Object.entries(submission).map(([field, value]) => [field, String(value)])),
    task: `${task.id} ${task.version}`,
    variant: variant.id,
    track,
    division,
    profile,
    precision,
    batchSize: String(batchSize),
    runtime: `${runtime.name} ${runtime.version}, ${runtime.threads} threads`,
    sandbox: sandbox.level,
    machine: `${machine.deviceClass}, ${machine.cpuModel}`,
    seeds: String(record.training.length),
    verdict: record.verdict,
  };
}

function differing(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): Difference[] {
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return fields
    .filter((field) => a[field] !== b[field])
    .map((field) => ({ field, a: a[field] ?? null, b: b[field] ?? null }));
}

/** What two runs were of and under which conditions, as far as it differs. */
export function conditionsThatDiffer(a: BenchmarkRecord, b: BenchmarkRecord): Difference[] {
  return differing(fieldsOf(a), fieldsOf(b));
}

/** Files that differ, by path and digest. */
export function filesThatDiffer(
  a: readonly { readonly path: string; readonly sha256: string }[],
  b: readonly { readonly path: string; readonly sha256: string }[],
): Difference[] {
  const byPath = (files: typeof a) => Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256]));
  return differing(byPath(a), byPath(b));
}

export interface BudgetDifference {
  readonly id: string;
  readonly unit: string;
  readonly limit: number;
  readonly a: number | null;
  readonly b: number | null;
}

/** How much of each budget both used. */
export function budgetsOfBoth(a: BenchmarkRecord, b: BenchmarkRecord): BudgetDifference[] {
  return a.budgets.map(({ id, unit, limit, used }) => ({
    id,
    unit,
    limit,
    a: used,
    b: b.budgets.find((budget) => budget.id === id)?.used ?? null,
  }));
}
