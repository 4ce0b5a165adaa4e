import { z } from 'zod';
import { budgetSchema } from './budget.js';
import { claimSchema } from './claim.js';
import { interactionSchema } from './interaction.js';
import { finiteSchema, slugSchema, versionSchema } from './primitives.js';
import { refereeSchema } from './referee.js';
import { scenarioSchema } from './scenario.js';
import { type TensorSpec, tensorSpecSchema } from './tensor.js';
import { variantSchema } from './variant.js';

/**
 * `mean`: the mean of an outcome over items. `mean-of-present`: over the items that have the outcome, where a metric is about a part of the test split (episodes of
 * unseen classes). `group-mean`: each group's mean first (trials of several windows), then their mean. `group-mean-of-present`: the same over the items that have
 * the outcome, where items of a group are alike and a metric is about some of them (queries of a person, in one direction).
 * A metric in % is that mean times 100.
 */
export const metricFromItemsSchema = z.object({
  outcome: z.string().min(1),
  aggregate: z.enum(['mean', 'mean-of-present', 'group-mean', 'group-mean-of-present']),
});
export type MetricFromItems = z.infer<typeof metricFromItemsSchema>;

/** Whether groups are averaged before their mean is taken. */
export function averagesGroups({ aggregate }: MetricFromItems): boolean {
  return aggregate === 'group-mean' || aggregate === 'group-mean-of-present';
}

/** Whether items without the outcome are left out; else each item must have it. */
export function isOfPresent({ aggregate }: MetricFromItems): boolean {
  return aggregate === 'mean-of-present' || aggregate === 'group-mean-of-present';
}

/** `declared`: follows from what the method says of its training, not from its answers. */
export const metricSourceSchema = z.enum(['declared']);

export const metricDefinitionSchema = z.object({
  id: slugSchema,
  name: z.string().min(1),
  /** `%`, `points`, `dB`, `1` (dimensionless) … */
  unit: z.string().min(1),
  direction: z.enum(['higher', 'lower']),
  primary: z.boolean(),
  /** The value of a perfect answer, where it is not 0 (lower is better), 100 % or 1. */
  perfect: finiteSchema.optional(),
  description: z.string().min(1),
  /** How the metric follows from stored per-item outcomes; absent where it needs the withheld labels or the outputs. */
  fromItems: metricFromItemsSchema.optional(),
  /**
   * Of a metric that is no mean over items (an area under a curve, mAP): its interval comes from scoring draws of test items with replacement, or of whole
   * groups where items of a group are alike. `score` is called some hundred times.
   * Beside `fromItems`: the value follows from outcomes, but items do not stand for themselves (frames of a clip); with too few groups to draw from there is
   * no interval over items then, instead of one that is too narrow.
   */
  resampledBy: z.enum(['items', 'groups']).optional(),
  /** Absent: measured. */
  source: metricSourceSchema.optional(),
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

/** Of interaction `transform`: every output is what becomes of an input that all tracks show. */
function changesInputs(task: { outputs: TensorSpec[]; inputs: TensorSpec[]; tracks: Track[] }): boolean {
  return task.outputs.every(({ name, dtype, shape }) => {
    const input = task.inputs.find((candidate) => candidate.name === name);
    const isSame = input?.dtype === dtype && String(input.shape) === String(shape);
    return isSame && task.tracks.every(({ testInputs }) => testInputs.includes(name));
  });
}

function hasBothSets(testInputs: readonly string[], queries: readonly string[]): boolean {
  return testInputs.some((name) => queries.includes(name)) && testInputs.some((name) => !queries.includes(name));
}

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
    /** What a row of train and validation holds, where that is not what a test item holds: episodes are tested, single pictures trained on. No targets: rows without
     * labels. */
    trainingRows: z.object({ inputs: z.array(tensorSpecSchema).min(1), targets: z.array(tensorSpecSchema) }).optional(),
    /**
     * Tensors of the whole task, the same for every row and query, such as the features of all items of a recommender. A method has them while it
     * trains and when it is loaded.
     */
    constants: z.array(tensorSpecSchema).default([]),
    /** What an answer must hold, per item. */
    outputs: z.array(tensorSpecSchema).min(1),
    /**
     * Interaction `episode`, where an item is an episode: the inputs that are queries. The track's other inputs are the support set. First axis of a
     * field of either: its pictures, rows …; first axis of an output: the queries.
     */
    episode: z.object({ queries: z.array(z.string()).min(1) }).optional(),
    /**
     * Interaction `sequence`, where an item is a sequence: the inputs that are handed over one entry of their first axis at a time. The track's others begin
     * it. First axis of an output: the steps.
     */
    sequence: z.object({ steps: z.array(z.string()).min(1) }).optional(),
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
  .refine(
    ({ interaction, inputs, scenarios, timing }) =>
      interaction !== 'predict' ||
      !inputs.some(({ shape }) => shape.includes(null)) ||
      (timing.batchSize === 1 && !scenarios.some((scenario) => scenario === 'multi-stream' || scenario === 'offline')),
    {
      message: 'inputs of several sizes cannot lie side by side: batch size 1, no multi-stream, no offline',
      path: ['scenarios'],
    },
  )
  .refine(
    ({ interaction, sequence, inputs, scenarios, timing }) =>
      interaction !== 'sequence' ||
      (sequence?.steps.every((name) => inputs.some((input) => input.name === name)) &&
        timing.batchSize === 1 &&
        scenarios.every((scenario) => scenario === 'single-stream')),
    {
      message:
        'a sequence names the inputs that come step by step, and is asked alone: batch size 1, single-stream only',
      path: ['sequence'],
    },
  )
  .refine((task) => new Set(task.variants.map((variant) => variant.id)).size === task.variants.length, {
    message: 'expected distinct variant ids',
    path: ['variants'],
  })
  .refine((task) => (task.interaction === 'episode') === (task.episode !== undefined), {
    message: 'expected the queries of a task of interaction episode, and of no other',
    path: ['episode'],
  })
  .refine((task) => task.interaction !== 'transform' || changesInputs(task), {
    message:
      'expected each output to have name, dtype and shape of an input that every track shows: it takes its place',
    path: ['outputs'],
  })
  .refine(
    (task) => !task.episode || task.tracks.every((track) => hasBothSets(track.testInputs, task.episode!.queries)),
    {
      message: 'expected each track to show queries and a support set',
      path: ['episode', 'queries'],
    },
  );
export type TaskDefinition = z.infer<typeof taskDefinitionSchema>;

/** The value of a perfect answer. */
export function perfectValue({
  unit,
  direction,
  perfect,
}: Pick<MetricDefinition, 'unit' | 'direction' | 'perfect'>): number {
  if (perfect !== undefined) return perfect;
  if (direction === 'lower') return 0;
  return unit === '%' ? 100 : 1;
}

/** How far apart the worst and the best value of a metric about are: 100 for %, else its perfect value or 1. Tolerances are shares of it. */
export function metricScale({ unit, perfect }: Pick<MetricDefinition, 'unit' | 'perfect'>): number {
  return Math.abs(perfect ?? (unit === '%' ? 100 : 1)) || 1;
}

/** By how much a null submission may lie off chance in the primary metric: 5 % of its scale, since its one answer meets data that are not balanced to the item. */
export function chanceSlack(task: Pick<TaskDefinition, 'metrics'>): number {
  return 0.05 * metricScale(primaryMetric(task));
}

/** The task's primary metric. */
export function primaryMetric(task: Pick<TaskDefinition, 'metrics'>): MetricDefinition {
  const metric = task.metrics.find((candidate) => candidate.primary);
  if (!metric) throw new Error('task without a primary metric');
  return metric;
}

/** Specs of a row of train and validation. */
export function trainingRows(
  task: Pick<TaskDefinition, 'trainingRows' | 'inputs' | 'targets'>,
): NonNullable<TaskDefinition['trainingRows']> {
  return task.trainingRows ?? { inputs: task.inputs, targets: task.targets };
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
