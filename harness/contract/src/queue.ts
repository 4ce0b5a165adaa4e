import { z } from 'zod';
import { countSchema, nonNegativeSchema, timestampSchema } from './primitives.js';

/** The queue in figures. */
export const queueSchema = z.object({
  waiting: countSchema,
  running: countSchema,
  /** Median duration of the runs that ended; null before the first. */
  typicalSeconds: nonNegativeSchema.nullable(),
  /** Until the queue is empty, by that median and one worker; null before the first run ended. */
  etaSeconds: nonNegativeSchema.nullable(),
});
export type Queue = z.infer<typeof queueSchema>;

/** A worker that is connected to the database. Its id is drawn at its start and says nothing about the machine. */
export const workerSchema = z.object({
  id: z.string().min(1),
  connectedSince: timestampSchema,
  heardOf: timestampSchema,
});
export type Worker = z.infer<typeof workerSchema>;
