import type { BudgetUse } from '@paretoboard/contract/budget.js';
import type { Reason } from '@paretoboard/contract/reason.js';
import type { Check } from '@paretoboard/contract/record.js';
import { runChecks } from './checks/registry.js';
import type { CheckContext } from './checks/run-check.js';

interface Judged extends Check {
  readonly against: Reason;
}

/** The checks that a run reached; a check that was not reached is not there, and its run has a reason. */
function judgeAll(context: CheckContext): Judged[] {
  return runChecks.flatMap(({ id, code, remedy, judge }) => {
    const judgement = judge(context);
    return judgement ? [{ id, ...judgement, against: { code, message: judgement.message, remedy } }] : [];
  });
}

function overspent(budgets: readonly BudgetUse[]): Reason[] {
  return (
    budgets
      // One for which the run was stopped has its reason already.
      .filter((budget) => !budget.ok && budget.atStop === undefined)
      .map((budget) => ({
        code: 'budget-exceeded',
        message: `${budget.id}: ${budget.used} of ${budget.limit} ${budget.unit}`,
        remedy: 'Stay within the budget of the task.',
      }))
  );
}

/** The checks of a run, and all that speaks against `VALID`. */
export function judgeRun(
  context: CheckContext,
  budgets: readonly BudgetUse[],
): { readonly checks: Check[]; readonly reasons: Reason[] } {
  const judged = judgeAll(context);
  const failed = judged.filter((check) => !check.ok).map((check) => check.against);
  return {
    checks: judged.map(({ id, ok, message }) => ({ id, ok, message })),
    reasons: [...context.findings.reasons, ...failed, ...overspent(budgets)],
  };
}
