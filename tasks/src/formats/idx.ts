import { gunzipSync } from 'node:zlib';

/** An array of unsigned bytes as MNIST's files hold it. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

const unsignedByte = 0x08;
const gzipMagic = [0x1f, 0x8b] as const;

/**
 * Reads an IDX file of unsigned bytes (two zero bytes, type, number of axes, sizes big-endian, values), gzipped or not.
 * @throws RangeError on another type, or if the values do not fill the shape
 */
export function decodeIdx(bytes: Uint8Array): IdxArray {
  const plain = bytes[0] === gzipMagic[0] && bytes[1] === gzipMagic[1] ? unzipped(bytes) : bytes;
  const [first, second, type, axes] = plain;
  if (first !== 0 || second !== 0 || type !== unsignedByte || axes === undefined || axes === 0)
    throw new RangeError(`IDX that begins with ${[...plain.subarray(0, 4)]}: expected 0, 0, 8 and a number of axes`);
  const from = 4 + 4 * axes;
  if (plain.length < from) throw new RangeError(`IDX of ${plain.length} bytes: shorter than its own header`);
  const view = new DataView(plain.buffer, plain.byteOffset, plain.length);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const expected = shape.reduce((product, size) => product * size, 1);
  if (plain.length - from !== expected)
    throw new RangeError(`IDX of shape [${shape.join(', ')}] with ${plain.length - from} values: expected ${expected}`);
  return { shape, data: plain.subarray(from) };
}

function unzipped(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new RangeError(`IDX that cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
}

/** Writes an IDX file of unsigned bytes, not gzipped. @throws RangeError if the values do not fill the shape */
export function encodeIdx({ shape, data }: IdxArray): Uint8Array {
  const expected = shape.reduce((product, size) => product * size, 1);
  if (data.length !== expected)
    throw new RangeError(`IDX of shape [${shape.join(', ')}] with ${data.length} values: expected ${expected}`);
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length);
  bytes.set([0, 0, unsignedByte, shape.length]);
  const view = new DataView(bytes.buffer);
  for (const [axis, size] of shape.entries()) view.setUint32(4 + 4 * axis, size);
  bytes.set(data, 4 + 4 * shape.length);
  return bytes;
}
