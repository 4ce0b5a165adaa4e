import type { BudgetUse } from '@paretoboard/contract/budget.js';
import type { Evaluation } from '@paretoboard/contract/record.js';
import { meteredUses } from '../records/metered-figures.js';
import { budgetUse, type Limits } from './budgets.js';
import { type Findings, latencyRange, peakMemory } from './findings.js';

/** The accuracy passes so far, as the record has them. */
export function evaluations(findings: Pick<Findings, 'passes' | 'trained'>): Evaluation[] {
  return findings.passes.map(({ loadMs, firstCallMs, slowestCallMs }, index) => ({
    seed: findings.trained[index]?.result.seed ?? index,
    loadMs,
    firstCallMs,
    slowestCallMs,
  }));
}

/** Every budget with its use: the highest over seeds and starts. */
export function budgetUses(limits: Limits, findings: Findings): BudgetUse[] {
  const used = meteredUses({
    training: findings.trained.map((one) => one.result),
    evaluation: evaluations(findings),
    peakMemoryBytes: peakMemory(findings).peakMemoryBytes,
    slowestTimedMs: latencyRange(findings)?.slowestMs ?? null,
  });
  return Object.values(limits).map((limit) => {
    const value = used[limit.id];
    if (value === undefined) return budgetUse(limit, null, 'enforced; its use is not metered');
    return value === null ? budgetUse(limit, null, 'not measured in this run') : budgetUse(limit, value);
  });
}
