export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** Row-major, one byte a pixel, 0 is black. */
  readonly grey: Uint8Array;
}

const tags = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
} as const;

/** Bytes of one value by TIFF's field types BYTE, SHORT and LONG. */
const fieldBytes: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4 };
const headerBytes = 8;
const entryBytes = 12;

type Fields = ReadonlyMap<number, readonly number[]>;

function valuesOf(view: DataView, entry: number, isLittle: boolean): number[] {
  const size = fieldBytes[view.getUint16(entry + 2, isLittle)];
  // Other types (rationals, text) belong to fields that say nothing about the pixels.
  if (size === undefined) return [];
  const count = view.getUint32(entry + 4, isLittle);
  const at = count * size <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
  if (at + count * size > view.byteLength) throw new RangeError('a TIFF whose field reaches beyond the file');
  return Array.from({ length: count }, (_, index) => {
    const position = at + index * size;
    if (size === 1) return view.getUint8(position);
    return size === 2 ? view.getUint16(position, isLittle) : view.getUint32(position, isLittle);
  });
}

function readFields(bytes: Uint8Array): Fields {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = bytes.byteLength < headerBytes ? 0 : view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) throw new RangeError('expected a TIFF, found another magic number');
  const isLittle = order === 0x4949;
  const directory = view.getUint32(4, isLittle);
  if (view.getUint16(2, isLittle) !== 42 || directory + 2 > view.byteLength)
    throw new RangeError('a TIFF without a directory');
  const count = view.getUint16(directory, isLittle);
  if (directory + 2 + count * entryBytes > view.byteLength) throw new RangeError('a TIFF whose directory is cut off');
  const entries = Array.from({ length: count }, (_, index) => directory + 2 + index * entryBytes);
  return new Map(entries.map((entry) => [view.getUint16(entry, isLittle), valuesOf(view, entry, isLittle)]));
}

/**
 * Decodes an uncompressed 8-bit grey TIFF (baseline 6.0, one picture), of either byte order, in one strip or several.
 * @throws RangeError on compression, colour, another depth, or missing bytes
 */
export function decodeGreyTiff(bytes: Uint8Array): GreyPicture {
  const fields = readFields(bytes);
  const one = (tag: number, otherwise?: number): number => {
    const value = fields.get(tag)?.[0] ?? otherwise;
    if (value === undefined) throw new RangeError(`a TIFF without field ${tag}`);
    return value;
  };
  const kind = { bits: one(tags.bitsPerSample, 1), samples: one(tags.samplesPerPixel, 1) };
  const compression = one(tags.compression, 1);
  const photometric = one(tags.photometric);
  if (compression !== 1 || kind.bits !== 8 || kind.samples !== 1 || photometric > 1)
    throw new RangeError(
      `expected 8-bit grey without compression, found ${kind.samples} × ${kind.bits} bits, compression ${compression}, photometric ${photometric}`,
    );
  const [width, height] = [one(tags.width), one(tags.height)];
  const offsets = fields.get(tags.stripOffsets) ?? [];
  const sizes = fields.get(tags.stripByteCounts) ?? [width * height];
  const grey = new Uint8Array(width * height);
  let filled = 0;
  for (const [strip, offset] of offsets.entries()) {
    const part = bytes.subarray(offset, offset + Math.min(sizes[strip] ?? 0, grey.length - filled));
    grey.set(part, filled);
    filled += part.length;
  }
  if (filled !== grey.length) throw new RangeError(`expected ${grey.length} bytes of pixels, found ${filled}`);
  return { width, height, grey: photometric === 0 ? grey.map((value) => 255 - value) : grey };
}

/** Encodes an uncompressed little-endian 8-bit grey TIFF of one strip, 0 black. */
export function encodeGreyTiff({ width, height, grey }: GreyPicture): Uint8Array {
  const pixelsAt = headerBytes;
  const directory = pixelsAt + grey.length + (grey.length % 2);
  const fields: readonly [tag: number, value: number][] = [
    [tags.width, width],
    [tags.height, height],
    [tags.bitsPerSample, 8],
    [tags.compression, 1],
    [tags.photometric, 1],
    [tags.stripOffsets, pixelsAt],
    [tags.samplesPerPixel, 1],
    [tags.rowsPerStrip, height],
    [tags.stripByteCounts, grey.length],
  ];
  const bytes = new Uint8Array(directory + 2 + fields.length * entryBytes + 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4949);
  view.setUint16(2, 42, true);
  view.setUint32(4, directory, true);
  bytes.set(grey, pixelsAt);
  view.setUint16(directory, fields.length, true);
  for (const [index, [tag, value]] of fields.entries()) {
    const entry = directory + 2 + index * entryBytes;
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, 4, true);
    view.setUint32(entry + 4, 1, true);
    view.setUint32(entry + 8, value, true);
  }
  return bytes;
}
