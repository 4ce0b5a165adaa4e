import type { Raster } from '../images/crop-resize.js';

const gap = 2;
const gapLevel = 128;

/** Pictures of one size beside and below each other, row by row, with a grey line between them. @throws RangeError on none, or on several sizes */
export function contactSheet(pictures: readonly Raster[], columns: number): Raster {
  const [first] = pictures;
  if (!first) throw new RangeError('a sheet of no pictures');
  const { width, height, channels } = first;
  const across = Math.min(columns, pictures.length);
  const down = Math.ceil(pictures.length / across);
  const sheet = { width: across * (width + gap) - gap, height: down * (height + gap) - gap, channels };
  const data = new Uint8Array(sheet.width * sheet.height * channels).fill(gapLevel);
  pictures.forEach((picture, index) => {
    if (picture.width !== width || picture.height !== height || picture.channels !== channels)
      throw new RangeError(`a picture of ${picture.width} × ${picture.height} among those of ${width} × ${height}`);
    const left = (index % across) * (width + gap);
    const top = Math.floor(index / across) * (height + gap);
    for (let y = 0; y < height; y++) {
      const row = picture.data.subarray(y * width * channels, (y + 1) * width * channels);
      data.set(row, ((top + y) * sheet.width + left) * channels);
    }
  });
  return { ...sheet, data };
}
