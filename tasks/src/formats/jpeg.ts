import sharp from 'sharp';
import type { GreyPicture } from './tiff.js';

/** A decoded picture: RGB, row-major. */
export interface ColourPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** @throws RangeError on anything else than a sound JPEG */
async function decode(bytes: Uint8Array, colours: 'b-w' | 'srgb'): Promise<ColourPicture> {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new RangeError('expected a JPEG, found another magic number');
  try {
    const picture = sharp(bytes, { failOn: 'truncated' }).toColourspace(colours).raw();
    const { data, info } = await picture.toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: new Uint8Array(data) };
  } catch (error) {
    throw new RangeError(`a JPEG that cannot be decoded: ${error instanceof Error ? error.message : error}`);
  }
}

/** Decodes a JPEG to its luma. @throws RangeError on anything else than a sound JPEG */
export async function decodeGreyJpeg(bytes: Uint8Array): Promise<GreyPicture> {
  const { width, height, data } = await decode(bytes, 'b-w');
  return { width, height, grey: data };
}

/** Decodes a JPEG to colours. @throws RangeError on anything else than a sound JPEG */
export function decodeColourJpeg(bytes: Uint8Array): Promise<ColourPicture> {
  return decode(bytes, 'srgb');
}
