import type { BudgetId, BudgetUse } from '@paretoboard/contract/budget.js';
import type { Evaluation } from '@paretoboard/contract/record.js';
import { largest, meteredUses } from '../records/metered-figures.js';
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

/** Rows of the explanation that asked most; null where nothing can be asked. */
function mostAsked(passes: Findings['passes']): number | null {
  return largest(passes.flatMap(({ answers }) => answers.map(({ outputs }) => outputs.asked?.data[0] ?? null)));
}

function usesOf(findings: Findings): Partial<Record<BudgetId, number | null>> {
  const { usages, passes, trained } = findings;
  return {
    ...meteredUses({
      training: trained.map((one) => one.result),
      evaluation: evaluations(findings),
      preTrainedBytes: findings.preTrainedBytes,
      peakMemoryBytes: peakMemory(findings).peakMemoryBytes,
      slowestTimedMs: latencyRange(findings)?.slowestMs ?? null,
    }),
    outputBytes: largest(usages.map((usage) => usage.largestOutputBytes)),
    processes: largest(usages.map((usage) => usage.peakProcesses)),
    scratchBytes: largest(usages.map((usage) => usage.peakScratchBytes)),
    askedRows: mostAsked(passes),
    parameters: largest([...trained, ...passes].map((one) => one.parameters)),
  };
}

const unmetered: Partial<Record<BudgetId, string>> = {
  scratchBytes: 'held by a file system of that size inside the sandbox, which counts as memory',
  steps: 'not declared',
  parameters: 'not declared',
};

/** Every budget with its use: the highest over seeds, processes and starts, and what was used when the run was stopped for it. */
export function budgetUses(limits: Limits, findings: Findings): BudgetUse[] {
  const uses = usesOf(findings);
  const { overrun } = findings;
  const isHeld = ({ id }: { readonly id: BudgetId }): boolean =>
    id !== 'askedRows' || typeof uses.askedRows === 'number' || overrun?.budget === id;
  const held = Object.values(limits).filter(isHeld);
  return held.map((limit) => {
    const atStop = overrun?.budget === limit.id ? overrun.used : null;
    const used = largest([uses[limit.id] ?? null, atStop]);
    const reason = used === null ? (unmetered[limit.id] ?? 'not measured in this run') : undefined;
    return { ...budgetUse(limit, used, reason), ...(atStop === null ? {} : { atStop }) };
  });
}
