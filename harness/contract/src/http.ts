import { z } from 'zod';
import { countSchema } from './primitives.js';

/** What programs tell problems apart by; the texts beside it are for people. */
export const problemCodeSchema = z.enum([
  'bad-request',
  'unauthorised',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'conflict',
  'withheld',
  'too-large',
  'unsupported-media-type',
  'too-many-requests',
  'upload-unfinished',
  'bundle-refused',
  'manifest-invalid',
  'variant-unavailable',
  'run-ended',
  'run-open',
  'internal',
]);
export type ProblemCode = z.infer<typeof problemCodeSchema>;

/** One thing that is wrong in what was sent: where, what was found, what to do. */
export const fieldProblemSchema = z.object({ path: z.string(), message: z.string(), remedy: z.string() });
export type FieldProblem = z.infer<typeof fieldProblemSchema>;

/** RFC 9457 problem document. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string().optional(),
  code: problemCodeSchema,
  /** Each thing that is wrong, where there may be several; of a bundle, `path` is that within the archive or the manifest. */
  problems: z.array(fieldProblemSchema).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** A page of a list; `next` is an opaque cursor, null at the end. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable(), total: countSchema });
}

export const healthSchema = z.object({
  status: z.enum(['ok', 'failing']),
  live: z.boolean(),
  ready: z.boolean(),
  parts: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type Health = z.infer<typeof healthSchema>;
