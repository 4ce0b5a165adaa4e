import { latencySampleSchema } from '@paretoboard/contract/record.js';
import { readColumns } from './column-reader.js';
import { LatencyColumns } from './latency-columns.js';

export const latenciesKind = 'latencies';

/** Timed queries in the order in which they were measured. @throws ColumnFileError, ZodError on a row that is no sample */
export function readLatencySamples(path: string): LatencyColumns {
  const columns = new LatencyColumns();
  for (const row of readColumns(path, latenciesKind).records()) columns.add(latencySampleSchema.parse(row));
  return columns;
}
