import { z } from 'zod';
import { environmentStatusSchema } from './environment.js';
import { containerEngineSchema } from './image.js';
import { countSchema } from './primitives.js';
import { runtimeProbeSchema } from './runtime.js';
import { sandboxProbeSchema } from './sandbox-level.js';

export const dataSetStatusSchema = z.object({
  id: z.string(),
  present: z.boolean(),
  /** Every file of the catalogue is there with its size; null where nothing is there to check. */
  complete: z.boolean().nullable(),
  files: countSchema.nullable(),
  bytes: countSchema.nullable(),
  licence: z.string(),
  access: z.enum(['open', 'registration', 'restricted', 'private']),
  urls: z.array(z.string()),
});
export type DataSetStatus = z.infer<typeof dataSetStatusSchema>;

export const doctorReportSchema = z.object({
  node: z.string(),
  cpu: z.object({ cores: z.number().int(), model: z.string() }),
  memoryBytes: countSchema,
  runtimes: z.array(runtimeProbeSchema),
  sandboxes: z.array(sandboxProbeSchema),
  /** Of kind process: what a manifest may name. */
  environments: z.array(environmentStatusSchema),
  /** Of kind process: what unpacks the image that a manifest names. */
  containerEngine: containerEngineSchema,
  data: z.object({ root: z.string().nullable(), sets: z.array(dataSetStatusSchema) }),
  database: z.object({ kind: z.enum(['embedded', 'server']), available: z.boolean(), detail: z.string() }),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
