import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BudgetId } from '@paretoboard/contract/budget.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OverspendWay, overspend, smallBudgets } from './fixtures/overspend.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paretoboard budgets '));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** One way each; `npm run test:budgets` has all three. How many processes there may be is tested with the sandbox. */
const ways: readonly (readonly [BudgetId, OverspendWay])[] = [
  ['trainingWallSeconds', 'slowly'],
  ['trainingCpuSeconds', 'little'],
  ['rowsServed', 'slowly'],
  ['memoryBytes', 'slowly'],
  ['artefactBytes', 'slowly'],
  ['scratchBytes', 'little'],
  ['loadSeconds', 'slowly'],
  ['queryMs', 'much'],
  ['outputBytes', 'slowly'],
  ['steps', 'slowly'],
  ['parameters', 'little'],
];

describe('a budget, enforced from outside', () => {
  it.each(ways)('%s, exceeded: %s', async (id, way) => {
    const budget = smallBudgets.find((candidate) => candidate.id === id)!;
    const { record, use } = await overspend(root, budget, way);
    expect(record.verdict).toBe('INVALID');
    // One reason: what was used at the stop is not held against the run a second time.
    expect(record.reasons.map((reason) => reason.code)).toEqual([budget.code]);
    expect(use.atStop).toBeDefined();
    expect(use.used).toBe(use.atStop);
    expect(use.used! / use.limit).toBeGreaterThan(0.9);
    expect(record.budgets.filter(({ ok }) => !ok).every((broken) => broken.id === id)).toBe(true);
  });
});
