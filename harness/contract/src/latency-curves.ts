import { z } from 'zod';
import { countSchema, finiteSchema, sha256Schema } from './primitives.js';
import { scenarioSchema } from './scenario.js';

/** Probabilities at which the curves of `latencyCurvesSchema` are given: dense where percentiles are read. */
export const curveProbabilities = [
  0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9,
  0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 1,
] as const;

/** Stretches that a timeline is cut into. */
export const timelineStretches = 60;

const curveSchema = z.object({
  start: countSchema,
  /** Timed queries. */
  n: countSchema,
  /** Latency in ms at each of `probabilities`: the nearest rank. */
  quantilesMs: z.array(finiteSchema.positive()),
  /** In the order of the queries: the median and the slowest of each stretch, in ms. */
  timeline: z.array(z.object({ medianMs: finiteSchema.positive(), slowestMs: finiteSchema.positive() })),
});
export type LatencyCurve = z.infer<typeof curveSchema>;

/** Every timed query of one scenario as curves, a curve for each start. */
export const latencyCurvesSchema = z.object({
  record: sha256Schema,
  scenario: scenarioSchema,
  probabilities: z.array(finiteSchema.min(0).max(1)),
  starts: z.array(curveSchema),
  /** The null model through the same path, its starts together; null: not timed. */
  nullModel: z.object({ n: countSchema, quantilesMs: z.array(finiteSchema.positive()) }).nullable(),
  /** Why there are no curves; null: there are. */
  reason: z.string().nullable(),
});
export type LatencyCurves = z.infer<typeof latencyCurvesSchema>;
