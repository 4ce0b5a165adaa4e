import type { BudgetId } from '@paretoboard/contract/budget.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import type { Limits } from './budgets.js';

/**
 * Steps and parameters of code cannot be seen from outside: what the submission itself says is held to the budget, as soon as it says so.
 * @throws SubmissionFailure budget-exceeded
 */
export function checkDeclared(
  budget: Extract<BudgetId, 'steps' | 'parameters'>,
  said: number | null | undefined,
  limits: Limits,
): void {
  const { limit } = limits[budget];
  if (said === null || said === undefined || said <= limit) return;
  throw new SubmissionFailure(
    'budget-exceeded',
    `${said} ${budget} declared; the budget is ${limit}`,
    budget === 'steps' ? 'Train for fewer steps.' : 'Use a smaller model.',
    { budget, used: said },
  );
}
