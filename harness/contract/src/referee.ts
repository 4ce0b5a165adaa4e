import { z } from 'zod';
import { sha256Schema, slugSchema } from './primitives.js';

/** A model that the harness owns and a task needs in order to judge; different digests never share a board. */
export const refereeSchema = z.object({
  id: slugSchema,
  recipe: z.string().min(1),
  seed: z.number().int(),
  digest: sha256Schema.nullable(),
});
export type Referee = z.infer<typeof refereeSchema>;
