import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { decodeNpyHeader, type NpyHeader } from './npy.js';

/** Longer than any header that NumPy writes for a plain array. */
const headerBytes = 4_096;
const bytesOfType: Readonly<Record<string, number>> = { '|u1': 1, '<i4': 4, '<i8': 8 };

/** An NPY file of uint8, int32 or int64 whose entries of the first axis are read one at a time: it may be larger than memory. */
export interface NpyFile extends NpyHeader {
  /** The bytes of one entry of the first axis. @throws RangeError if there is none */
  entry(index: number): Uint8Array;
}

function readAt(path: string, from: number, length: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(length);
    const read = readSync(file, bytes, 0, length, from);
    return bytes.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

/** @throws RangeError on another type, or if the values do not fill the shape; an error of the file system if it is not there */
export function openNpyFile(path: string): NpyFile {
  const { size } = statSync(path);
  const { descr, shape, from } = decodeNpyHeader(readAt(path, 0, Math.min(size, headerBytes)));
  const valueBytes = bytesOfType[descr];
  if (!valueBytes) throw new RangeError(`NPY of type ${descr}: expected one of ${Object.keys(bytesOfType).join(', ')}`);
  const entryBytes = shape.slice(1).reduce((product, length) => product * length, valueBytes);
  if (size - from !== entryBytes * (shape[0] ?? 1))
    throw new RangeError(`NPY of shape [${shape.join(', ')}] with ${size - from} bytes of values`);
  return {
    shape,
    descr,
    from,
    entry: (index) => {
      if (!(index >= 0 && index < (shape[0] ?? 0))) throw new RangeError(`entry ${index} of ${shape[0] ?? 0}`);
      return readAt(path, from + index * entryBytes, entryBytes);
    },
  };
}

/** All values of a file of int32 or int64, as numbers. @throws RangeError on another type, or on a number beyond 2^53 */
export function readNpyIntegers(path: string): number[] {
  const { shape, descr, from } = openNpyFile(path);
  if (descr === '|u1' || shape.length !== 1)
    throw new RangeError(`NPY of type ${descr} and shape [${shape.join(', ')}]: expected a list of <i4 or <i8`);
  const bytes = readAt(path, from, shape[0]! * bytesOfType[descr]!);
  const view = new DataView(bytes.buffer);
  return Array.from({ length: shape[0]! }, (_, index) => {
    const value = descr === '<i4' ? view.getInt32(4 * index, true) : Number(view.getBigInt64(8 * index, true));
    if (!Number.isSafeInteger(value)) throw new RangeError(`NPY with ${value}: expected whole numbers below 2^53`);
    return value;
  });
}
