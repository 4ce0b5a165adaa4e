import { z } from 'zod';
import type { Dtype } from './tensor.js';

/**
 * Open Inference Protocol v2 over HTTP/REST with the binary tensor data extension, as far as we use it
 * (https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md).
 */
export const openInferenceDatatypes: Record<Dtype, string> = {
  uint8: 'UINT8',
  int32: 'INT32',
  float32: 'FP32',
  float64: 'FP64',
  bool: 'BOOL',
};

/** Length of the JSON part of a body that has binary tensors after it. */
export const inferenceHeaderLength = 'inference-header-content-length';

const tensorMetadataSchema = z.object({
  name: z.string(),
  datatype: z.string(),
  /** −1: an axis that varies. */
  shape: z.array(z.number().int().min(-1)),
});
export type TensorMetadata = z.infer<typeof tensorMetadataSchema>;

/** `GET /v2/models/<name>`. */
export const modelMetadataSchema = z.object({
  name: z.string(),
  inputs: z.array(tensorMetadataSchema),
  outputs: z.array(tensorMetadataSchema),
});
export type ModelMetadata = z.infer<typeof modelMetadataSchema>;

/** Answer of `POST /v2/models/<name>/infer`: each output either in `data`, or in the bytes after the JSON, in this order. */
export const inferenceResponseSchema = z.object({
  outputs: z
    .array(
      z.object({
        name: z.string().min(1).max(64),
        datatype: z.string(),
        shape: z.array(z.number().int().min(0)).max(8),
        parameters: z.object({ binary_data_size: z.number().int().min(0).optional() }).optional(),
        /** Numbers and truth values, flat or nested as the shape is. */
        data: z.array(z.unknown()).optional(),
      }),
    )
    .max(64),
});
export type InferenceResponse = z.infer<typeof inferenceResponseSchema>;

/** Body of an answer that is none. */
export const inferenceErrorSchema = z.object({ error: z.string() });
