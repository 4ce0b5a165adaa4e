import { z } from 'zod';
import { claimsAuditSchema } from './claims-audit.js';
import { paperFamilySchema } from './paper-family.js';
import { countSchema, slugSchema } from './primitives.js';

/** A paper whose printed claims are transcribed. */
export const paperEntrySchema = z.object({
  id: slugSchema,
  title: z.string(),
  doi: z.string().nullable(),
  family: paperFamilySchema,
  /** The task that measures it; null: none yet. */
  task: slugSchema.nullable(),
  findings: countSchema,
});
export type PaperEntry = z.infer<typeof paperEntrySchema>;

/** A paper with the audit of its claims, as `GET /api/v1/papers/:id` gives it. */
export const paperSchema = paperEntrySchema.omit({ findings: true }).extend({ audit: claimsAuditSchema });
export type Paper = z.infer<typeof paperSchema>;
