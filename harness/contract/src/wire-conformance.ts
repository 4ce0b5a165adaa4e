import { z } from 'zod';
import { interactionSchema } from './interaction.js';

/** One thing that the wire asks of a speaker. `remedy` is empty where there is nothing to do. */
export const conformanceCheckSchema = z.object({
  id: z.string(),
  ok: z.boolean(),
  message: z.string(),
  remedy: z.string(),
});
export type ConformanceCheck = z.infer<typeof conformanceCheckSchema>;

/** `paretoboard check --wire --json`. */
export const conformanceReportSchema = z.object({
  ok: z.boolean(),
  interaction: interactionSchema,
  checks: z.array(conformanceCheckSchema),
  /** Ids of what could not be tried, because something that it builds on had failed or does not apply. */
  notTried: z.array(z.string()),
});
export type ConformanceReport = z.infer<typeof conformanceReportSchema>;
