import { z } from 'zod';
import { interactionSchema } from './interaction.js';
import { countSchema, finiteSchema, nonNegativeSchema, relativePathSchema } from './primitives.js';
import { privacyDeclarationSchema } from './privacy.js';
import { runtimeDescriptionSchema } from './runtime.js';
import { tensorReferenceSchema, tensorSpecSchema } from './tensor.js';

/**
 * A frame: `u32 headerBytes`, `u32 bodyBytes` (little-endian), then the header (UTF-8 JSON, one message of this file), then
 * the body (tensor bytes, each tensor at its `offset`, aligned to 8). Tensors of `sharedThresholdBytes` and more lie in
 * shared memory when both sides have it: the header then carries `where: "shared"` and the offset in that region.
 */
export const wireProtocolVersion = 1;
export const wireLimits = {
  headerBytes: 1 << 18,
  bodyBytes: 1 << 28,
  sharedThresholdBytes: 1 << 15,
  tensorAlignment: 8,
} as const;

/**
 * What an `error` message is about, where the sender knows: the code decides what becomes of the run, never the text. Our host sends all of them; a
 * `process` may. None of them takes the blame from the submission.
 */
export const errorCodeSchema = z.enum([
  /** The submission threw. */
  'exception',
  /** The runtime that was asked for cannot be opened here. */
  'runtime-unavailable',
  /** The runtime has no kernel for an operation. */
  'missing-kernel',
  /** The entry module cannot be imported, or exports no submission. */
  'module-error',
  /** Kinds onnx and tfjs-model: the model or its pipeline cannot be read, or does not fit the task. */
  'model-error',
  /** A call that the submission does not serve. */
  'not-served',
  /** What a call returned is not what the interaction asks for: found in the submission's own process. */
  'wrong-output',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

const tensors = z.array(tensorReferenceSchema).max(64);
const id = countSchema;

/** From the harness to the submission. */
export const harnessMessageSchema = z.discriminatedUnion('type', [
  /** `tensors`: the task's constants. */
  z.object({
    type: z.literal('train.begin'),
    task: z.string(),
    track: z.string(),
    interaction: interactionSchema,
    seed: z.number().int(),
    inputs: z.array(tensorSpecSchema),
    targets: z.array(tensorSpecSchema),
    outputs: z.array(tensorSpecSchema),
    splits: z.object({ train: countSchema, validation: countSchema }),
    budgets: z.object({ wallSeconds: nonNegativeSchema, cpuSeconds: nonNegativeSchema, rows: countSchema }),
    artefactFolder: z.string(),
    threads: z.number().int().min(1),
    tensors,
  }),
  /** Answer to `next`: inputs are named `input:<name>`, targets `target:<name>`; 0 items: the epoch is over. */
  z.object({
    type: z.literal('rows'),
    id,
    items: countSchema,
    rowsLeft: countSchema,
    attributes: z.array(z.record(z.string(), z.union([z.string(), finiteSchema]))).optional(),
    tensors,
  }),
  /** `tensors`: the task's constants. */
  z.object({
    type: z.literal('load'),
    task: z.string(),
    track: z.string(),
    interaction: interactionSchema,
    inputs: z.array(tensorSpecSchema),
    outputs: z.array(tensorSpecSchema),
    artefactFolder: z.string(),
    threads: z.number().int().min(1),
    tensors,
  }),
  z.object({ type: z.literal('predict'), id, items: countSchema, tensors }),
  z.object({ type: z.literal('sequence.begin'), id, tensors }),
  z.object({ type: z.literal('sequence.step'), id, tensors }),
  z.object({ type: z.literal('sequence.end'), id }),
  z.object({ type: z.literal('episode.support'), id, items: countSchema, tensors }),
  z.object({ type: z.literal('episode.predict'), id, items: countSchema, tensors }),
  /** Tensor `seed`, int32 [items]: each sample depends on its own seed alone, so that a batch may be put together in any way. */
  z.object({ type: z.literal('generate.sample'), id, items: countSchema, tensors }),
  /** `user` [items], `candidates` [items, n]: ids, −1 where there is none; answered by `items` [items, places]. */
  z.object({ type: z.literal('recommend.rank'), id, items: countSchema, places: countSchema, tensors }),
  z.object({ type: z.literal('generate.reconstruct'), id, items: countSchema, tensors }),
  z.object({ type: z.literal('transform'), id, items: countSchema, tensors }),
  z.object({ type: z.literal('explain'), id, rowsLeft: countSchema, tensors }),
  z.object({ type: z.literal('answers'), id, rowsLeft: countSchema, tensors }),
  z.object({ type: z.literal('bye') }),
]);
export type HarnessMessage = z.infer<typeof harnessMessageSchema>;

/** From the submission to the harness. */
export const submissionMessageSchema = z.discriminatedUnion('type', [
  /** First frame of every process; `sharedMemory` says that it can read and write the shared regions. */
  z.object({
    type: z.literal('hello'),
    protocol: z.literal(wireProtocolVersion),
    sharedMemory: z.boolean(),
    runtime: runtimeDescriptionSchema.nullable(),
  }),
  z.object({ type: z.literal('next'), id, split: z.enum(['train', 'validation']), items: countSchema }),
  z.object({
    type: z.literal('progress'),
    step: countSchema.optional(),
    epoch: nonNegativeSchema.optional(),
    epochs: nonNegativeSchema.optional(),
    values: z
      .record(z.string().max(64), finiteSchema)
      .refine((values) => Object.keys(values).length <= 32, 'at most 32 values')
      .optional(),
  }),
  z.object({
    type: z.literal('train.done'),
    declared: z.object({
      steps: countSchema.nullable(),
      epochs: nonNegativeSchema.nullable(),
      privacy: privacyDeclarationSchema.optional(),
    }),
    parameters: countSchema.nullable(),
  }),
  z.object({ type: z.literal('loaded'), parameters: countSchema.nullable() }),
  z.object({ type: z.literal('outputs'), id, tensors }),
  z.object({ type: z.literal('ask'), id, items: countSchema, tensors }),
  z.object({
    type: z.literal('error'),
    id: id.nullable(),
    code: errorCodeSchema.default('exception'),
    message: z.string().max(20_000),
  }),
]);
export type SubmissionMessage = z.infer<typeof submissionMessageSchema>;

/** Environment of a submission's process: the only variables beside PATH, HOME and TMPDIR that it is given. */
export const wireEnvironmentSchema = z.object({
  /** Named pipe that the submission reads. */
  PARETOBOARD_WIRE_IN: z.string(),
  /** Named pipe that the submission writes. */
  PARETOBOARD_WIRE_OUT: z.string(),
  /** Files in tmpfs, absent where shared memory cannot be had: inputs (read-only to the submission) and outputs. */
  PARETOBOARD_SHARED_IN: z.string().optional(),
  PARETOBOARD_SHARED_OUT: z.string().optional(),
  /** Kind tfjs-module: which runtime to open, and the entry module. Kinds onnx and tfjs-model: the kind is the entry. */
  PARETOBOARD_RUNTIME: z.string().optional(),
  PARETOBOARD_ENTRY: z.string().optional(),
  /** Kinds onnx and tfjs-model: files in the artefact's folder. */
  PARETOBOARD_MODEL: relativePathSchema.optional(),
  PARETOBOARD_PIPELINE: relativePathSchema.optional(),
  /** The same kinds: folder to count operations into, for a process that is not timed. */
  PARETOBOARD_COUNT: z.string().startsWith('/').optional(),
});
export type WireEnvironment = z.infer<typeof wireEnvironmentSchema>;
