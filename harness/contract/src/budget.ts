import { z } from 'zod';
import { nonNegativeSchema } from './primitives.js';

/** Enforced from outside the submission. Names carry the unit. */
export const budgetIdSchema = z.enum([
  'trainingWallSeconds',
  'trainingCpuSeconds',
  'rowsServed',
  'memoryBytes',
  'artefactBytes',
  'loadSeconds',
  'queryMs',
  'outputBytes',
  'processes',
]);
export type BudgetId = z.infer<typeof budgetIdSchema>;

export const budgetSchema = z.object({
  id: budgetIdSchema,
  limit: nonNegativeSchema,
  unit: z.enum(['s', 'ms', 'B', 'rows', 'processes']),
});
export type Budget = z.infer<typeof budgetSchema>;

/** `used` is null with a reason where the machine could not measure it. */
export const budgetUseSchema = budgetSchema.extend({
  used: nonNegativeSchema.nullable(),
  ok: z.boolean(),
  reason: z.string().optional(),
});
export type BudgetUse = z.infer<typeof budgetUseSchema>;
