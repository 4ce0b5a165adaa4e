import { z } from 'zod';
import { countSchema, finiteSchema, nonNegativeSchema } from './primitives.js';
import { scenarioSchema } from './scenario.js';

/** Where telemetry comes from. */
export const telemetrySourceIds = [
  'processor-time',
  'own-processes',
  'cpu-frequency',
  'thermal-throttling',
  'cpu-pressure',
  'control-group-quota',
  'submission-memory',
  'cpu-energy',
  'nvidia-card',
  'nvidia-processes',
  'nvidia-energy',
] as const;
export const telemetrySourceIdSchema = z.enum(telemetrySourceIds);
export type TelemetrySourceId = z.infer<typeof telemetrySourceIdSchema>;

/** A source that this machine has not says why. */
export const telemetrySourceSchema = z.object({
  id: telemetrySourceIdSchema,
  available: z.boolean(),
  reason: z.string().optional(),
});
export type TelemetrySource = z.infer<typeof telemetrySourceSchema>;

export const gpuSampleSchema = z.object({
  index: countSchema,
  clockMHz: nonNegativeSchema.nullable(),
  memoryClockMHz: nonNegativeSchema.nullable(),
  /** Names of the active reasons for a lowered clock; empty: none. */
  throttleReasons: z.array(z.string()).nullable(),
  powerWatts: nonNegativeSchema.nullable(),
  temperatureCelsius: finiteSchema.nullable(),
  memoryUsedBytes: nonNegativeSchema.nullable(),
});
export type GpuSample = z.infer<typeof gpuSampleSchema>;

/** One line of `telemetry.jsonl`: one interval of the run. What could not be read is null; the record's `telemetry.sources` say why. */
export const telemetrySampleSchema = z.object({
  /** End of the interval, in ms of the run's monotonic clock. */
  atMs: nonNegativeSchema,
  intervalMs: finiteSchema.positive(),
  /** Processor time over the interval, in cores: of our process tree, of everything else, and taken by the hypervisor. */
  ownCores: nonNegativeSchema.nullable(),
  foreignCores: nonNegativeSchema.nullable(),
  stolenCores: nonNegativeSchema.nullable(),
  frequencyMHz: z.object({ lowest: nonNegativeSchema, mean: nonNegativeSchema, highest: nonNegativeSchema }).nullable(),
  /** How often a core or package lowered its clock because it was too hot, within the interval. */
  throttleEvents: countSchema.nullable(),
  /** How long the control group that we are in was stopped by its processor quota, within the interval. */
  quotaThrottledMs: nonNegativeSchema.nullable(),
  /** Share of the interval in which some task of the machine waited for a processor; the kernel books it late, so that one sample may exceed 1. */
  cpuPressure: nonNegativeSchema.nullable(),
  /** Memory of the submission's control groups now, and their highest so far. */
  submissionMemoryBytes: nonNegativeSchema.nullable(),
  submissionPeakMemoryBytes: nonNegativeSchema.nullable(),
  /** Energy of the processor packages over the interval. */
  cpuJoules: nonNegativeSchema.nullable(),
  gpus: z.array(gpuSampleSchema).nullable(),
  /** Compute processes on the cards that are not ours. */
  foreignGpuProcesses: countSchema.nullable(),
  /** Energy of all cards over the interval. */
  gpuJoules: nonNegativeSchema.nullable(),
});
export type TelemetrySample = z.infer<typeof telemetrySampleSchema>;

/** The part of a start in which queries of the submission were timed, in ms of the run's monotonic clock. */
export const timedWindowSchema = z.object({
  scenario: scenarioSchema,
  start: countSchema,
  fromMs: nonNegativeSchema,
  toMs: nonNegativeSchema,
});
export type TimedWindow = z.infer<typeof timedWindowSchema>;

export const disturbanceCodeSchema = z.enum(['foreign-load', 'cpu-throttled', 'gpu-throttled', 'foreign-gpu-process']);
export type DisturbanceCode = z.infer<typeof disturbanceCodeSchema>;

export const disturbanceSchema = z.object({
  code: disturbanceCodeSchema,
  fromMs: nonNegativeSchema,
  toMs: nonNegativeSchema,
  /** What was seen, with its limit: the worst interval. */
  message: z.string(),
});
export type Disturbance = z.infer<typeof disturbanceSchema>;

const range = z.object({ lowest: finiteSchema, mean: finiteSchema, highest: finiteSchema }).nullable();

/** What telemetry says of a run; all figures are over the timed windows unless they say otherwise. */
export const telemetrySummarySchema = z.object({
  /** Samples of the whole run, and their nominal distance. */
  samples: countSchema,
  intervalMs: finiteSchema.positive(),
  sources: z.array(telemetrySourceSchema),
  windows: z.array(timedWindowSchema),
  ownCores: range,
  foreignCores: range,
  stolenCores: range,
  frequencyMHz: range,
  cpuPressure: range,
  throttleEvents: countSchema.nullable(),
  quotaThrottledMs: nonNegativeSchema.nullable(),
  gpuClockMHz: range,
  gpuPowerWatts: range,
  gpuTemperatureCelsius: range,
  disturbances: z.array(disturbanceSchema),
  /** Whether latencies that overlap a disturbance were left out of every figure (ranked profiles), or only noted. */
  voids: z.boolean(),
  /** Highest share of a start's window that overlaps disturbances, in [0, 1]; null: no window. */
  largestDisturbedShare: nonNegativeSchema.nullable(),
  /** Why a figure above is null, by field name. */
  reasons: z.record(z.string(), z.string()),
});
export type TelemetrySummary = z.infer<typeof telemetrySummarySchema>;
