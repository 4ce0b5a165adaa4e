/** A dense array of little-endian float32 or float64, row by row, as `numpy.save` writes it. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const;
const alignment = 64;

export interface NpyHeader {
  /** NumPy's name of the type: `<f4`, `|u1`, `<i8`. */
  readonly descr: string;
  readonly shape: number[];
  /** Where the values begin. */
  readonly from: number;
}

/**
 * The header of an NPY file, of any type, with values row by row.
 * @param bytes of the file's beginning: the whole header at least
 * @throws RangeError on another format or order
 */
export function decodeNpyHeader(bytes: Uint8Array): NpyHeader {
  if (magic.some((value, at) => bytes[at] !== value) || bytes.length < 12)
    throw new RangeError(`NPY that begins with ${[...bytes.subarray(0, 6)]}: expected 147, then "NUMPY"`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isFirstVersion = bytes[6] === 1;
  const length = isFirstVersion ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = isFirstVersion ? 10 : 12;
  const text = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  if (descr === undefined || order !== 'False' || shape === undefined)
    throw new RangeError(`NPY with header ${text.trim()}: expected a type, fortran_order False and a shape`);
  return {
    descr,
    shape: shape
      .split(',')
      .filter((part) => part.trim() !== '')
      .map(Number),
    from: start + length,
  };
}

/**
 * Reads an NPY file of float32 or float64 values (versions 1 to 3 of the format); float64 is rounded to float32.
 * @throws RangeError on another type or order, or if the values do not fill the shape
 */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  const { descr, shape, from } = decodeNpyHeader(bytes);
  if (descr !== '<f4' && descr !== '<f8') throw new RangeError(`NPY of type ${descr}: expected <f4 or <f8`);
  const bytesPerValue = descr === '<f4' ? 4 : 8;
  const values = shape.reduce((product, size) => product * size, 1);
  if (bytes.length - from !== values * bytesPerValue)
    throw new RangeError(`NPY of shape [${shape.join(', ')}] with ${bytes.length - from} bytes of values`);
  // Not `slice`, which is a view where the bytes are a Buffer.
  const copy = Uint8Array.from(bytes.subarray(from)).buffer;
  return { shape, data: bytesPerValue === 4 ? new Float32Array(copy) : Float32Array.from(new Float64Array(copy)) };
}

/** NumPy's name of a type by the array that holds it. */
function descrOf(data: Float32Array | Uint8Array | BigInt64Array): string {
  if (data instanceof Float32Array) return '<f4';
  return data instanceof Uint8Array ? '|u1' : '<i8';
}

/** An NPY file, version 1.0, of float32, uint8 or int64 values. @throws RangeError if the values do not fill the shape */
export function encodeNpy(data: Float32Array | Uint8Array | BigInt64Array, shape: readonly number[]): Uint8Array {
  if (data.length !== shape.reduce((product, size) => product * size, 1))
    throw new RangeError(`${data.length} values for shape [${shape.join(', ')}]`);
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descrOf(data)}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((10 + text.length + 1) / alignment) * alignment - 10;
  const bytes = new Uint8Array(10 + length + data.byteLength);
  bytes.set([...magic, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, length, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(length - 1)}\n`), 10);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 10 + length);
  return bytes;
}
