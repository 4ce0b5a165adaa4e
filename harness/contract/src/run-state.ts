import { z } from 'zod';
import { challengePhaseSchema } from './challenge-phase.js';
import { countSchema, nonNegativeSchema, slugSchema } from './primitives.js';
import { profileNameSchema } from './profile.js';
import { reasonSchema } from './reason.js';
import { sandboxLevelSchema } from './sandbox-level.js';
import { scenarioSchema } from './scenario.js';

export const runStateNameSchema = z.enum([
  'queued',
  'leased',
  'training',
  'evaluating',
  'timing',
  'checking',
  'published',
  'invalid',
  'failed',
  'error',
  'cancelled',
  /** Of a challenge: it has ended, and how is told when the challenge is revealed. */
  'sealed',
]);
export type RunStateName = z.infer<typeof runStateNameSchema>;

/** `cpu`, `gpu`, or a device class as records name it. */
export const deviceWantedSchema = z
  .string()
  .max(200)
  .regex(/^(cpu|gpu)(:.+)?$/, 'expected cpu, gpu, or one of them with a model, as in cpu:<model>');

/** What a run is asked to do: the job payload of the queue, and the arguments of `paretoboard run`. */
export const runRequestSchema = z.object({
  task: slugSchema,
  variant: slugSchema,
  /** Built-in name, or absolute path of a submission's folder; of what was sent to a server, the name in its manifest. */
  submission: z.string().min(1),
  profile: profileNameSchema,
  runtime: z.string().nullable(),
  sandbox: sandboxLevelSchema,
  /** Where it is to run; absent: on any device. */
  device: deviceWantedSchema.optional(),
  starts: z.number().int().min(1).nullable(),
  /** Absent: those of the profile that the task has. */
  scenarios: z.array(scenarioSchema).min(1).optional(),
  /** Retrain on a fresh surrogate; absent: where the profile is ranked. */
  contamination: z.boolean().optional(),
  seeds: z.number().int().min(1).nullable(),
  /** Public seed (development); null: drawn from the OS and committed to. */
  seed: z.number().int().nullable(),
  /** A seed that an earlier record revealed, to run it again: no secret any more, and its commitment is that record's. */
  revealedSeed: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;

/** One line of progress, from the measuring process to whoever watches. */
export const runEventSchema = z.object({
  at: z.string(),
  state: runStateNameSchema,
  stage: z.string(),
  progress: nonNegativeSchema.max(1).nullable(),
  message: z.string(),
});
export type RunEvent = z.infer<typeof runEventSchema>;

export const runStateSchema = z.object({
  id: z.string(),
  state: runStateNameSchema,
  request: runRequestSchema,
  /** Whose it is; null: a built-in's. */
  submission: z.object({ id: z.uuid(), name: slugSchema, owner: slugSchema }).nullable().optional(),
  position: countSchema.nullable(),
  ahead: countSchema.nullable(),
  etaSeconds: nonNegativeSchema.nullable(),
  stage: z.string().nullable(),
  progress: nonNegativeSchema.max(1).nullable(),
  reasons: z.array(reasonSchema),
  /** The challenge that it is a run of; absent: none. */
  challenge: z.object({ slug: slugSchema, phase: challengePhaseSchema, embargoed: z.boolean() }).optional(),
  record: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type RunState = z.infer<typeof runStateSchema>;
