import { z } from 'zod';
import { runtimeDescriptionSchema } from './runtime.js';

/** Where the time of a training went, by operation: the answer of `paretoboard profile --json`. */
export const operationProfileSchema = z.object({
  task: z.string(),
  variant: z.string(),
  submission: z.string(),
  runtime: runtimeDescriptionSchema,
  /** Whether the training was cut off before its end. */
  isCut: z.boolean(),
  wallMs: z.number().positive(),
  /** Within operations; what remains is JavaScript, waiting and collecting garbage. */
  operationsMs: z.number().min(0),
  /** Floating-point operations per millisecond that this machine reached in a product of large matrices. */
  peakOperationsPerMs: z.number().positive(),
  /** The dearest first. */
  operations: z.array(
    z.object({
      name: z.string(),
      calls: z.number().int().min(1),
      totalMs: z.number().min(0),
      /** Of wallMs, 0 … 1. */
      share: z.number().min(0),
      /** Written by all calls; null: not known. */
      outputBytes: z.number().int().min(0).nullable(),
      /** Floating-point operations per millisecond; null for what is neither matrix product nor convolution. */
      operationsPerMs: z.number().min(0).nullable(),
    }),
  ),
});
export type OperationProfile = z.infer<typeof operationProfileSchema>;
