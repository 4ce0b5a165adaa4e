import { z } from 'zod';
import { countSchema } from './primitives.js';
import type { TensorData } from './tensor-data.js';

export type { TensorData } from './tensor-data.js';

/** Element types that travel on the wire, all little-endian. `uint8` stays `uint8`; `bool` is one byte, 0 or 1. */
export const dtypeSchema = z.enum(['uint8', 'int32', 'float32', 'float64', 'bool']);
export type Dtype = z.infer<typeof dtypeSchema>;

export const bytesPerElement: Record<Dtype, number> = { uint8: 1, int32: 4, float32: 4, float64: 8, bool: 1 };

// Without schemas: what a submission bundles of the SDK brings no schema library along.
export { allocate, elementCount } from './tensor-data.js';

/** Shape and dtype of ONE item; on the wire a leading batch axis is added. `null`: the axis varies between items. */
export const tensorSpecSchema = z.object({
  name: z.string().min(1).max(64),
  dtype: dtypeSchema,
  shape: z.array(z.number().int().min(1).nullable()).max(8),
  description: z.string().optional(),
  /** Of an output: each axis that varies is as long as the same axis of this input, times this factor. */
  follows: z.object({ input: z.string().min(1), times: z.number().int().min(1) }).optional(),
});
export type TensorSpec = z.infer<typeof tensorSpecSchema>;

/** A dense row-major tensor in memory. `data.length` equals the product of `shape`. */
export interface Tensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

/** Tensors by name; within a batch, each with the batch as the first axis. */
export type NamedTensors = Readonly<Record<string, Tensor>>;

/** How a tensor is described in a frame header: `where` says whether its bytes follow in the frame or lie in shared memory. */
export const tensorReferenceSchema = z.object({
  name: z.string().min(1).max(64),
  dtype: dtypeSchema,
  shape: z.array(countSchema).max(8),
  where: z.enum(['frame', 'shared']),
  offset: countSchema,
  bytes: countSchema,
});
export type TensorReference = z.infer<typeof tensorReferenceSchema>;
