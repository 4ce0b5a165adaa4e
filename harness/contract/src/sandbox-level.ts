import { z } from 'zod';

/** From least to most isolation. A level that the machine cannot give is refused, never weakened. */
export const sandboxLevelSchema = z.enum(['process', 'namespace', 'container', 'kubernetes']);
export type SandboxLevel = z.infer<typeof sandboxLevelSchema>;

/** Which mechanism enforces a limit; `none` is written where nothing could be had. */
export const limitMechanismSchema = z.enum(['cgroup-v1', 'cgroup-v2', 'rlimit', 'watchdog', 'none']);
export type LimitMechanism = z.infer<typeof limitMechanismSchema>;

export const sandboxDescriptionSchema = z.object({
  level: sandboxLevelSchema,
  network: z.enum(['none', 'shared']),
  filesystem: z.enum(['read-only', 'shared']),
  capabilities: z.enum(['none', 'inherited']),
  memoryLimit: limitMechanismSchema,
  processLimit: limitMechanismSchema,
  cpuSet: z.string().nullable(),
});
export type SandboxDescription = z.infer<typeof sandboxDescriptionSchema>;

export const sandboxProbeSchema = z.object({
  level: sandboxLevelSchema,
  available: z.boolean(),
  reason: z.string().optional(),
});
export type SandboxProbe = z.infer<typeof sandboxProbeSchema>;
