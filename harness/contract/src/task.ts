import { z } from 'zod';
import { budgetSchema } from './budget.js';
import { claimSchema } from './claim.js';
import { interactionSchema } from './interaction.js';
import { finiteSchema, slugSchema, versionSchema } from './primitives.js';
import { refereeSchema } from './referee.js';
import { scenarioSchema } from './scenario.js';
import { tensorSpecSchema } from './tensor.js';
import { variantSchema } from './variant.js';

/**
 * `mean`: the mean of an outcome over items. `group-mean`: each group's mean first (trials of several windows), then their mean.
 * A metric in % is that mean times 100.
 */
export const metricFromItemsSchema = z.object({
  outcome: z.string().min(1),
  aggregate: z.enum(['mean', 'group-mean']),
});
export type MetricFromItems = z.infer<typeof metricFromItemsSchema>;

export const metricDefinitionSchema = z.object({
  id: slugSchema,
  name: z.string().min(1),
  /** `%`, `points`, `dB`, `1` (dimensionless) … */
  unit: z.string().min(1),
  direction: z.enum(['higher', 'lower']),
  primary: z.boolean(),
  description: z.string().min(1),
  /** How the metric follows from stored per-item outcomes; absent where it needs the withheld labels or the outputs. */
  fromItems: metricFromItemsSchema.optional(),
});
export type MetricDefinition = z.infer<typeof metricDefinitionSchema>;

/** Which fields a method may see in which phase. Each track has its own ranking. */
export const trackSchema = z.object({
  id: slugSchema,
  title: z.string().min(1),
  description: z.string().min(1),
  trainingInputs: z.array(z.string()).min(1),
  testInputs: z.array(z.string()).min(1),
});
export type Track = z.infer<typeof trackSchema>;

export const taskDefinitionSchema = z
  .object({
    id: slugSchema,
    version: versionSchema,
    title: z.string().min(1),
    summary: z.string().min(1),
    paper: z.object({
      title: z.string(),
      authors: z.string(),
      venue: z.string(),
      year: z.number().int(),
      doi: z.string(),
    }),
    interaction: interactionSchema,
    /** Every field that an item can have; tracks choose among the inputs. */
    inputs: z.array(tensorSpecSchema).min(1),
    targets: z.array(tensorSpecSchema).min(1),
    /** What an answer must hold, per item. */
    outputs: z.array(tensorSpecSchema).min(1),
    metrics: z.array(metricDefinitionSchema).min(1),
    variants: z.array(variantSchema).min(1),
    tracks: z.array(trackSchema).min(1),
    budgets: z.array(budgetSchema).min(1),
    scenarios: z.array(scenarioSchema).min(1),
    timing: z.object({
      batchSize: z.number().int().min(1),
      precision: z.enum(['float32', 'float16', 'bfloat16', 'int8']),
      /** Largest absolute difference between two answers to the same input that still counts as the same. */
      tolerance: finiteSchema.min(0),
      /** `server`: the p99 of latency that a rate has to meet, in ms. */
      serverBoundMs: finiteSchema.positive().default(100),
      /** `offline`: samples that are sent together. */
      offlineBatchSize: z.number().int().min(1).default(64),
    }),
    /** A latency rank needs at least this share of the reference score of the primary metric. */
    qualityBar: z.object({ metric: slugSchema, shareOfReference: finiteSchema.min(0).max(1), reference: slugSchema }),
    /** Chance level of the primary metric for a null submission on a balanced test split, in the metric's unit. */
    chance: finiteSchema,
    protocol: z.string().min(1),
    referees: z.array(refereeSchema),
    claims: z.array(claimSchema),
  })
  .refine((task) => task.metrics.filter((metric) => metric.primary).length === 1, {
    message: 'expected exactly one primary metric',
    path: ['metrics'],
  })
  .refine((task) => new Set(task.variants.map((variant) => variant.id)).size === task.variants.length, {
    message: 'expected distinct variant ids',
    path: ['variants'],
  });
export type TaskDefinition = z.infer<typeof taskDefinitionSchema>;

/** The task's primary metric. */
export function primaryMetric(task: Pick<TaskDefinition, 'metrics'>): MetricDefinition {
  const metric = task.metrics.find((candidate) => candidate.primary);
  if (!metric) throw new Error('task without a primary metric');
  return metric;
}

/** A task as `paretoboard tasks --json` and `GET /api/v1/tasks` show it. */
export const taskListingSchema = z.object({
  id: slugSchema,
  version: versionSchema,
  title: z.string(),
  summary: z.string(),
  interaction: interactionSchema,
  paper: taskDefinitionSchema.shape.paper,
  metrics: z.array(metricDefinitionSchema),
  variants: z.array(
    variantSchema.extend({
      available: z.boolean(),
      /** Items by split; null where the data are not here. */
      items: z.object({ train: z.number().int(), validation: z.number().int(), test: z.number().int() }).nullable(),
    }),
  ),
  tracks: z.array(trackSchema),
  budgets: z.array(budgetSchema),
  scenarios: z.array(scenarioSchema),
  claims: z.array(claimSchema),
  protocol: z.string(),
  chance: finiteSchema,
  qualityBar: taskDefinitionSchema.shape.qualityBar,
  /** Built-in submissions, quickest first. */
  submissions: z.array(z.object({ name: slugSchema, title: z.string(), track: slugSchema })),
});
export type TaskListing = z.infer<typeof taskListingSchema>;
