import { hiddenDataSchema } from '@paretoboard/contract/challenge-phase.js';
import { reasonSchema } from '@paretoboard/contract/reason.js';
import { runEventSchema, runRequestSchema } from '@paretoboard/contract/run-state.js';
import { z } from 'zod';

/** What the measuring process is told, as a file. */
export const measuringJobSchema = z.object({
  request: runRequestSchema,
  /** Of a challenge: what is measured on instead of the request's variant, which it is generated like. */
  hidden: hiddenDataSchema.optional(),
  outFolder: z.string(),
  scratchFolder: z.string(),
  home: z.string(),
  attempt: z.number().int().min(1),
  threads: z.number().int().min(1),
});
export type MeasuringJob = z.infer<typeof measuringJobSchema>;

/** What the measuring process says, one JSON document a line on standard output. */
export const measuringMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), event: runEventSchema }),
  z.object({ type: z.literal('done'), digest: z.string() }),
  z.object({ type: z.literal('error'), reason: reasonSchema }),
]);
export type MeasuringMessage = z.infer<typeof measuringMessageSchema>;
