import { crc32, deflateSync } from 'node:zlib';
import type { SamplePicture } from '@paretoboard/contract/samples.js';

/** A picture whose name says its size in pixels: the server of the tests draws it from that alone. */
export function picture(name: string, width: number, height = width): SamplePicture {
  return { name: `${name}-${width}x${height}.png`, width, height };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The PNG of such a name: greys from corner to corner. @throws Error where the name says no size */
export function drawnPicture(name: string): Buffer {
  const [, width, height] = (/-(\d+)x(\d+)\.png$/.exec(name) ?? []).map(Number);
  if (!width || !height) throw new Error(`${name}: expected a size in pixels, as in sign-32x32.png`);
  const lines = Array.from({ length: height }, (_, y) => [
    0,
    ...Array.from({ length: width }, (_, x) => 60 + Math.round(150 * (x / width + y / height) * 0.5)),
  ]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits of grey.
  head[8] = 8;
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const data = deflateSync(Buffer.from(lines.flat()));
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}
