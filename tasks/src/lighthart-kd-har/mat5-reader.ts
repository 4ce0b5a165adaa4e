import { inflateSync } from 'node:zlib';

/**
 */
export interface MatArray {
  readonly name: string;
  /** Column-major: the first axis varies fastest. */
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

const headerBytes = 128;
const types = { int8: 1, int32: 5, uint32: 6, single: 7, double: 9, matrix: 14, compressed: 15 } as const;
const doubleClass = 6;

interface Element {
  readonly type: number;
  readonly data: Uint8Array;
  /** Offset of the element after this one. */
  readonly next: number;
}

function readElement(bytes: Uint8Array, at: number): Element {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 8 > bytes.byteLength) throw new RangeError('the file ends within an element');
  const tag = view.getUint32(at, true);
  // Small elements keep length and type in one word, and the data in the next.
  const small = tag >>> 16;
  if (small > 0) return { type: tag & 0xffff, data: bytes.subarray(at + 4, at + 4 + small), next: at + 8 };
  const length = view.getUint32(at + 4, true);
  if (at + 8 + length > bytes.byteLength) throw new RangeError(`an element of ${length} bytes reaches beyond the file`);
  const padded = tag === types.compressed ? length : Math.ceil(length / 8) * 8;
  return { type: tag, data: bytes.subarray(at + 8, at + 8 + length), next: at + 8 + padded };
}

function numbersOf({ type, data }: Element): Float64Array {
  const copy = data.slice();
  const sizes: Readonly<Record<number, () => ArrayLike<number>>> = {
    1: () => new Int8Array(copy.buffer),
    2: () => copy,
    3: () => new Int16Array(copy.buffer),
    4: () => new Uint16Array(copy.buffer),
    5: () => new Int32Array(copy.buffer),
    6: () => new Uint32Array(copy.buffer),
    7: () => new Float32Array(copy.buffer),
    9: () => new Float64Array(copy.buffer),
  };
  const read = sizes[type];
  if (!read) throw new RangeError(`numbers of type ${type} are not supported`);
  return Float64Array.from(read());
}

function readMatrix(bytes: Uint8Array): MatArray {
  const flags = readElement(bytes, 0);
  const dimensions = readElement(bytes, flags.next);
  const name = readElement(bytes, dimensions.next);
  const values = readElement(bytes, name.next);
  const arrayClass = flags.data[0] ?? 0;
  if (arrayClass !== doubleClass)
    throw new RangeError(`expected an array of class double (6), found class ${arrayClass}`);
  const shape = [...numbersOf(dimensions)];
  const data = numbersOf(values);
  const expected = shape.reduce((product, length) => product * length, 1);
  if (data.length !== expected)
    throw new RangeError(`expected ${expected} values for ${shape.join(' × ')}, found ${data.length}`);
  return { name: new TextDecoder('latin1').decode(name.data), shape, data };
}

/** The first array of a MAT-file. @throws RangeError on anything else than a real double array */
export function readMat5(file: Uint8Array): MatArray {
  const endian = new TextDecoder('latin1').decode(file.subarray(126, 128));
  if (file.byteLength < headerBytes + 8 || endian !== 'IM')
    throw new RangeError('expected a little-endian MATLAB 5 file');
  const element = readElement(file, headerBytes);
  if (element.type === types.matrix) return readMatrix(element.data);
  if (element.type !== types.compressed)
    throw new RangeError(`expected a matrix, found an element of type ${element.type}`);
  const inner = readElement(new Uint8Array(inflateSync(element.data)), 0);
  if (inner.type !== types.matrix) throw new RangeError(`expected a matrix, found an element of type ${inner.type}`);
  return readMatrix(inner.data);
}
