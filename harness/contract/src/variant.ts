import { z } from 'zod';
import { slugSchema } from './primitives.js';

/**
 * `official`: the paper's own data as released; `subset`: a documented part of it; `stand-in`: real data of the same kind;
 * `surrogate`: generated, seeded, in the official on-disk layout. Variants never share a ranking.
 */
export const relationSchema = z.enum(['official', 'subset', 'stand-in', 'surrogate']);
export type Relation = z.infer<typeof relationSchema>;

export const variantSchema = z.object({
  id: slugSchema,
  /** Key of the data store's catalogue; for a surrogate the generator's id. */
  dataset: slugSchema,
  relation: relationSchema,
  title: z.string().min(1),
  /** Plain words: why a result here may or may not stand beside the paper's claim. */
  comparability: z.string().min(1),
});
export type Variant = z.infer<typeof variantSchema>;
