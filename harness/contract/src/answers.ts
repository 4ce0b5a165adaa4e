import { z } from 'zod';
import { countSchema, nonNegativeSchema, sha256Schema } from './primitives.js';
import { sampleSchema } from './samples.js';

const share = nonNegativeSchema.max(1);

/** One class over all seeds. `null`: undefined, because nothing was of the class or taken for it. */
export const classResultSchema = z.object({
  class: countSchema,
  /** What people call it; null: the data set numbers its classes only. */
  name: z.string().nullable(),
  /** Test items of this class, times seeds. */
  support: countSchema,
  precision: share.nullable(),
  recall: share.nullable(),
  f1: share.nullable(),
});
export type ClassResult = z.infer<typeof classResultSchema>;

/** Per-class results of a classification: counts over all seeds. */
export const classResultsSchema = z.object({
  seeds: countSchema,
  /** Test items of each seed. */
  items: countSchema,
  /** Classes that a test item has or was taken for, in their order. */
  classes: z.array(classResultSchema),
  /** `matrix[t][p]`: items of `classes[t]` that were taken for `classes[p]`. */
  matrix: z.array(z.array(countSchema)),
  /** Answers without a single largest value: here they count for the lowest of their classes, while the metric shares the credit. */
  tied: countSchema,
});
export type ClassResults = z.infer<typeof classResultsSchema>;

/** What a record's stored answers show of the method: by class, and on single items. Made from `outputs.bin` and the labels that this server has. */
export const recordAnswersSchema = z.object({
  record: sha256Schema,
  /** `pending`: being worked out; ask again. */
  state: z.enum(['ready', 'pending']),
  classes: classResultsSchema.nullable(),
  /** Why there are none; null: there are, or they are pending. */
  classesReason: z.string().nullable(),
  samples: z.array(sampleSchema),
  samplesReason: z.string().nullable(),
  /** Whose data the samples show; null: generated, or none are shown. */
  source: z.object({ title: z.string(), licence: z.string(), citation: z.string() }).nullable(),
});
export type RecordAnswers = z.infer<typeof recordAnswersSchema>;
