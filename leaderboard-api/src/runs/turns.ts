import type { EntityManager } from 'typeorm';
import type { Identity } from '../accounts/identity.js';
import { ProblemError } from '../http/problem.js';
import { openStates } from './run-state.js';

/** Runs of one person that may wait or work at the same time. */
export const openRunsAtOnce = 20;

async function openRunsOf(manager: EntityManager, person: string): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>(
    'select count(*)::int as count from runs where owner = $1 and state = any ($2)',
    [person, openStates],
  );
  return row?.count ?? 0;
}

/** @throws ProblemError 429 */
export async function checkOpenRuns(manager: EntityManager, { person }: Identity): Promise<void> {
  const open = await openRunsOf(manager, person);
  if (open < openRunsAtOnce) return;
  throw new ProblemError(
    'too-many-requests',
    `${open} runs of yours wait or work; the limit is ${openRunsAtOnce}: wait for one, or cancel it`,
  );
}
