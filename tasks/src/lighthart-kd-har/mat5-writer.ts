import { deflateSync } from 'node:zlib';

/** Element types and array class of the MATLAB 5 MAT-file format (MathWorks, "MAT-File Format", 2019, chapter 1). */
const type = { int8: 1, int32: 5, uint32: 6, double: 9, matrix: 14, compressed: 15 } as const;
const doubleClass = 6;
const headerText = 'MATLAB 5.0 MAT-file, written by Paretoboard';

/** A real double array. `data` is column-major, as MATLAB stores it. */
export interface Mat5Array {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** A data element: tag of 8 bytes, content, padding to 8 bytes. */
function element(kind: number, content: Buffer): Buffer {
  const tag = Buffer.alloc(8);
  tag.writeUInt32LE(kind, 0);
  tag.writeUInt32LE(content.length, 4);
  return Buffer.concat([tag, content, Buffer.alloc((8 - (content.length % 8)) % 8)]);
}

function header(): Buffer {
  const bytes = Buffer.alloc(128, ' ');
  bytes.write(headerText, 0, 'latin1');
  bytes.fill(0, 116, 124);
  bytes.writeUInt16LE(0x0100, 124);
  bytes.write('IM', 126, 'latin1');
  return bytes;
}

/**
 * One array as a little-endian MATLAB v5 file with one compressed element, as MATLAB saves by default.
 * @throws RangeError if the number of values does not fit the shape
 */
export function writeMat5({ name, shape, data }: Mat5Array): Buffer {
  const expected = shape.reduce((product, size) => product * size, 1);
  if (data.length !== expected) throw new RangeError(`${name}: ${data.length} values for shape [${shape}]`);
  const flags = Buffer.alloc(8);
  flags.writeUInt32LE(doubleClass, 0);
  const dimensions = Buffer.from(Int32Array.from(shape).buffer);
  const values = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const matrix = element(
    type.matrix,
    Buffer.concat([
      element(type.uint32, flags),
      element(type.int32, dimensions),
      element(type.int8, Buffer.from(name, 'latin1')),
      element(type.double, values),
    ]),
  );
  const packed = deflateSync(matrix);
  const tag = Buffer.alloc(8);
  tag.writeUInt32LE(type.compressed, 0);
  tag.writeUInt32LE(packed.length, 4); // A compressed element is not padded.
  return Buffer.concat([header(), tag, packed]);
}
