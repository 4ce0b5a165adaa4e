import { decodePng } from '../formats/png.js';
import { cropResize, type Raster } from '../images/crop-resize.js';
import type { CharacterPicture } from './character-set.js';
import { pictureSize } from './definition.js';

/** Shares of red, green and blue in grey (ITU-R 601, as Pillow converts). */
const luma = [0.299, 0.587, 0.114] as const;

function greyOf({ channels, data }: Raster): Uint8Array {
  if (channels < 3) return channels === 1 ? data : data.filter((_, at) => at % channels === 0);
  return Uint8Array.from({ length: data.length / channels }, (_, pixel) =>
    Math.round(luma.reduce((sum, share, channel) => sum + share * data[pixel * channels + channel]!, 0)),
  );
}

/** Resized when first asked for, and then kept: a data set has thousands of pictures, of which a run needs some. */
export function resized(width: number, height: number, grey: Uint8Array): CharacterPicture {
  if (width === pictureSize && height === pictureSize) return () => grey;
  let result: Uint8Array | null = null;
  return () => {
    result ??= cropResize(
      { width, height, channels: 1, data: grey },
      { left: 0, top: 0, right: width, bottom: height },
      pictureSize,
    );
    return result;
  };
}

/** A scan, dark ink on white paper, as the task shows it. @throws RangeError if it is no PNG that can be read */
export function scanned(png: Uint8Array): CharacterPicture {
  const picture = decodePng(png);
  const grey = greyOf(picture).map((value) => 255 - value);
  return resized(picture.width, picture.height, grey);
}
