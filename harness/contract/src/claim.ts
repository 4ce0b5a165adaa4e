import { z } from 'zod';
import { finiteSchema, slugSchema } from './primitives.js';

export const claimAuditSchema = z.object({ code: slugSchema, message: z.string().min(1) });

/** A number printed in the paper. Shown beside a measurement only on `dataset` with relation `official`. */
export const claimSchema = z.object({
  metric: slugSchema,
  /** In the unit of the task's metric (percent where the metric is in percent). */
  value: finiteSchema,
  method: z.string().min(1),
  /** Built-in submission that implements this method here, if any. */
  submission: slugSchema.nullable(),
  track: slugSchema.nullable(),
  dataset: z.string().min(1),
  /** Where it is printed: `Table 1`. */
  table: z.string().min(1),
  conditions: z.string(),
  audit: z.array(claimAuditSchema),
});
export type Claim = z.infer<typeof claimSchema>;
