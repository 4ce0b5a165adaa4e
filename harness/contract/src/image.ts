import { z } from 'zod';
import { sha256Schema } from './primitives.js';

/** A container image that a command was started in: what a record says of it. */
export const imageDescriptionSchema = z.object({
  /** With its registry: `docker.io/library/python`. */
  name: z.string().min(1).max(300),
  /** SHA-256 of the image's manifest: names every byte of its layers. */
  digest: sha256Schema,
  /** As the image states it: `linux/amd64`. */
  platform: z.string().max(100),
  /** What unpacked it; nothing of the engine runs while the submission does. */
  engine: z.object({ name: z.string().max(50), version: z.string().max(100) }),
});
export type ImageDescription = z.infer<typeof imageDescriptionSchema>;

/** What a machine has for container images. `missing`: no engine; `silent`: a client whose daemon does not answer. */
export const containerEngineSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready'), name: z.string(), version: z.string() }),
  z.object({ state: z.enum(['missing', 'silent']), reason: z.string() }),
]);
export type ContainerEngine = z.infer<typeof containerEngineSchema>;
