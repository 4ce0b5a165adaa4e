import { z } from 'zod';
import { countSchema, sha256Schema, slugSchema } from './primitives.js';

/** Named packages that an operator has installed for submissions of kind process: what a record says of them. */
export const environmentDescriptionSchema = z.object({
  name: slugSchema,
  /** `Python 3.11.7`. */
  interpreter: z.string().min(1),
  /** `name==version`, sorted. */
  packages: z.array(z.string().max(200)).max(5_000),
  /** SHA-256 of the canonical JSON of interpreter and packages: equal where the same versions are installed, on whichever machine. */
  digest: sha256Schema,
});
export type EnvironmentDescription = z.infer<typeof environmentDescriptionSchema>;

/** File in an environment's folder; without it the folder is none. */
export const environmentFileName = 'environment.json';

export const environmentFileSchema = environmentDescriptionSchema.extend({
  schemaVersion: z.literal(1),
  /** Folder of the interpreter that the environment was made from: the sandbox shows it too, read-only. */
  basePrefix: z.string().startsWith('/'),
});
export type EnvironmentFile = z.infer<typeof environmentFileSchema>;

/** Of `doctor` and `environment list`. */
export const environmentStatusSchema = environmentDescriptionSchema.omit({ packages: true }).extend({
  packages: countSchema,
});
export type EnvironmentStatus = z.infer<typeof environmentStatusSchema>;
