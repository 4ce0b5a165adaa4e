import { z } from 'zod';
import { countSchema, finiteSchema, nonNegativeSchema } from './primitives.js';

const share = nonNegativeSchema.max(1);

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
    /** Frames spread over a movement: each joint's place from the left and from the top, 0 to 1, in a picture `aspect` times as wide as high. */
    z.object({
      kind: z.literal('skeleton'),
      frames: z.array(z.object({ frame: countSchema, joints: z.array(z.array(finiteSchema).length(2)) })).min(1),
      aspect: finiteSchema.positive(),
      /** Pairs of joints that belong together. */
      bones: z.array(z.array(countSchema).length(2)),
      description: z.string(),
    }),
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

/** What a method did to one episode: pictures to learn from, and some of those that it was asked about. */
export const episodeSampleSchema = z.object({
  kind: z.literal('episode'),
  ...sampleShape,
  classes: z.array(
    z.object({
      /** Within the episode. */
      class: countSchema,
      /** Support pictures of the class beside each other. */
      support: samplePictureSchema,
      shots: countSchema,
      /** The first queries of the class. */
      queries: z.array(z.object({ picture: samplePictureSchema, query: countSchema, answer: countSchema })),
    }),
  ),
  /** Of the whole episode. An answer without a single largest value counts for the lowest of its classes. */
  queries: countSchema,
  right: countSchema,
});
export type EpisodeSample = z.infer<typeof episodeSampleSchema>;

export const rankingSampleSchema = z.object({
  kind: z.literal('ranking'),
  ...sampleShape,
  /** Whom the list is for. */
  user: countSchema,
  /** Best first; an item that comes again is no hit. */
  ranked: z.array(z.object({ item: z.number().int(), hit: z.boolean() })).min(1),
  /** Held-out items that the list lacks, the first of them. */
  missed: z.array(z.number().int()),
  /** Held-out items in all. */
  relevant: countSchema,
});
export type RankingSample = z.infer<typeof rankingSampleSchema>;

export const retrievalSampleSchema = z.object({
  kind: z.literal('retrieval'),
  ...sampleShape,
  picture: samplePictureSchema,
  /** The nearest of the gallery, by cosine. */
  nearest: z
    .array(z.object({ item: countSchema, picture: samplePictureSchema, match: z.boolean(), cosine: finiteSchema }))
    .min(1),
  /** Pictures that were searched, and those of them that match. */
  gallery: countSchema,
  matches: countSchema,
  /** Rank of the first match, from 1. */
  firstMatch: countSchema.nullable(),
  /** Pictures exactly as near as the nearest: over 1, their order means nothing. */
  tied: countSchema,
});
export type RetrievalSample = z.infer<typeof retrievalSampleSchema>;

export const reconstructedSampleSchema = z.object({
  kind: z.literal('reconstructed'),
  ...sampleShape,
  input: samplePictureSchema,
  answer: samplePictureSchema,
  /** Mean squared difference of the values as the method gives them. */
  squaredError: nonNegativeSchema,
});
export type ReconstructedSample = z.infer<typeof reconstructedSampleSchema>;

/** Pictures that a model drew, on one sheet. */
export const drawnSampleSchema = z.object({
  kind: z.literal('drawn'),
  ...sampleShape,
  sheet: samplePictureSchema,
  columns: z.number().int().min(1),
  drawn: z.number().int().min(1),
  /** Of those drawn, pictures that differ in a grey level of the sheet: a model that draws one thing draws 1. */
  different: z.number().int().min(1),
});
export type DrawnSample = z.infer<typeof drawnSampleSchema>;

/** Each channel of a signal, before and after, at the same points of equal distance. */
export const changedSampleSchema = z.object({
  kind: z.literal('changed'),
  ...sampleShape,
  description: z.string(),
  channels: z
    .array(
      z.object({
        before: z.array(finiteSchema).min(1),
        after: z.array(finiteSchema).min(1),
        meanBefore: finiteSchema,
        meanAfter: finiteSchema,
        deviationBefore: nonNegativeSchema,
        deviationAfter: nonNegativeSchema,
        /** Root of the mean squared difference over all steps. */
        difference: nonNegativeSchema,
      }),
    )
    .min(1),
  /** What the change was asked for: fields of one number that the track shows. */
  conditions: z.array(z.object({ name: z.string(), value: finiteSchema })),
});
export type ChangedSample = z.infer<typeof changedSampleSchema>;

/** A rule around an instance, and a linear classifier within it. */
export const ruleSampleSchema = z.object({
  kind: z.literal('rule'),
  ...sampleShape,
  features: z
    .array(
      z.object({
        /** Null: the data set numbers its features only. */
        name: z.string().nullable(),
        /** Code of the instance, below `levels`. */
        code: countSchema,
        levels: z.number().int().min(1),
        held: z.boolean(),
        weight: finiteSchema,
      }),
    )
    .min(1),
  bias: finiteSchema,
  /** Agreement that was asked for, and that the method promises. */
  threshold: share,
  estimate: finiteSchema,
});
export type RuleSample = z.infer<typeof ruleSampleSchema>;

/** Scores of the frames of one clip beside their labels. */
export const clipSampleSchema = z.object({
  kind: z.literal('clip'),
  ...sampleShape,
  /** As the data set names it. */
  clip: z.string(),
  frames: z.number().int().min(1),
  /** The largest score of each stretch of frames, stretches of equal length. */
  scores: z.array(z.object({ frame: countSchema, score: finiteSchema })).min(1),
  /** First and last abnormal frame of each stretch of them. */
  abnormal: z.array(z.object({ from: countSchema, to: countSchema })),
  meanNormal: finiteSchema.nullable(),
  meanAbnormal: finiteSchema.nullable(),
  /** Area under the ROC curve of this clip alone; null: its frames are of one kind. */
  auc: share.nullable(),
  /** The frame with the largest score. */
  peak: z.object({ frame: countSchema, score: finiteSchema, isAbnormal: z.boolean(), picture: samplePictureSchema }),
});
export type ClipSample = z.infer<typeof clipSampleSchema>;

/** An object that was followed: frames spread over those in which it is there, and its overlap in all. */
export const trackSampleSchema = z.object({
  kind: z.literal('track'),
  ...sampleShape,
  frames: z.number().int().min(1),
  shown: z
    .array(
      z.object({
        frame: countSchema,
        picture: samplePictureSchema,
        truth: box.nullable(),
        found: box,
        overlap: share.nullable(),
      }),
    )
    .min(1),
  /** Of the true box and the one that was given, at frames of equal distance; null: the object is not there. */
  overlaps: z.array(z.object({ frame: countSchema, overlap: share.nullable() })),
  /** Mean over the frames in which the object is there; null: there are none. */
  meanOverlap: share.nullable(),
});
export type TrackSample = z.infer<typeof trackSampleSchema>;

export const sampleSchema = z.discriminatedUnion('kind', [
  classSampleSchema,
  boxesSampleSchema,
  maskSampleSchema,
  restoredSampleSchema,
  episodeSampleSchema,
  rankingSampleSchema,
  retrievalSampleSchema,
  reconstructedSampleSchema,
  drawnSampleSchema,
  changedSampleSchema,
  ruleSampleSchema,
  clipSampleSchema,
  trackSampleSchema,
]);
export type Sample = z.infer<typeof sampleSchema>;
