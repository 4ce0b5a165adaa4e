import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A decoded picture: uint8, row-major, channels last; grey has one channel, RGB three, with alpha one more. */
export interface PngPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Uint8Array;
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const channelsOfColourType: Readonly<Record<number, PngPicture['channels']>> = { 0: 1, 2: 3, 4: 2, 6: 4 };
const largestSide = 1 << 14;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly channels: PngPicture['channels'];
}

function parseHeader(chunk: Uint8Array): Header {
  if (chunk.length !== 13) throw new RangeError(`PNG header of ${chunk.length} bytes: expected 13`);
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colourType, compression, filter, interlace] = chunk.subarray(8);
  if (width < 1 || height < 1 || width > largestSide || height > largestSide)
    throw new RangeError(`PNG of ${width} × ${height}: expected sides of 1 to ${largestSide}`);
  const channels = channelsOfColourType[colourType!];
  const isDepthServed = depth === 8 || (colourType === 0 && [1, 2, 4].includes(depth!));
  if (!channels || !isDepthServed || compression !== 0 || filter !== 0 || interlace !== 0)
    throw new RangeError(
      `PNG of colour type ${colourType}, ${depth} bits, interlace ${interlace}: expected grey of 1 to 8 bits or colour of 8, not interlaced`,
    );
  return { width, height, depth: depth!, channels };
}

/** Chunks up to IEND, each with a right checksum. @throws RangeError */
function* chunksOf(bytes: Uint8Array): Generator<{ type: string; data: Uint8Array }> {
  if (!signature.every((byte, index) => bytes[index] === byte)) throw new RangeError('no PNG: wrong signature');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = signature.length; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) break;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end))
      throw new RangeError(`PNG chunk ${type}: wrong checksum`);
    yield { type, data: bytes.subarray(at + 8, end) };
    if (type === 'IEND') return;
    at = end + 4;
  }
  throw new RangeError('PNG ends before its IEND chunk');
}

/** The predictor of filter type 4 (PNG specification, 9.4). */
function paeth(left: number, above: number, aboveLeft: number): number {
  const estimate = left + above - aboveLeft;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - above), Math.abs(estimate - aboveLeft)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : aboveLeft;
}

const predictors: readonly ((left: number, above: number, aboveLeft: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
];

/** Undoes the filter of each row. @returns rows without their filter bytes */
function unfilter(raw: Uint8Array, rowBytes: number, height: number, pixelBytes: number): Uint8Array {
  const rows = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const predict = predictors[raw[y * (rowBytes + 1)]!];
    if (!predict) throw new RangeError(`PNG row ${y}: unknown filter ${raw[y * (rowBytes + 1)]}`);
    const [from, to] = [y * (rowBytes + 1) + 1, y * rowBytes];
    for (let x = 0; x < rowBytes; x++) {
      const left = x >= pixelBytes ? rows[to + x - pixelBytes]! : 0;
      const above = y > 0 ? rows[to + x - rowBytes]! : 0;
      const aboveLeft = y > 0 && x >= pixelBytes ? rows[to + x - rowBytes - pixelBytes]! : 0;
      rows[to + x] = raw[from + x]! + predict(left, above, aboveLeft);
    }
  }
  return rows;
}

/** Grey of fewer than 8 bits, stretched to 0 … 255. */
function unpackBits(rows: Uint8Array, { width, height, depth }: Header, rowBytes: number): Uint8Array {
  const data = new Uint8Array(width * height);
  const perByte = 8 / depth;
  const largest = (1 << depth) - 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const byte = rows[y * rowBytes + Math.floor(x / perByte)]!;
      const value = (byte >> (8 - depth * ((x % perByte) + 1))) & largest;
      data[y * width + x] = (value * 255) / largest;
    }
  return data;
}

/**
 * Decodes a PNG: grey of 1, 2, 4 or 8 bits, or grey with alpha, RGB, RGBA of 8; not interlaced, no palette.
 * @throws RangeError on anything else, and on damage
 */
export function decodePng(bytes: Uint8Array): PngPicture {
  let header: Header | null = null;
  const parts: Uint8Array[] = [];
  for (const { type, data } of chunksOf(bytes)) {
    if (type === 'IHDR') header = parseHeader(data);
    if (type === 'IDAT') parts.push(data);
  }
  if (!header) throw new RangeError('PNG without a header');
  const { width, height, depth, channels } = header;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  const expected = (rowBytes + 1) * height;
  let raw: Uint8Array;
  try {
    raw = inflateSync(Buffer.concat(parts), { maxOutputLength: expected });
  } catch (error) {
    throw new RangeError(`PNG data cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
  if (raw.length !== expected) throw new RangeError(`PNG with ${raw.length} bytes of pixels: expected ${expected}`);
  const rows = unfilter(raw, rowBytes, height, Math.max(1, (channels * depth) / 8));
  return { width, height, channels, data: depth === 8 ? rows : unpackBits(rows, header, rowBytes) };
}

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** The checksum at the end of a zlib stream (RFC 1950). */
function adler32(data: Uint8Array): number {
  let [low, high] = [1, 0];
  for (const byte of data) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return ((high << 16) | low) >>> 0;
}

const storedBlockBytes = 65_535;

/** A zlib stream of stored blocks: what a compressor writes depends on its version, and a surrogate must not. */
function zlibStored(data: Uint8Array): Buffer {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let from = 0; from < data.length; from += storedBlockBytes) {
    const block = data.subarray(from, from + storedBlockBytes);
    const head = Buffer.alloc(5);
    head[0] = from + block.length === data.length ? 1 : 0;
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(block.length ^ 0xffff, 3);
    parts.push(head, block);
  }
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(adler32(data));
  return Buffer.concat([...parts, checksum]);
}

const colourTypeOf: Readonly<Record<PngPicture['channels'], number>> = { 1: 0, 2: 4, 3: 2, 4: 6 };

/**
 * Encodes a picture of 8 bits a channel.
 * @param packing `stored`: uncompressed, the same bytes on every machine; `deflated`: small, for showing
 */
export function encodePng(
  { width, height, channels, data }: PngPicture,
  packing: 'stored' | 'deflated' = 'stored',
): Uint8Array {
  if (data.length !== width * height * channels)
    throw new RangeError(`${data.length} values: expected ${width} × ${height} × ${channels}`);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourTypeOf[channels], 0, 0, 0], 8);
  const rowBytes = width * channels;
  const raw = new Uint8Array((rowBytes + 1) * height);
  for (let y = 0; y < height; y++) raw.set(data.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', packing === 'stored' ? zlibStored(raw) : deflateSync(raw)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}
