import { z } from 'zod';
import { countSchema, nonNegativeSchema, timestampSchema } from './primitives.js';
import { sandboxLevelSchema } from './sandbox-level.js';
import { workerFactsSchema } from './worker-link.js';

/** Runs that want the same of a worker. */
export const laneSchema = z.object({
  device: z.string(),
  sandbox: sandboxLevelSchema,
  task: z.string(),
  variant: z.string(),
  /** null: whichever the worker has. */
  runtime: z.string().nullable(),
  waiting: countSchema,
});
export type Lane = z.infer<typeof laneSchema>;

/** The queue in figures. */
export const queueSchema = z.object({
  waiting: countSchema,
  running: countSchema,
  /** Median duration of the last runs that ended; null before the first. */
  typicalSeconds: nonNegativeSchema.nullable(),
  /** Until the queue is empty: what its runs are expected to take, shared by the workers that are there; null without one, or before the first run ended. */
  etaSeconds: nonNegativeSchema.nullable(),
  /** Of the run that has waited longest; null: none waits. */
  oldestWaitingSeconds: nonNegativeSchema.nullable().optional(),
  /** Workers that are there, and how many of them measure. */
  workers: z.object({ here: countSchema, busy: countSchema }).optional(),
  /** An operator has stopped the giving out of runs; null: nobody has. */
  paused: z.object({ since: timestampSchema, reason: z.string() }).nullable().optional(),
  /** What waits and no worker that is there can take. */
  withoutWorker: z.array(laneSchema).optional(),
});
export type Queue = z.infer<typeof queueSchema>;

/**
 * `idle`, `busy`; `draining`: gets no more runs, by an operator's wish; `resting`: its last runs failed by our doing; `refused`: its versions are not the
 * server's; `lost`: not heard of.
 */
export const workerStateSchema = z.enum(['idle', 'busy', 'draining', 'resting', 'refused', 'lost']);
export type WorkerState = z.infer<typeof workerStateSchema>;

/** A worker that has registered and has not left. Its id is drawn at its start and says nothing about the machine. */
export const workerSchema = z.object({
  id: z.string().min(1),
  connectedSince: timestampSchema,
  heardOf: timestampSchema,
  name: z.string(),
  state: workerStateSchema,
  /** Why it gets no runs; null: it does. */
  reason: z.string().nullable(),
  /** The run that it measures. */
  run: z.uuid().nullable(),
  link: z.enum(['database', 'https']),
  deviceClass: z.string(),
  device: z.string(),
  sandboxes: z.array(sandboxLevelSchema),
  software: z.string(),
  facts: workerFactsSchema,
});
export type Worker = z.infer<typeof workerSchema>;

/** Body of `POST /api/v1/queue/pause`. */
export const pauseRequestSchema = z.object({ reason: z.string().trim().min(1).max(500) });
