import type { Tensor } from '@paretoboard/contract/tensor.js';
import type { Raster } from '../images/crop-resize.js';

/** A tensor of bytes, [height, width] or [height, width, channels], as a picture. @throws RangeError on any other */
export function rasterOf({ dtype, shape, data }: Tensor): Raster {
  const [height, width, channels = 1] = shape;
  if (dtype !== 'uint8' || !height || !width || shape.length > 3)
    throw new RangeError(`${dtype} [${shape}]: expected a picture of bytes`);
  return { width, height, channels, data: data as Uint8Array };
}
