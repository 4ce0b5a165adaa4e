import { z } from 'zod';
import { countSchema, finiteSchema, nonNegativeSchema, sha256Schema } from './primitives.js';

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

/** A picture of a sample: `GET /api/v1/records/:digest/answers/:name`. Sizes in pixels. */
export const samplePictureSchema = z.object({
  name: z.string().regex(/^[a-z0-9-]{1,60}\.png$/),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
});
export type SamplePicture = z.infer<typeof samplePictureSchema>;

/** Left, top, width, height in pixels of the sample's picture. */
const box = z.array(finiteSchema).length(4);

const sampleShape = {
  /** Index in the test split. */
  item: countSchema,
  /** `spread`: one of the items that every record of the task shows; `mistake`: one of the surest mistakes of this record. */
  why: z.enum(['spread', 'mistake']),
  /** What the item contributes to the metrics, as in `items.columns`. */
  outcome: z.record(z.string(), finiteSchema),
};

export const classSampleSchema = z.object({
  kind: z.literal('class'),
  ...sampleShape,
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('picture'), picture: samplePictureSchema }),
    /** Each channel in points of equal distance, in its own unit. */
    z.object({ kind: z.literal('signal'), channels: z.array(z.array(finiteSchema)), description: z.string() }),
  ]),
  truth: countSchema,
  /** The likeliest classes, the likeliest first; shares by softmax. */
  answers: z.array(z.object({ class: countSchema, share })).min(1),
});
export type ClassSample = z.infer<typeof classSampleSchema>;

export const boxesSampleSchema = z.object({
  kind: z.literal('boxes'),
  ...sampleShape,
  picture: samplePictureSchema,
  truth: z.array(box),
  /** Those of a score that counts at the task's operating point, the surest first; at most 100. */
  found: z.array(z.object({ box, score: finiteSchema })),
});
export type BoxesSample = z.infer<typeof boxesSampleSchema>;

export const maskSampleSchema = z.object({
  kind: z.literal('mask'),
  ...sampleShape,
  /** Slice along the first axis, with the most foreground of truth and answer. */
  slice: countSchema,
  slices: countSchema,
  input: samplePictureSchema,
  /** The slice with the answer filled and the truth outlined. */
  marked: samplePictureSchema,
  /** Pixels of the slice. */
  truePixels: countSchema,
  answeredPixels: countSchema,
  commonPixels: countSchema,
});
export type MaskSample = z.infer<typeof maskSampleSchema>;

export const restoredSampleSchema = z.object({
  kind: z.literal('restored'),
  ...sampleShape,
  /** The same part of each: of the middle. */
  input: samplePictureSchema,
  answer: samplePictureSchema,
  reference: samplePictureSchema,
});
export type RestoredSample = z.infer<typeof restoredSampleSchema>;

export const sampleSchema = z.discriminatedUnion('kind', [
  classSampleSchema,
  boxesSampleSchema,
  maskSampleSchema,
  restoredSampleSchema,
]);
export type Sample = z.infer<typeof sampleSchema>;

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
