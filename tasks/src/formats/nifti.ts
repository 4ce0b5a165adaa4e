import { gunzipSync } from 'node:zlib';

/** Sizes along z, y, x: x runs fastest in the file. */
export type VolumeShape = readonly [number, number, number];

/** A scalar volume. */
export interface NiftiVolume {
  readonly shape: VolumeShape;
  /** Size of a voxel along z, y, x in mm, above 0. */
  readonly spacingMm: VolumeShape;
  /** Values with the header's scale applied, x fastest. */
  readonly data: Float32Array;
}

/** What can be written: the type of the array is the type of the file. */
export interface WritableVolume {
  readonly shape: VolumeShape;
  readonly spacingMm: VolumeShape;
  readonly data: Uint8Array | Float32Array;
}

const headerBytes = 348;
/** The header and the four bytes that say whether extensions follow. */
const dataFrom = 352;
const magic = 'n+1';
const gzipMagic = [0x1f, 0x8b] as const;
const millimetres = 2;

/** Where a field of NIfTI-1 lies in the header. */
const at = {
  size: 0,
  dim: 40,
  type: 70,
  bits: 72,
  pixdim: 76,
  offset: 108,
  slope: 112,
  shift: 116,
  units: 123,
} as const;
const magicAt = 344;

type Read = (view: DataView, offset: number, little: boolean) => number;

/** NIfTI's data types by code. */
const types: Readonly<Record<number, { readonly bytes: number; readonly read: Read }>> = {
  2: { bytes: 1, read: (view, offset) => view.getUint8(offset) },
  4: { bytes: 2, read: (view, offset, little) => view.getInt16(offset, little) },
  8: { bytes: 4, read: (view, offset, little) => view.getInt32(offset, little) },
  16: { bytes: 4, read: (view, offset, little) => view.getFloat32(offset, little) },
  64: { bytes: 8, read: (view, offset, little) => view.getFloat64(offset, little) },
  256: { bytes: 1, read: (view, offset) => view.getInt8(offset) },
  512: { bytes: 2, read: (view, offset, little) => view.getUint16(offset, little) },
  768: { bytes: 4, read: (view, offset, little) => view.getUint32(offset, little) },
};

/** Millimetres in a unit of the header; 0 is "unknown", which every reader takes for mm. */
const millimetresOf: Readonly<Record<number, number>> = { 0: 1, 1: 1_000, 2: 1, 3: 1e-3 };

function unzipped(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== gzipMagic[0] || bytes[1] !== gzipMagic[1]) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new RangeError(`NIfTI that cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
}

/** The size of the header is its own mark of byte order. */
function isLittleEndian(view: DataView): boolean {
  if (view.byteLength < dataFrom) throw new RangeError(`NIfTI of ${view.byteLength} bytes: shorter than its header`);
  if (view.getInt32(at.size, true) === headerBytes) return true;
  if (view.getInt32(at.size, false) === headerBytes) return false;
  throw new RangeError(`NIfTI-1 that begins with ${view.getInt32(at.size, true)}: expected ${headerBytes}`);
}

/** Three axes; further ones are there but one long. */
function shapeOf(view: DataView, little: boolean): VolumeShape {
  const axes = view.getInt16(at.dim, little);
  const sizes = Array.from({ length: Math.max(0, Math.min(7, axes)) }, (_, axis) =>
    view.getInt16(at.dim + 2 * (axis + 1), little),
  );
  const [x, y, z, ...rest] = sizes;
  if (!x || !y || !z || Math.min(x, y, z) < 1 || rest.some((size) => size > 1))
    throw new RangeError(`NIfTI of ${sizes.join(' × ')}: expected one volume of three axes`);
  return [z, y, x];
}

function spacingOf(view: DataView, little: boolean): VolumeShape {
  const unit = view.getUint8(at.units) & 7;
  const factor = millimetresOf[unit];
  if (factor === undefined) throw new RangeError(`NIfTI with the unit of length ${unit}: expected m, mm or µm`);
  const [x, y, z] = [1, 2, 3].map((axis) => factor * Math.abs(view.getFloat32(at.pixdim + 4 * axis, little)));
  const spacing = [z!, y!, x!] as const;
  if (!spacing.every((size) => Number.isFinite(size) && size > 0))
    throw new RangeError(`NIfTI with voxels of ${spacing.join(' × ')} mm: expected sizes above 0`);
  return spacing;
}

/**
 * Reads a NIfTI-1 volume in one file (`.nii`, `.nii.gz`), in either byte order. Orientation is left as stored: axes are the file's.
 * @throws RangeError on another format, more than one volume, a type of no single real value, or values that are missing or not finite
 */
export function decodeNifti(bytes: Uint8Array): NiftiVolume {
  const plain = unzipped(bytes);
  const view = new DataView(plain.buffer, plain.byteOffset, plain.length);
  const little = isLittleEndian(view);
  const found = String.fromCharCode(...plain.subarray(magicAt, magicAt + 3));
  if (found !== magic)
    throw new RangeError(`NIfTI with the mark "${found}": expected "${magic}", header and values in one file`);
  const shape = shapeOf(view, little);
  const code = view.getInt16(at.type, little);
  const type = types[code];
  if (!type) throw new RangeError(`NIfTI of data type ${code}: expected one of ${Object.keys(types).join(', ')}`);
  const from = view.getFloat32(at.offset, little);
  const count = shape[0] * shape[1] * shape[2];
  if (!Number.isInteger(from) || from < dataFrom || plain.length < from + count * type.bytes)
    throw new RangeError(`NIfTI of ${shape.join(' × ')} from byte ${from} on: only ${plain.length} bytes are there`);
  const slope = view.getFloat32(at.slope, little);
  // A slope of 0 says that values are as stored.
  const [times, plus] = slope === 0 ? [1, 0] : [slope, view.getFloat32(at.shift, little)];
  const data = new Float32Array(count);
  for (let index = 0; index < count; index++)
    data[index] = type.read(view, from + index * type.bytes, little) * times + plus;
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`NIfTI with ${data[bad]} at position ${bad}: expected finite values`);
  return { shape, spacingMm: spacingOf(view, little), data };
}

/** Writes a NIfTI-1 volume, little-endian, not gzipped. @throws RangeError if the values do not fill the shape */
export function encodeNifti({ shape, spacingMm, data }: WritableVolume): Uint8Array {
  const count = shape[0] * shape[1] * shape[2];
  if (data.length !== count)
    throw new RangeError(`NIfTI of ${shape.join(' × ')} with ${data.length} values: expected ${count}`);
  const isFloat = data instanceof Float32Array;
  const width = data.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(dataFrom + count * width);
  const view = new DataView(bytes.buffer);
  view.setInt32(at.size, headerBytes, true);
  for (const [axis, size] of [3, shape[2], shape[1], shape[0], 1, 1, 1, 1].entries())
    view.setInt16(at.dim + 2 * axis, size, true);
  view.setInt16(at.type, isFloat ? 16 : 2, true);
  view.setInt16(at.bits, 8 * width, true);
  for (const [axis, size] of [1, spacingMm[2], spacingMm[1], spacingMm[0]].entries())
    view.setFloat32(at.pixdim + 4 * axis, size, true);
  view.setFloat32(at.offset, dataFrom, true);
  view.setFloat32(at.slope, 1, true);
  view.setUint8(at.units, millimetres);
  bytes.set(new TextEncoder().encode(magic), magicAt);
  for (const [index, value] of data.entries()) {
    if (isFloat) view.setFloat32(dataFrom + 4 * index, value, true);
    else bytes[dataFrom + index] = value;
  }
  return bytes;
}
