import { z } from 'zod';
import { countSchema } from './primitives.js';

/** RFC 9457 problem document. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string().optional(),
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
