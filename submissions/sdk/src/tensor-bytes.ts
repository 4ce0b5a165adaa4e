import type { Dtype, NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import { allocate, elementCount, type TensorData } from '@paretoboard/contract/tensor-data.js';

/** The bytes of a typed array, without a copy. */
export function bytesOf(data: TensorData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** A typed array over a COPY of `bytes`, which may be unaligned. @throws RangeError if the length does not fit the dtype. */
export function dataFromBytes(dtype: Dtype, bytes: Uint8Array): TensorData {
  const size = dtype === 'float64' ? 8 : dtype === 'float32' || dtype === 'int32' ? 4 : 1;
  if (bytes.byteLength % size !== 0)
    throw new RangeError(`${bytes.byteLength} bytes are no whole number of ${dtype} values`);
  const data = allocate(dtype, bytes.byteLength / size);
  bytesOf(data).set(bytes);
  return data;
}

/** Named tensors as one file: u32 length of a JSON header, header, then the tensors' bytes. */
export function packTensors(tensors: NamedTensors): Uint8Array {
  let offset = 0;
  const header = Object.entries(tensors).map(([name, tensor]) => {
    const entry = { name, dtype: tensor.dtype, shape: tensor.shape, offset, bytes: tensor.data.byteLength };
    offset += tensor.data.byteLength;
    return entry;
  });
  const json = new TextEncoder().encode(JSON.stringify(header));
  const packed = new Uint8Array(4 + json.length + offset);
  new DataView(packed.buffer).setUint32(0, json.length, true);
  packed.set(json, 4);
  for (const entry of header) packed.set(bytesOf(tensors[entry.name]!.data), 4 + json.length + entry.offset);
  return packed;
}

/** Inverse of {@link packTensors}. @throws if the bytes are no such file. */
export function unpackTensors(packed: Uint8Array): Record<string, Tensor> {
  const headerBytes = new DataView(packed.buffer, packed.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + headerBytes))) as {
    name: string;
    dtype: Dtype;
    shape: number[];
    offset: number;
    bytes: number;
  }[];
  const body = packed.subarray(4 + headerBytes);
  return Object.fromEntries(
    header.map(({ name, dtype, shape, offset, bytes }) => {
      const data = dataFromBytes(dtype, body.subarray(offset, offset + bytes));
      if (data.length !== elementCount(shape))
        throw new RangeError(`tensor ${name}: ${data.length} values for shape [${shape}]`);
      return [name, { dtype, shape, data }];
    }),
  );
}
