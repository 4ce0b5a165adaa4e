import { z } from 'zod';

/** In order of preference: the first available one is used unless `PARETOBOARD_RUNTIME` forces another. */
export const runtimeNames = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const;
export const runtimeNameSchema = z.enum(runtimeNames);
export type RuntimeName = z.infer<typeof runtimeNameSchema>;

/** What a row says of its runtime. `name` is free text for kind `process`, which brings its own framework. */
export const runtimeDescriptionSchema = z.object({
  name: z.string().min(1),
  version: z.string(),
  device: z.string(),
  threads: z.number().int().min(1).nullable(),
});
export type RuntimeDescription = z.infer<typeof runtimeDescriptionSchema>;

export const runtimeProbeSchema = z.object({
  name: runtimeNameSchema,
  available: z.boolean(),
  device: z.string().nullable(),
  version: z.string().nullable(),
  reason: z.string().optional(),
});
export type RuntimeProbe = z.infer<typeof runtimeProbeSchema>;
