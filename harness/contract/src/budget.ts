import { z } from 'zod';
import { nonNegativeSchema } from './primitives.js';

/** Names carry the unit. All are enforced from outside the submission, except `steps` and `parameters`, of which code can be asked alone. */
export const budgetIdSchema = z.enum([
  'trainingWallSeconds',
  'trainingCpuSeconds',
  'rowsServed',
  'memoryBytes',
  'artefactBytes',
  'scratchBytes',
  'loadSeconds',
  'queryMs',
  'outputBytes',
  /** Interaction `explain`: rows that one explanation may have the black box answer. */
  'askedRows',
  'processes',
  'steps',
  'parameters',
]);
export type BudgetId = z.infer<typeof budgetIdSchema>;

export const budgetSchema = z.object({
  id: budgetIdSchema,
  limit: nonNegativeSchema,
  unit: z.enum(['s', 'ms', 'B', 'rows', 'processes', 'steps', 'parameters']),
});
export type Budget = z.infer<typeof budgetSchema>;

/** Of code these can only be asked: the submission says so itself. */
export const declaredBudgets: readonly BudgetId[] = ['steps', 'parameters'];

/** `used` is null with a reason where the machine could not measure it. */
export const budgetUseSchema = budgetSchema.extend({
  used: nonNegativeSchema.nullable(),
  /** What was used when the run was stopped for this budget: how far over, at the stop. */
  atStop: nonNegativeSchema.optional(),
  /** `declared`: the submission said so; absent: measured. */
  source: z.literal('declared').optional(),
  ok: z.boolean(),
  reason: z.string().optional(),
});
export type BudgetUse = z.infer<typeof budgetUseSchema>;
