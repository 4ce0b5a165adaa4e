import type { BenchmarkRecord } from '@paretoboard/contract/record.js';

/** What orders rows of equal value, and names them. */
export function orderKey({
  submission,
  runtime,
}: {
  readonly submission: Pick<BenchmarkRecord['submission'], 'name' | 'version'>;
  readonly runtime: Pick<BenchmarkRecord['runtime'], 'name'>;
}): string {
  return `${submission.name} ${submission.version} (${runtime.name})`;
}
