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
  /** Cores that answers are computed on, as `taskset` writes them; null: not pinned, `cpuSetReason` says why. */
  cpuSet: z.string().nullable(),
  /** What holds the submission there: a control group, or an affinity that it could undo. */
  cpuSetBy: z.enum(['cgroup-v1', 'cgroup-v2', 'affinity']).nullable().optional(),
  cpuSetReason: z.string().optional(),
  /** Cores of the measuring process. */
  harnessCpuSet: z.string().nullable().optional(),
  /** Cores that training has; null: all that the machine gives. */
  trainingCpuSet: z.string().nullable().optional(),
});
export type SandboxDescription = z.infer<typeof sandboxDescriptionSchema>;

export const sandboxProbeSchema = z.object({
  level: sandboxLevelSchema,
  available: z.boolean(),
  reason: z.string().optional(),
});
export type SandboxProbe = z.infer<typeof sandboxProbeSchema>;
