import { z } from 'zod';
import { boardRowSchema } from './board.js';
import { countSchema, slugSchema } from './primitives.js';

/** One board in short, as `GET /api/v1/boards` lists it. */
export const boardEntrySchema = z.object({
  task: slugSchema,
  variant: slugSchema,
  /** `ETag` of `GET /api/v1/tasks/:id/board?variant=`, not packed: whoever holds that board need not ask for it. */
  tag: z.string(),
  rows: countSchema,
  /** Rows that share the first rank, because no test tells them apart, where most do; 0: no row is ranked. */
  sharingFirst: countSchema,
  /** The row that was measured last; null: there is none. */
  newest: boardRowSchema
    .pick({ record: true, submission: true, rank: true, measuredAt: true })
    .extend({ metric: boardRowSchema.shape.metrics.element.nullable() })
    .nullable(),
});
export type BoardEntry = z.infer<typeof boardEntrySchema>;
