import type { BudgetId } from '@paretoboard/contract/budget.js';
import type { Evaluation, TrainingResult } from '@paretoboard/contract/record.js';

/** What budgets are held against, as a record has it. */
export interface MeteredFigures {
  readonly training: readonly TrainingResult[];
  readonly evaluation: readonly Evaluation[];
  /** Of an artefact that arrived trained; null: there is none. */
  readonly preTrainedBytes: number | null;
  readonly peakMemoryBytes: number | null;
  /** Slowest timed query, ms; null: none was timed. */
  readonly slowestTimedMs: number | null;
}

/** The largest known value, or null: unknown stays unknown. */
export function largest(values: Iterable<number | null>): number | null {
  let found: number | null = null;
  for (const value of values) if (value !== null && (found === null || value > found)) found = value;
  return found;
}

/** Use of each budget that is metered: the highest over seeds and starts; null where this run did not measure it. Pure, so that `verify` repeats it. */
export function meteredUses(figures: MeteredFigures): Partial<Record<BudgetId, number | null>> {
  const { training, evaluation } = figures;
  return {
    trainingWallSeconds: largest(training.map((result) => result.wallSeconds)),
    trainingCpuSeconds: largest(training.map((result) => result.cpuSeconds)),
    rowsServed: largest(training.map((result) => result.rowsServed)),
    memoryBytes: figures.peakMemoryBytes,
    steps: largest(training.map((result) => result.declared.steps)),
    artefactBytes: largest([...training.map((result) => result.artefact.bytes), figures.preTrainedBytes]),
    loadSeconds: largest(evaluation.map((pass) => pass.loadMs / 1000)),
    queryMs: largest([...evaluation.map((pass) => pass.slowestCallMs), figures.slowestTimedMs]),
  };
}
