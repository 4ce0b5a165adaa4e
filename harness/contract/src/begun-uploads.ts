import { z } from 'zod';
import { countSchema } from './primitives.js';

/** `uploads.json` in PARETOBOARD_HOME: uploads that were begun and may go on, by what is sent to whom. */
export const begunUploadsSchema = z.record(
  z.string(),
  z.object({
    size: countSchema.nullable(),
    metadata: z.record(z.string(), z.string()),
    creationTime: z.string(),
    uploadUrl: z.url(),
  }),
);
export type BegunUploads = z.infer<typeof begunUploadsSchema>;
