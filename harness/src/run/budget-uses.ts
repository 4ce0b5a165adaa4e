import type { BudgetId, BudgetUse } from '@paretoboard/contract/budget.js';
import { budgetUse, type Limits } from './budgets.js';
import { type Findings, largest, latencyRange, peakMemory } from './findings.js';

function usedOf(findings: Findings): Partial<Record<BudgetId, number | null>> {
  const training = findings.trained.map((one) => one.result);
  return {
    trainingWallSeconds: largest(training.map((result) => result.wallSeconds)),
    trainingCpuSeconds: largest(training.map((result) => result.cpuSeconds)),
    rowsServed: largest(training.map((result) => result.rowsServed)),
    memoryBytes: peakMemory(findings).peakMemoryBytes,
    artefactBytes: largest(training.map((result) => result.artefact.bytes)),
    loadSeconds: largest(findings.passes.map((pass) => pass.loadMs / 1000)),
    queryMs: largest([...findings.passes.map((pass) => pass.slowestCallMs), latencyRange(findings)?.slowestMs ?? null]),
  };
}

/** Every budget with its use: the highest over seeds and starts. */
export function budgetUses(limits: Limits, findings: Findings): BudgetUse[] {
  const used = usedOf(findings);
  return Object.values(limits).map((limit) => {
    const value = used[limit.id];
    if (value === undefined) return budgetUse(limit, null, 'enforced; its use is not metered');
    return value === null ? budgetUse(limit, null, 'not measured in this run') : budgetUse(limit, value);
  });
}
