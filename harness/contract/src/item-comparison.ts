import { z } from 'zod';
import { countSchema, finiteSchema, sha256Schema, slugSchema } from './primitives.js';

/** One test item (or group of items) on which two records differ. */
const disagreementSchema = z.object({
  /** `item-17`, its index in the test split, or the group's name. */
  unit: z.string(),
  /** Mean outcome over seeds: of 0 and 1, the share of seeds that got it right. */
  a: finiteSchema,
  b: finiteSchema,
});

/** Where two records of one task disagree, item by item, in the primary metric. */
export const itemComparisonSchema = z.object({
  a: sha256Schema,
  b: sha256Schema,
  metric: slugSchema.nullable(),
  /** Name of the outcome that is compared; null with a reason where none is. */
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
  /** Items or groups compared. */
  units: countSchema,
  /** How many units have the same mean outcome in both, a larger one in `a`, a larger one in `b`. */
  equal: countSchema,
  aLarger: countSchema,
  bLarger: countSchema,
  /** The largest disagreements first, at most 50. */
  largest: z.array(disagreementSchema),
});
export type ItemComparison = z.infer<typeof itemComparisonSchema>;
