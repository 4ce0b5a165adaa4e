import {
  type InferenceResponse,
  inferenceHeaderLength,
  inferenceResponseSchema,
  openInferenceDatatypes,
} from '@paretoboard/contract/open-inference.js';
import {
  allocate,
  bytesPerElement,
  type Dtype,
  elementCount,
  type NamedTensors,
  type Tensor,
  type TensorSpec,
} from '@paretoboard/contract/tensor.js';
import { bytesOf } from '@paretoboard/sdk/tensor-bytes.js';
import { WrongAnswerError } from '../report-error.js';
import type { HttpAnswer } from './http-client.js';

/** Body and headers of `POST …/infer`: tensors as bytes after the JSON, and outputs asked for in the same way. */
export function inferRequest(
  inputs: NamedTensors,
  outputs: readonly TensorSpec[],
): { headers: Record<string, string>; body: Buffer } {
  const data = Object.values(inputs).map((tensor) => bytesOf(tensor.data));
  const header = Buffer.from(
    JSON.stringify({
      inputs: Object.entries(inputs).map(([name, { dtype, shape }], index) => ({
        name,
        shape,
        datatype: openInferenceDatatypes[dtype],
        parameters: { binary_data_size: data[index]!.byteLength },
      })),
      outputs: outputs.map(({ name }) => ({ name, parameters: { binary_data: true } })),
    }),
  );
  return {
    headers: { 'content-type': 'application/octet-stream', [inferenceHeaderLength]: String(header.byteLength) },
    body: Buffer.concat([header, ...data]),
  };
}

const dtypeOf = new Map(Object.entries(openInferenceDatatypes).map(([dtype, name]) => [name, dtype as Dtype]));

type Output = InferenceResponse['outputs'][number];

function refuse({ name }: Output, problem: string): never {
  throw new WrongAnswerError(`output "${name}": ${problem}`);
}

/** @param bytes what lies after the JSON, from this output on */
function fromBytes(output: Output, dtype: Dtype, size: number, bytes: Uint8Array): Tensor {
  const elements = elementCount(output.shape);
  if (elements * bytesPerElement[dtype] !== size)
    refuse(output, `binary_data_size ${size} for ${output.datatype} [${output.shape.join(', ')}]`);
  if (size > bytes.byteLength) refuse(output, `binary_data_size ${size}; ${bytes.byteLength} bytes are left`);
  const data = allocate(dtype, elements);
  bytesOf(data).set(bytes.subarray(0, size));
  return { dtype, shape: output.shape, data };
}

/** @param depth how deep lists may lie in each other: as many axes as there are */
function flattened(output: Output, values: readonly unknown[], depth: number): number[] {
  return values.flatMap((value) => {
    if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
    if (Array.isArray(value) && depth > 1) return flattened(output, value, depth - 1);
    return refuse(output, 'data holds something else than numbers, or is nested deeper than its shape');
  });
}

function fromJson(output: Output, dtype: Dtype): Tensor {
  const values = flattened(output, output.data ?? [], output.shape.length);
  const elements = elementCount(output.shape);
  if (values.length !== elements)
    refuse(output, `${values.length} values for ${output.datatype} [${output.shape.join(', ')}]`);
  const data = allocate(dtype, elements);
  values.forEach((value, at) => {
    data[at] = value;
  });
  return { dtype, shape: output.shape, data };
}

function parsed(json: Uint8Array): InferenceResponse {
  try {
    return inferenceResponseSchema.parse(JSON.parse(Buffer.from(json).toString('utf8')));
  } catch (error) {
    const problem = error instanceof Error ? error.message.slice(0, 1_000) : String(error);
    throw new WrongAnswerError(`the server's answer is no inference response: ${problem}`);
  }
}

/** @throws WrongAnswerError naming the output, what was expected and what was found */
export function inferredTensors({ headers, body }: HttpAnswer): NamedTensors {
  const stated = headers[inferenceHeaderLength];
  const jsonBytes = stated === undefined ? body.byteLength : Number(stated);
  if (!Number.isInteger(jsonBytes) || jsonBytes < 2 || jsonBytes > body.byteLength)
    throw new WrongAnswerError(`${inferenceHeaderLength} is ${String(stated)}, the body has ${body.byteLength} bytes`);
  let at = jsonBytes;
  const tensors: Record<string, Tensor> = {};
  for (const output of parsed(body.subarray(0, jsonBytes)).outputs) {
    const dtype = dtypeOf.get(output.datatype);
    if (!dtype) refuse(output, `datatype ${output.datatype}; expected one of ${[...dtypeOf.keys()].join(', ')}`);
    const size = output.parameters?.binary_data_size;
    tensors[output.name] =
      size === undefined ? fromJson(output, dtype) : fromBytes(output, dtype, size, body.subarray(at));
    at += size ?? 0;
  }
  return tensors;
}
