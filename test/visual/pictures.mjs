import pixelmatch from 'pixelmatch';
import sharp from 'sharp';

/** Colours of a stored picture: text at its edges has many greys, of which the eye needs few. */
const colours = 16;
/** Distance of two colours, of 1, from which on a pixel counts as another: above what a palette of its own changes. */
const threshold = 0.1;

/** A picture as it is stored: few colours, small. */
export function compressed(picture) {
  return sharp(picture).png({ palette: true, colours, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer();
}

async function pixelsOf(picture) {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/**
 * How much two pictures differ.
 * @param {Buffer} expected PNG
 * @param {Buffer} actual PNG
 * @returns {Promise<{ share: number, size: string | null, difference: Buffer | null }>} share of pixels that differ, 0 to 1; `size`: both sizes where they differ
 */
export async function compare(expected, actual) {
  const [before, now] = await Promise.all([pixelsOf(expected), pixelsOf(actual)]);
  const { width, height } = before;
  if (width !== now.width || height !== now.height)
    return { share: 1, size: `${width} × ${height} became ${now.width} × ${now.height}`, difference: null };
  const difference = new Uint8Array(before.data.length);
  const pixels = pixelmatch(before.data, now.data, difference, width, height, { threshold });
  const drawn = await sharp(difference, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
  return { share: pixels / (width * height), size: null, difference: drawn };
}
