import { z } from 'zod';
import { budgetUseSchema } from './budget.js';
import { countSchema, nonNegativeSchema } from './primitives.js';
import { reasonSchema } from './reason.js';

/** Of a budget that grows with the rows: what all rows of the surrogate would take, if the method went over them as often. */
const smokeBudgetSchema = budgetUseSchema.extend({ expected: nonNegativeSchema.nullable() });

/** What trying a submission out on a few items of the task's surrogate found. */
export const smokeOutcomeSchema = z.object({
  /** The submission's own failure; null: it trained, loaded and answered. */
  reason: reasonSchema.nullable(),
  /** What it wrote to standard output and error, the end of it. */
  log: z.string(),
  /** null: it arrives trained, or it failed before its training ended. */
  training: z
    .object({ rows: countSchema, served: countSchema, wallSeconds: nonNegativeSchema, artefactBytes: countSchema })
    .nullable(),
  answers: z
    .object({
      items: countSchema,
      loadMs: nonNegativeSchema,
      firstCallMs: nonNegativeSchema,
      slowestCallMs: nonNegativeSchema,
      /** Of the largest answer. */
      outputBytes: countSchema,
    })
    .nullable(),
  /** Each item asked again in another order by another process: the largest difference. null where answers are declared to be drawn at random. */
  repeated: z.object({ difference: nonNegativeSchema, tolerance: nonNegativeSchema, ok: z.boolean() }).nullable(),
  budgets: z.array(smokeBudgetSchema),
});
export type SmokeOutcome = z.infer<typeof smokeOutcomeSchema>;
