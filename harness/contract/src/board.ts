import { z } from 'zod';
import { claimSchema } from './claim.js';
import { submissionKindSchema } from './interaction.js';
import { countSchema, finiteSchema, sha256Schema, slugSchema, timestampSchema } from './primitives.js';
import { profileNameSchema } from './profile.js';
import { latencyResultSchema, metricResultSchema, recordSchema } from './record.js';
import { scenarioSchema } from './scenario.js';
import { taskListingSchema } from './task.js';
import { variantSchema } from './variant.js';

/** What a shared or unshared rank rests on. `unranked`: profile quick, or INVALID. */
export const rankBasisSchema = z.enum(['separated', 'tied', 'underpowered', 'untested', 'unranked']);

export const boardRowSchema = z.object({
  rank: z.number().int().min(1).nullable(),
  latencyRank: z.number().int().min(1).nullable(),
  /** What the latency rank rests on, or why there is none. */
  latencyRankWords: z.string(),
  /** Why the row may have no rank at all, in words: `quick profile`, `public seed` …; null: it may. */
  rankObstacle: z.string().nullable(),
  rankBasis: rankBasisSchema,
  /** What the rank rests on, in words. */
  rankWords: z.string(),
  /** Ranks that the tests leave open: one more than the rows proven better, to all but the rows proven worse. */
  rankRange: z.object({ low: z.number().int().min(1), high: z.number().int().min(1) }).nullable(),
  /** Whether the row was proven better than every ranked row that stood when it landed. */
  newBest: z.boolean(),
  profile: profileNameSchema,
  precision: z.string(),
  contamination: recordSchema.shape.contamination,
  tieGroup: countSchema.nullable(),
  submission: recordSchema.shape.submission.extend({
    /** One of ours, run through the same path as any submission. */
    builtIn: z.boolean(),
    /** Name of the account that sent it; null: nobody's, or run by hand. */
    owner: slugSchema.nullable().optional(),
  }),
  track: slugSchema,
  division: recordSchema.shape.division,
  runtime: recordSchema.shape.runtime,
  sandbox: recordSchema.shape.sandbox.pick({ level: true }),
  machine: recordSchema.shape.machine.pick({ cpuModel: true, cpuCores: true, gpu: true, deviceClass: true }),
  /** Digest of the record that the row stands on. */
  record: sha256Schema,
  metrics: z.array(metricResultSchema),
  latency: z.partialRecord(scenarioSchema, latencyResultSchema),
  cold: recordSchema.shape.cold,
  resources: recordSchema.shape.resources,
  onParetoFront: z.boolean(),
  verdict: z.enum(['VALID', 'INVALID']),
  attempts: z.number().int().min(1),
  /** When the measurement ended. */
  measuredAt: timestampSchema,
  /** Whole days of the calendar, in UTC, since then. */
  ageDays: countSchema,
  /** The machine's sentinel has drifted since this row by more than the row's interval allows; null: not seen to. */
  stale: z
    .object({ drift: finiteSchema.positive(), allowed: finiteSchema.positive(), message: z.string() })
    .nullable()
    .optional(),
  /** The paper's claim for this method; only where relation is `official`. `difference` = measured − claimed, in the metric's unit. */
  claim: z.object({ value: finiteSchema, table: z.string(), difference: finiteSchema.nullable() }).nullable(),
});
export type BoardRow = z.infer<typeof boardRowSchema>;

export const boardSchema = z.object({
  task: taskListingSchema,
  variant: variantSchema,
  scenario: scenarioSchema,
  division: recordSchema.shape.division.nullable(),
  device: z.string().nullable(),
  track: slugSchema.nullable().optional(),
  runtime: z.string().nullable().optional(),
  kind: submissionKindSchema.nullable().optional(),
  /** Rows that were measured at or after it. */
  since: timestampSchema.nullable().optional(),
  /** The moment that the board is of, by the log; null: now. */
  asOf: timestampSchema.nullable().optional(),
  /** Best value of the primary metric first. */
  rows: z.array(boardRowSchema),
  shown: countSchema,
  total: countSchema,
  hidden: z.array(z.object({ reason: z.string(), count: countSchema })),
  claims: z.array(claimSchema),
  /** Whether claims may stand beside these rows; false unless relation is `official`. */
  comparable: z.boolean(),
});
export type Board = z.infer<typeof boardSchema>;
