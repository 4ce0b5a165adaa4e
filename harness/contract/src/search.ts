import { z } from 'zod';
import { sha256Schema, slugSchema } from './primitives.js';

export const searchKindSchema = z.enum(['task', 'paper', 'method', 'submitter']);
export type SearchKind = z.infer<typeof searchKindSchema>;

export const searchHitSchema = z.object({
  kind: searchKindSchema,
  /** Of the task or paper, the method's or the submitter's name. */
  id: slugSchema,
  title: z.string(),
  /** What tells hits of one title apart: authors and year, the method's task. */
  detail: z.string(),
  /** The task that a method is for; null: no method. */
  task: slugSchema.nullable(),
  /** The method's latest record; null: none yet, or no method. */
  record: sha256Schema.nullable(),
  /** How well the words fit, in (0, 1]; 1: every word is part of the title. */
  score: z.number().min(0).max(1),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** Hits of `GET /api/v1/search`, the best first. */
export const searchResultSchema = z.object({ query: z.string(), items: z.array(searchHitSchema) });
export type SearchResult = z.infer<typeof searchResultSchema>;
