import type { SamplePicture } from '@paretoboard/contract/samples.js';
import { encodePng, type PngPicture } from '../formats/png.js';
import { cropResizeTo, type Raster } from '../images/crop-resize.js';

const channelCounts: readonly number[] = [1, 3, 4];

/** Pictures of a record's samples, as PNG by name. */
export class Album {
  readonly pictures: Record<string, Uint8Array> = {};

  /** @param name without its ending. @throws RangeError on channels that no picture has */
  add(name: string, { width, height, channels, data }: Raster): SamplePicture {
    if (!channelCounts.includes(channels)) throw new RangeError(`${channels} channels: expected 1, 3 or 4`);
    const file = `${name}.png`;
    this.pictures[file] = encodePng({ width, height, channels: channels as PngPicture['channels'], data }, 'deflated');
    return { name: file, width, height };
  }

  /** Made smaller first where its longest side is over `longest` pixels. */
  addSmall(name: string, raster: Raster, longest: number): SamplePicture {
    const factor = longest / Math.max(raster.width, raster.height);
    if (factor >= 1) return this.add(name, raster);
    const [width, height] = [raster.width, raster.height].map((side) => Math.max(1, Math.round(side * factor)));
    const whole = { left: 0, top: 0, right: raster.width, bottom: raster.height };
    const data = cropResizeTo(raster, whole, height!, width!);
    return this.add(name, { width: width!, height: height!, channels: raster.channels, data });
  }
}
