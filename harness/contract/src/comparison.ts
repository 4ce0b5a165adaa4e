import { z } from 'zod';
import { finiteSchema, nonNegativeSchema, sha256Schema, slugSchema, versionSchema } from './primitives.js';
import { scenarioSchema } from './scenario.js';

/**
 * `separated`: the test tells the two apart at 5 %. `tied`: it could have, for a difference of the size given, and did not. `underpowered`: data of this size
 * could not have told anything apart. `incomparable`: the question has no answer, for the reason given.
 */
export const verdictSchema = z.enum(['separated', 'tied', 'underpowered', 'incomparable']);
export type ComparisonVerdict = z.infer<typeof verdictSchema>;

const answer = {
  /** 95 % interval of the difference or ratio; null where there is none. */
  low: finiteSchema.nullable(),
  high: finiteSchema.nullable(),
  /** Name of the test; null if nothing was tested. */
  test: z.string().nullable(),
  /** Two-sided, not corrected: each line answers a question of its own. */
  p: finiteSchema.min(0).max(1).nullable(),
  verdict: verdictSchema,
  /** Why there is no answer, or what the test rests on. */
  reason: z.string().nullable(),
};

export const metricComparisonSchema = z.object({
  id: slugSchema,
  unit: z.string(),
  direction: z.enum(['higher', 'lower']),
  primary: z.boolean(),
  a: finiteSchema.nullable(),
  b: finiteSchema.nullable(),
  /** a − b, in the metric's unit. */
  difference: finiteSchema.nullable(),
  /** The smallest difference that the test would have separated with these data, in the metric's unit. */
  smallestDifference: nonNegativeSchema.nullable(),
  ...answer,
});
export type MetricComparison = z.infer<typeof metricComparisonSchema>;

export const latencyComparisonSchema = z.object({
  scenario: scenarioSchema,
  /** What is compared, per start: `p50Ms` in ms, or `throughputPerSecond`. */
  figure: z.enum(['p50Ms', 'throughputPerSecond']),
  a: finiteSchema.nullable(),
  b: finiteSchema.nullable(),
  /** a ÷ b. */
  ratio: finiteSchema.positive().nullable(),
  /** The smallest ratio above 1 that the test would have separated with these data. */
  smallestRatio: finiteSchema.min(1).nullable(),
  ...answer,
});
export type LatencyComparison = z.infer<typeof latencyComparisonSchema>;

const sideSchema = z.object({
  record: sha256Schema,
  submission: z.object({ name: slugSchema, version: versionSchema, title: z.string() }),
});

/** Two records of one task, as `paretoboard compare` and `GET /api/v1/compare` give it. */
export const comparisonSchema = z.object({
  a: sideSchema,
  b: sideSchema,
  metrics: z.array(metricComparisonSchema),
  latency: z.array(latencyComparisonSchema),
});
export type Comparison = z.infer<typeof comparisonSchema>;
