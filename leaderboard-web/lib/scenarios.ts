import type { BenchmarkRecord, LatencyResult } from '@paretoboard/contract/record.js';
import { type Scenario, scenarioSchema } from '@paretoboard/contract/scenario.js';

/** The scenarios that a record has, single-stream first: stored JSON is sorted by name. */
export function scenariosOf({ latency }: Pick<BenchmarkRecord, 'latency'>): [Scenario, LatencyResult][] {
  return scenarioSchema.options.flatMap((scenario) => {
    const result = latency[scenario];
    return result ? [[scenario, result]] : [];
  });
}
