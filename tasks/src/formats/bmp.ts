import type { GreyPicture } from './tiff.js';

const fileHeaderBytes = 14;
const infoHeaderBytes = 40;
const paletteBytes = 256 * 4;
const pixelsAt = fileHeaderBytes + infoHeaderBytes + paletteBytes;

const rowBytes = (width: number): number => Math.ceil(width / 4) * 4;

/** Encodes an 8-bit BMP with a grey palette (Windows 3 header, bottom row first): the format of UCSD's pixel masks. */
export function encodeGreyBmp({ width, height, grey }: GreyPicture): Uint8Array {
  const stride = rowBytes(width);
  const bytes = new Uint8Array(pixelsAt + stride * height);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x424d);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, pixelsAt, true);
  view.setUint32(14, infoHeaderBytes, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 8, true);
  view.setUint32(34, stride * height, true);
  for (let level = 0; level < 256; level++)
    bytes.fill(level, fileHeaderBytes + infoHeaderBytes + 4 * level, fileHeaderBytes + infoHeaderBytes + 4 * level + 3);
  for (let row = 0; row < height; row++)
    bytes.set(grey.subarray(row * width, (row + 1) * width), pixelsAt + (height - 1 - row) * stride);
  return bytes;
}
