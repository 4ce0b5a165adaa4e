import { z } from 'zod';
import { countSchema, finiteSchema, slugSchema } from './primitives.js';

/** Printed figures of a paper that contradict each other. */
export const claimFindingSchema = z.object({
  check: slugSchema,
  /** `contradiction`: nothing that rounds to the figures agrees; `suspicion`: probably a slip; `rounding`: what they were rounded from may agree. */
  severity: z.enum(['contradiction', 'suspicion', 'rounding']),
  /** What the paper says, in our words. */
  says: z.string().min(1),
  where: z.string().min(1),
  /** Both sides, and what rounding allows. */
  arithmetic: z.string().min(1),
  tables: z.array(z.string()),
  figures: z.array(finiteSchema),
});

/** The audit of a paper's printed claims, as `paretoboard claims <paper> --json` shows it. */
export const claimsAuditSchema = z.object({
  paper: slugSchema,
  title: z.string().min(1),
  doi: z.string().nullable(),
  tables: countSchema,
  figures: countSchema,
  checks: countSchema,
  findings: z.array(claimFindingSchema),
});
export type ClaimsAudit = z.infer<typeof claimsAuditSchema>;
