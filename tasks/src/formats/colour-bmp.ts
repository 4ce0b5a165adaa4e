import type { ColourPicture } from './jpeg.js';

const fileHeaderBytes = 14;
const infoHeaderBytes = 40;
const bytesPerPixel = 3;
const largestSide = 1 << 14;

/** Rows begin at multiples of 4 bytes. */
const rowBytes = (width: number): number => Math.ceil((width * bytesPerPixel) / 4) * 4;

/** Swaps red and blue and turns the rows over: how a BMP lies in its file, and back. */
function copyRows(
  from: Uint8Array,
  to: Uint8Array,
  rows: readonly (readonly [source: number, target: number])[],
  width: number,
): void {
  for (const [source, target] of rows)
    for (let at = 0; at < width * bytesPerPixel; at += bytesPerPixel) {
      to[target + at] = from[source + at + 2]!;
      to[target + at + 1] = from[source + at + 1]!;
      to[target + at + 2] = from[source + at]!;
    }
}

/** Encodes a BMP of 24 bits a pixel (Windows 3 header, bottom row first). @throws RangeError if the values do not fill the sides */
export function encodeColourBmp({ width, height, data }: ColourPicture): Uint8Array {
  if (data.length !== width * height * bytesPerPixel)
    throw new RangeError(`${data.length} values: expected RGB of ${width} × ${height}`);
  const stride = rowBytes(width);
  const pixelsAt = fileHeaderBytes + infoHeaderBytes;
  const bytes = new Uint8Array(pixelsAt + stride * height);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x424d);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, pixelsAt, true);
  view.setUint32(14, infoHeaderBytes, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 8 * bytesPerPixel, true);
  view.setUint32(34, stride * height, true);
  const rows = Array.from(
    { length: height },
    (_, row) => [row * width * bytesPerPixel, pixelsAt + (height - 1 - row) * stride] as const,
  );
  copyRows(data, bytes, rows, width);
  return bytes;
}

/**
 * Decodes a BMP of 24 bits a pixel, not compressed, either row first.
 * @throws RangeError on anything else, and on a file cut short
 */
export function decodeColourBmp(bytes: Uint8Array): ColourPicture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < fileHeaderBytes + infoHeaderBytes || view.getUint16(0) !== 0x424d)
    throw new RangeError('no BMP: expected it to begin with "BM" and two headers');
  const pixelsAt = view.getUint32(10, true);
  const [width, signedHeight] = [view.getInt32(18, true), view.getInt32(22, true)];
  const [bits, compression] = [view.getUint16(28, true), view.getUint32(30, true)];
  const height = Math.abs(signedHeight);
  if (bits !== 8 * bytesPerPixel || compression !== 0)
    throw new RangeError(`BMP of ${bits} bits, compression ${compression}: expected 24 bits, none`);
  if (width < 1 || height < 1 || width > largestSide || height > largestSide)
    throw new RangeError(`BMP of ${width} × ${height}: expected sides of 1 to ${largestSide}`);
  const stride = rowBytes(width);
  if (bytes.length < pixelsAt + stride * height)
    throw new RangeError(`BMP of ${bytes.length} bytes: expected ${pixelsAt + stride * height}`);
  const data = new Uint8Array(width * height * bytesPerPixel);
  const rows = Array.from(
    { length: height },
    (_, row) => [pixelsAt + (signedHeight > 0 ? height - 1 - row : row) * stride, row * width * bytesPerPixel] as const,
  );
  copyRows(bytes, data, rows, width);
  return { width, height, data };
}
