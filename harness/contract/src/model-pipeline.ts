import { z } from 'zod';
import { finiteSchema, relativePathSchema } from './primitives.js';
import { dtypeSchema } from './tensor.js';

/** A hostile pipeline cannot ask for more than this. */
export const pipelineLimits = {
  bytes: 1 << 20,
  tensors: 16,
  steps: 32,
  /** Of one tensor of one item, before or after any step. */
  tensorBytes: 1 << 28,
  windows: 4096,
} as const;

const nameSchema = z.string().min(1).max(200);
const sizeSchema = z
  .number()
  .int()
  .min(1)
  .max(1 << 16);
const axisSchema = z.number().int().min(-8).max(7);
const axesSchema = z.array(axisSchema).min(1).max(8);
const numbersSchema = z.array(finiteSchema).min(1).max(4096);
/** Height and width, or a size for each of `axes`. */
const sizesSchema = z.array(sizeSchema).min(1).max(4);

/** One operation on one tensor of one item; axes do not count the batch, negative ones count from the end. */
export const pipelineStepSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('cast'), dtype: dtypeSchema }),
  z.strictObject({ op: z.literal('scale'), factor: finiteSchema, offset: finiteSchema.default(0) }),
  z.strictObject({
    op: z.literal('normalise'),
    mean: numbersSchema,
    std: z.array(finiteSchema.positive()).min(1).max(4096),
    axis: axisSchema.default(-1),
  }),
  z.strictObject({ op: z.literal('clip'), low: finiteSchema, high: finiteSchema }),
  z.strictObject({ op: z.literal('round') }),
  z.strictObject({
    op: z.literal('resize'),
    size: sizesSchema.optional(),
    like: nameSchema.optional(),
    method: z.enum(['nearest', 'bilinear']).default('bilinear'),
    keepRatio: z.boolean().default(false),
    axes: axesSchema.default([0, 1]),
  }),
  z.strictObject({ op: z.literal('center-crop'), size: sizesSchema, axes: axesSchema.default([0, 1]) }),
  z.strictObject({
    op: z.literal('pad'),
    size: sizesSchema,
    value: finiteSchema.default(0),
    place: z.enum(['center', 'end']).default('center'),
    axes: axesSchema.default([0, 1]),
  }),
  z.strictObject({ op: z.literal('swap-red-blue'), axis: axisSchema.default(-1) }),
  z.strictObject({
    op: z.literal('grey'),
    weights: z.tuple([finiteSchema, finiteSchema, finiteSchema]).default([0.299, 0.587, 0.114]),
    axis: axisSchema.default(-1),
  }),
  z.strictObject({ op: z.literal('transpose'), axes: axesSchema }),
  z.strictObject({
    op: z.literal('reshape'),
    shape: z.array(z.union([sizeSchema.max(1 << 28), z.literal(-1)])).max(8),
  }),
  z.strictObject({ op: z.literal('squeeze'), axis: axisSchema }),
  z.strictObject({ op: z.literal('expand'), axis: axisSchema }),
  z.strictObject({ op: z.literal('repeat'), axis: axisSchema, times: sizeSchema.max(4096) }),
  z.strictObject({
    op: z.literal('slice'),
    axis: axisSchema,
    begin: z
      .number()
      .int()
      .min(0)
      .max(1 << 28),
    size: sizeSchema.max(1 << 28),
  }),
  z.strictObject({ op: z.literal('softmax'), axis: axisSchema.default(-1) }),
  z.strictObject({ op: z.literal('sigmoid') }),
  z.strictObject({ op: z.literal('log'), floor: finiteSchema.positive().default(1e-12) }),
  z.strictObject({ op: z.literal('argmax'), axis: axisSchema.default(-1) }),
  z.strictObject({
    op: z.literal('top-k'),
    k: sizeSchema,
    give: z.enum(['values', 'indices']),
    axis: axisSchema.default(-1),
  }),
  z.strictObject({ op: z.literal('threshold'), above: finiteSchema }),
  z.strictObject({
    op: z.literal('nms'),
    boxes: z.enum(['corners', 'center-size', 'left-top-size']),
    objectness: z.boolean().default(false),
    scoreAbove: finiteSchema.default(0),
    overlap: finiteSchema.min(0).max(1).default(0.5),
    perClass: z.boolean().default(true),
    most: sizeSchema.max(10_000),
  }),
  z.strictObject({ op: z.literal('boxes-to-input'), input: nameSchema }),
]);
export type PipelineStep = z.infer<typeof pipelineStepSchema>;
export type PipelineOp = PipelineStep['op'];
export type StepOf<Op extends PipelineOp> = Extract<PipelineStep, { op: Op }>;

export const pipelineOps = pipelineStepSchema.options.map((option) => option.shape.op.value);

const stepsSchema = z.array(pipelineStepSchema).max(pipelineLimits.steps).default([]);

/** The same values for every item. */
const constantSchema = z.strictObject({
  dtype: dtypeSchema,
  shape: z.array(sizeSchema).max(8),
  values: z.union([finiteSchema, numbersSchema]),
});

/** Numbers drawn for each item from its seed alone: interaction `generate`. */
const noiseSchema = z.strictObject({ distribution: z.enum(['normal', 'uniform']), shape: z.array(sizeSchema).max(8) });

/** What one input of the model is fed with: a field of the task, a constant, or noise. */
export const modelInputSchema = z
  .strictObject({
    input: nameSchema,
    from: nameSchema.optional(),
    constant: constantSchema.optional(),
    noise: noiseSchema.optional(),
    steps: stepsSchema,
  })
  .refine(({ from, constant, noise }) => [from, constant, noise].filter((part) => part !== undefined).length === 1, {
    message: 'expected exactly one of from, constant, noise',
  });
export type ModelInput = z.infer<typeof modelInputSchema>;

const sourceSchema = z.strictObject({ from: nameSchema, steps: stepsSchema });

/** What one output of the task is made from: an output of the model, or several laid side by side along `axis`. */
export const taskOutputSchema = z
  .strictObject({
    output: nameSchema,
    from: nameSchema.optional(),
    join: z.array(sourceSchema).min(2).max(pipelineLimits.tensors).optional(),
    axis: axisSchema.default(-1),
    steps: stepsSchema,
  })
  .refine(({ from, join }) => (from === undefined) !== (join === undefined), {
    message: 'expected exactly one of from, join',
  });
export type TaskOutput = z.infer<typeof taskOutputSchema>;

const inputsSchema = z.array(modelInputSchema).min(1).max(pipelineLimits.tensors);
const outputsSchema = z.array(taskOutputSchema).min(1).max(pipelineLimits.tensors);

/** Parts of an item, one after the other through the model; where they overlap, answers are averaged. */
export const slidingWindowSchema = z
  .strictObject({
    /** Input of the model that is cut up, after its steps. */
    input: nameSchema,
    axes: axesSchema,
    size: z.array(sizeSchema).min(1).max(4),
    stride: z.array(sizeSchema).min(1).max(4),
    /** Output of the model that is put together again along `outputAxes`, which are as long as those of the input. */
    output: nameSchema,
    outputAxes: axesSchema,
  })
  .refine(
    ({ axes, size, stride, outputAxes }) =>
      [size, stride, outputAxes].every((list) => list.length === axes.length) &&
      stride.every((step, axis) => step <= size[axis]!),
    { message: 'expected axes, size, stride and outputAxes of one length, and no stride above its size' },
  );
export type SlidingWindow = z.infer<typeof slidingWindowSchema>;

/** What comes before and after the model of kinds `onnx` and `tfjs-model`: data only, no expressions. `docs/model-pipeline.md` describes each step. */
export const modelPipelineSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** `first-axis`: of every input and output of the model; one of size 1 takes items one at a time. `none`: the model takes one item without a batch axis. */
  batch: z.enum(['first-axis', 'none']).default('first-axis'),
  inputs: inputsSchema,
  outputs: outputsSchema,
  window: slidingWindowSchema.optional(),
  /** Interaction `sequence`: an output of the model that is its input at the next step; at the first, `initial` everywhere. */
  state: z
    .array(z.strictObject({ input: nameSchema, output: nameSchema, initial: finiteSchema.default(0) }))
    .max(pipelineLimits.tensors)
    .optional(),
  /** Interaction `generate`: the model that draws samples; the other one reconstructs. */
  sample: z
    .strictObject({ model: relativePathSchema.optional(), inputs: inputsSchema, outputs: outputsSchema })
    .optional(),
  /** Interaction `episode`: the model embeds (`outputs` has `embedding`); a query belongs to the class whose mean embedding is nearest. */
  episode: z
    .strictObject({
      support: nameSchema,
      labels: nameSchema,
      queries: nameSchema,
      distance: z.enum(['euclidean', 'cosine']).default('euclidean'),
      /** Logits are minus the distance, times this. */
      sharpness: finiteSchema.positive().default(1),
    })
    .optional(),
});
export type ModelPipeline = z.infer<typeof modelPipelineSchema>;

/** What each step does. */
export const stepMeanings: Readonly<Record<PipelineOp, string>> = {
  cast: 'another dtype; to whole numbers: towards zero, held within the range, NaN becomes 0',
  scale: 'x · `factor` + `offset`',
  normalise: '(x − `mean`) / `std`, each one number or one for each entry of `axis`',
  clip: 'held between `low` and `high`',
  round: 'to whole numbers, halves to the even one',
  resize:
    'to `size` along `axes`, or to the size of the field `like`. Pixels are areas (half-pixel centres); bilinear without anti-aliasing. `keepRatio`: the largest size within `size` that keeps the ratio',
  'center-crop': 'the middle of `axes`',
  pad: 'to `size` along `axes` with `value`, the tensor in the middle or at the beginning (`place` of what is added)',
  'swap-red-blue': 'RGB to BGR, or back',
  grey: 'the weighted sum of the three colours; the axis stays, with one entry',
  transpose: 'axes in another order: [2, 0, 1] makes channels first',
  reshape: 'the same numbers in another shape; one size may be −1',
  squeeze: 'takes away an axis of size 1',
  expand: 'adds an axis of size 1',
  repeat: 'each entry of `axis` that many `times`, one after the other',
  slice: '`size` entries of `axis`, from `begin` on',
  softmax: 'exponentials that add up to 1 along `axis`',
  sigmoid: '1 / (1 + exp(−x))',
  log: 'natural logarithm of x, or of `floor` where x is below it',
  argmax: 'where along `axis` the largest value is, the first of equals, int32; the axis goes',
  'top-k': 'the `k` largest along `axis`, largest first: their values, or where they are',
  threshold: '1 where x > `above`, else 0, uint8',
  nms: 'rows of a box (4 numbers), with `objectness` a factor of all its scores, and a score for each class. Keeps `most` boxes, best first, none that overlaps a better one (of its class, with `perClass`) by more than `overlap` (shared area over joint area); rows of left, top, width, height, score, class, zeros where there are fewer',
  'boxes-to-input':
    'rows that begin with left, top, width, height in pixels of the model’s `input` become pixels of the task’s picture: resizing, cropping and padding undone',
};
