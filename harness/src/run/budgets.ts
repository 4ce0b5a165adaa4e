import { type Budget, type BudgetId, type BudgetUse, declaredBudgets } from '@paretoboard/contract/budget.js';

/** What is enforced where a task does not set its own limit. */
const defaults: Record<BudgetId, Budget> = {
  trainingWallSeconds: { id: 'trainingWallSeconds', limit: 1_800, unit: 's' },
  trainingCpuSeconds: { id: 'trainingCpuSeconds', limit: 7_200, unit: 's' },
  rowsServed: { id: 'rowsServed', limit: 10_000_000, unit: 'rows' },
  memoryBytes: { id: 'memoryBytes', limit: 8 * 2 ** 30, unit: 'B' },
  artefactBytes: { id: 'artefactBytes', limit: 512 * 2 ** 20, unit: 'B' },
  scratchBytes: { id: 'scratchBytes', limit: 512 * 2 ** 20, unit: 'B' },
  loadSeconds: { id: 'loadSeconds', limit: 120, unit: 's' },
  queryMs: { id: 'queryMs', limit: 10_000, unit: 'ms' },
  askedRows: { id: 'askedRows', limit: 10_000, unit: 'rows' },
  outputBytes: { id: 'outputBytes', limit: 64 * 2 ** 20, unit: 'B' },
  processes: { id: 'processes', limit: 256, unit: 'processes' },
  steps: { id: 'steps', limit: 100_000_000, unit: 'steps' },
  parameters: { id: 'parameters', limit: 1_000_000_000, unit: 'parameters' },
};

export type Limits = Readonly<Record<BudgetId, Budget>>;

export function limitsOf(budgets: readonly Budget[]): Limits {
  return { ...defaults, ...Object.fromEntries(budgets.map((budget) => [budget.id, budget])) };
}

/** A budget's line in the record. A use that could not be measured is null with the reason. */
export function budgetUse(budget: Budget, used: number | null, reason?: string): BudgetUse {
  const ok = used === null || used <= budget.limit;
  const source = declaredBudgets.includes(budget.id) ? { source: 'declared' as const } : {};
  return { ...budget, used, ok, ...source, ...(reason === undefined ? {} : { reason }) };
}
