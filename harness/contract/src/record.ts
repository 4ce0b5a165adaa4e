import { z } from 'zod';
import { budgetUseSchema } from './budget.js';
import { recordedChallengeSchema } from './challenge-phase.js';
import { environmentDescriptionSchema } from './environment.js';
import { imageDescriptionSchema } from './image.js';
import { submissionKindSchema } from './interaction.js';
import {
  countSchema,
  finiteSchema,
  nonNegativeSchema,
  relativePathSchema,
  sha256Schema,
  slugSchema,
  timestampSchema,
  versionSchema,
} from './primitives.js';
import { privacyDeclarationSchema } from './privacy.js';
import { profileNameSchema } from './profile.js';
import { reasonSchema } from './reason.js';
import { refereeSchema } from './referee.js';
import { runtimeDescriptionSchema } from './runtime.js';
import { sandboxDescriptionSchema } from './sandbox-level.js';
import { scenarioSchema } from './scenario.js';
import { sentinelResultSchema } from './sentinel.js';
import { divisionSchema } from './submission-manifest.js';
import { metricFromItemsSchema, metricSourceSchema } from './task.js';
import { telemetrySummarySchema } from './telemetry.js';
import { relationSchema } from './variant.js';

export const metricResultSchema = z.object({
  id: slugSchema,
  /** Mean over seeds, in the metric's unit; null with a reason where it could not be measured. */
  value: finiteSchema.nullable(),
  reason: z.string().optional(),
  unit: z.string(),
  direction: z.enum(['higher', 'lower']),
  primary: z.boolean(),
  /** Test items per seed. */
  n: countSchema,
  low: finiteSchema.nullable(),
  high: finiteSchema.nullable(),
  /** Confidence level of [low, high]: 0.95. */
  level: finiteSchema,
  /** How the interval was made: `wilson`, `t over seeds` … */
  method: z.string(),
  perSeed: z.array(finiteSchema),
  /** How `verify` recomputes `perSeed` from the items file; null: not without the withheld labels. */
  fromItems: metricFromItemsSchema.nullable(),
  /** Bootstrap over test items or groups of them, where the metric is no mean over them: needs the labels, as `fromItems: null` does. */
  sampling: z
    .object({
      low: finiteSchema,
      high: finiteSchema,
      unit: z.enum(['items', 'groups']),
      units: countSchema,
      resamples: countSchema,
    })
    .optional(),
  /** Absent: measured. */
  source: metricSourceSchema.optional(),
});
export type MetricResult = z.infer<typeof metricResultSchema>;

const percentile = finiteSchema.positive().nullable();

/** One rate that was tried in `server`. */
export const serverTrialSchema = z.object({
  start: countSchema,
  trial: countSchema,
  ratePerSecond: finiteSchema.positive(),
  queries: countSchema,
  /** Early-stopping estimate at 99 % confidence; null where the trial had too few queries. */
  p99Ms: percentile,
  met: z.boolean(),
  /** How much later than scheduled queries were issued: part of their latency. */
  latenessP50Ms: nonNegativeSchema,
  latenessP99Ms: nonNegativeSchema,
});
export type ServerTrial = z.infer<typeof serverTrialSchema>;

/** Search for the highest rate of Poisson arrivals whose p99 latency, from the scheduled moment, meets the bound. */
export const serverResultSchema = z.object({ boundMs: finiteSchema.positive(), trials: z.array(serverTrialSchema) });
export type ServerResult = z.infer<typeof serverResultSchema>;

export const latencyResultSchema = z.object({
  /** Timed queries over all starts; `server`: of the trials at the highest rate that met the bound. */
  n: countSchema,
  samplesPerQuery: z.number().int().min(1),
  starts: countSchema,
  durationMs: nonNegativeSchema,
  p50Ms: percentile,
  p50MsLow: percentile,
  p50MsHigh: percentile,
  p90Ms: percentile,
  p90MsLow: percentile,
  p90MsHigh: percentile,
  p95Ms: percentile,
  p95MsLow: percentile,
  p95MsHigh: percentile,
  p99Ms: percentile,
  p99MsLow: percentile,
  p99MsHigh: percentile,
  /** Percentiles that are the slowest query of their start: all that so few queries can defend. */
  observedMaximum: z.array(z.enum(['p90Ms', 'p95Ms', 'p99Ms'])),
  /** Student t interval over starts beside the bootstrap's, because that is too narrow with few starts. */
  p50MsStudent: z.object({ low: finiteSchema, high: finiteSchema }).nullable(),
  /** Why a percentile or interval above is null, by field name. */
  reasons: z.record(z.string(), z.string()),
  /** How the intervals were made. */
  method: z.string(),
  perStartP50Ms: z.array(finiteSchema.positive()),
  /** Samples per second: median over starts. `server`: the highest rate that met the bound. */
  throughputPerSecond: finiteSchema.positive().nullable(),
  throughputPerSecondLow: finiteSchema.positive().nullable(),
  throughputPerSecondHigh: finiteSchema.positive().nullable(),
  perStartThroughput: z.array(finiteSchema.positive().nullable()),
  server: serverResultSchema.nullable(),
  nullModel: z.object({
    p50Ms: percentile,
    p99Ms: percentile,
    n: countSchema,
    reasons: z.record(z.string(), z.string()),
  }),
});
export type LatencyResult = z.infer<typeof latencyResultSchema>;

/** What a method says of its own training: cannot be seen from outside. */
export const declaredByTrainingSchema = z.object({
  steps: countSchema.nullable(),
  epochs: nonNegativeSchema.nullable(),
  /** Absent where no privacy is claimed. */
  privacy: privacyDeclarationSchema.optional(),
});
export type DeclaredByTraining = z.infer<typeof declaredByTrainingSchema>;

export const trainingResultSchema = z.object({
  seed: z.number().int(),
  fold: countSchema,
  /** Without the time that the harness itself worked (`pausedSeconds`). */
  wallSeconds: nonNegativeSchema,
  /** Time in which the harness prepared rows: not charged. */
  pausedSeconds: nonNegativeSchema.optional(),
  /** Part of it in which the submission was frozen. */
  frozenSeconds: nonNegativeSchema.optional(),
  cpuSeconds: nonNegativeSchema.nullable(),
  rowsServed: countSchema,
  declared: declaredByTrainingSchema,
  history: z.array(z.object({ epoch: nonNegativeSchema, values: z.record(z.string(), finiteSchema) })),
  artefact: z.object({ digest: sha256Schema, bytes: countSchema }),
});
export type TrainingResult = z.infer<typeof trainingResultSchema>;

/** The accuracy pass of one seed, in a fresh process. */
export const evaluationSchema = z.object({
  seed: z.number().int(),
  loadMs: nonNegativeSchema,
  firstCallMs: nonNegativeSchema,
  slowestCallMs: nonNegativeSchema,
});
export type Evaluation = z.infer<typeof evaluationSchema>;

export const recordFileSchema = z.object({ path: relativePathSchema, sha256: sha256Schema, bytes: countSchema });
export type RecordFile = z.infer<typeof recordFileSchema>;

export const checkSchema = z.object({ id: slugSchema, ok: z.boolean(), message: z.string() });
export type Check = z.infer<typeof checkSchema>;

export const machineSchema = z.object({
  cpuModel: z.string(),
  cpuCores: z.number().int().min(1),
  memoryBytes: countSchema,
  operatingSystem: z.string(),
  kernel: z.string(),
  node: z.string(),
  gpu: z.string().nullable(),
  /** The device class that a board groups by: `cpu:<model>` or `cuda:<model>`. */
  deviceClass: z.string(),
});
export type Machine = z.infer<typeof machineSchema>;

const unsignedRecordShape = {
  schemaVersion: z.literal(1),
  task: z.object({ id: slugSchema, version: versionSchema }),
  variant: z.object({ id: slugSchema, dataset: slugSchema, relation: relationSchema }),
  /** Measured on data that a challenge hid: `variant` is the challenge's; absent elsewhere. */
  challenge: recordedChallengeSchema.optional(),
  track: slugSchema,
  division: divisionSchema,
  profile: profileNameSchema,
  precision: z.string(),
  batchSize: z.number().int().min(1),
  submission: z.object({
    name: slugSchema,
    version: versionSchema,
    title: z.string(),
    kind: submissionKindSchema,
    digest: sha256Schema,
    authors: z.array(z.string()),
    source: z.string(),
    licence: z.string(),
  }),
  runtime: runtimeDescriptionSchema,
  /** Kind process: the packages that it was started with; absent where it asked for none. */
  environment: environmentDescriptionSchema.optional(),
  /** Kind process: the container image that it was started in; absent where it named none. */
  image: imageDescriptionSchema.optional(),
  sandbox: sandboxDescriptionSchema,
  machine: machineSchema,
  startedAt: timestampSchema,
  finishedAt: timestampSchema,
  attempt: z.number().int().min(1),
  attempts: z.number().int().min(1),
  verdict: z.enum(['VALID', 'INVALID']),
  reasons: z.array(reasonSchema),
  metrics: z.array(metricResultSchema),
  latency: z.partialRecord(scenarioSchema, latencyResultSchema),
  cold: z.object({
    loadMs: nonNegativeSchema.nullable(),
    firstCallMs: nonNegativeSchema.nullable(),
    /** What both are the medians of; absent in records made before it was written. */
    perStart: z.array(z.object({ loadMs: nonNegativeSchema, firstCallMs: nonNegativeSchema })).optional(),
    reason: z.string().optional(),
  }),
  training: z.array(trainingResultSchema),
  /** One entry per seed that was evaluated, in their order; absent in records made before it was written. */
  evaluation: z.array(evaluationSchema).optional(),
  referees: z.array(refereeSchema),
  contamination: z.object({
    state: z.enum(['passed', 'failed', 'not possible', 'not needed', 'not run']),
    detail: z.string(),
  }),
  resources: z.object({
    peakMemoryBytes: countSchema.nullable(),
    peakMemoryReason: z.string().optional(),
    parameters: z.object({ value: countSchema, source: z.enum(['measured', 'declared']) }).nullable(),
    artefactBytes: countSchema.nullable(),
    /**
     * The least time that one query of the task's batch can take on this machine, ms: to move its input and answer, and in kinds that are data alone to do its
     * operations. Absent where the machine's rates were not measured, and in records made before it was written.
     */
    floorMs: nonNegativeSchema.optional(),
    /** Of one query, in kinds that are data alone: at least so many floating-point operations, counted in the model; a product and its sum are two. */
    flops: countSchema.optional(),
    /** Energy of processor packages and cards over the timed windows, the harness included; null with a reason. */
    energyJoules: nonNegativeSchema.nullable().optional(),
    energyReason: z.string().optional(),
  }),
  budgets: z.array(budgetUseSchema),
  seeds: z.object({
    public: z.number().int().nullable(),
    /** SHA-256 over the secret seed's decimal digits, written before the run. */
    secretCommitment: sha256Schema.nullable(),
    /** Decimal digits, revealed after the run. */
    secret: z.string().nullable(),
  }),
  sentinel: sentinelResultSchema.nullable(),
  telemetry: telemetrySummarySchema.nullable().optional(),
  checks: z.array(checkSchema),
  files: z.object({
    items: recordFileSchema.nullable(),
    latencies: recordFileSchema.nullable(),
    outputs: recordFileSchema.nullable(),
    log: recordFileSchema.nullable(),
    telemetry: recordFileSchema.nullable(),
  }),
};

/** Everything that the digest covers. */
export const unsignedRecordSchema = z.object(unsignedRecordShape);
export type UnsignedRecord = z.infer<typeof unsignedRecordSchema>;

/** `digest`: SHA-256 over the RFC 8785 canonical JSON of the record without `digest` and `signature`; the signature is over the digest's 32 bytes. */
export const recordSchema = z.object({
  ...unsignedRecordShape,
  digest: sha256Schema,
  signature: z.object({ algorithm: z.literal('Ed25519'), keyId: sha256Schema, value: z.string() }),
});
export type BenchmarkRecord = z.infer<typeof recordSchema>;

/** One row of `items.columns`: the outcome of one test item under one seed. Labels are not in it. */
export const itemOutcomeSchema = z.object({
  seed: z.number().int(),
  /** Index of the item in the test split, before shuffling. */
  item: countSchema,
  /** Group of related items (trial, track, recording) where the metric needs it. */
  group: z.string().optional(),
  /** Per-item contributions by name: `{correct: 1}`. */
  outcome: z.record(z.string(), finiteSchema),
});
export type ItemOutcome = z.infer<typeof itemOutcomeSchema>;

/** One row of `latencies.columns`: one timed query, in ms, from the scheduled moment. `model` is `submission` or `null`. */
export const latencySampleSchema = z.object({
  scenario: scenarioSchema,
  model: z.enum(['submission', 'null']),
  start: countSchema,
  query: countSchema,
  latencyMs: finiteSchema.positive(),
  /** When the answer had arrived, in ms of the run's monotonic clock: telemetry has the same. */
  atMs: nonNegativeSchema.optional(),
  /** Samples of the query. */
  items: z.number().int().min(1),
  /** `server`: which trial of the search, else 0. */
  trial: countSchema,
  /** `server`: how much later than scheduled the query was issued, ms; else 0. The latency holds it. */
  lateMs: nonNegativeSchema,
  /** `server`: when it was scheduled, ms from the begin of its trial; follows from rate and revealed seed. */
  dueMs: nonNegativeSchema.optional(),
  /** Interaction `explain`: how long the submission waited for the black box, ms. Not part of the latency. */
  askWaitMs: nonNegativeSchema.optional(),
  /** Interaction `explain`: rows that it asked. */
  askedRows: countSchema.optional(),
});
export type LatencySample = z.infer<typeof latencySampleSchema>;
