import type { Raster } from '../images/crop-resize.js';

/** Samples along each side of a pixel, where edges are hard: pictures are drawn at this resolution and averaged. */
export const oversampling = 4;

export type Colour = readonly [number, number, number];

/** A square picture under construction, at some times its final sides; colours in 0..255. */
export class Canvas {
  /** Side in samples. */
  readonly side: number;
  private readonly samples: Float32Array;

  constructor(
    private readonly pixels: number,
    private readonly perPixel: number = oversampling,
  ) {
    this.side = pixels * perPixel;
    this.samples = new Float32Array(this.side * this.side * 3);
  }

  /** Every sample from its place, in samples. */
  fill(colourAt: (x: number, y: number) => Colour): void {
    for (let y = 0; y < this.side; y++) for (let x = 0; x < this.side; x++) this.put(x, y, colourAt(x, y));
  }

  put(x: number, y: number, colour: Colour): void {
    if (x < 0 || y < 0 || x >= this.side || y >= this.side) return;
    // By hand: `set` costs ten times as much for three values.
    const at = (y * this.side + x) * 3;
    this.samples[at] = colour[0];
    this.samples[at + 1] = colour[1];
    this.samples[at + 2] = colour[2];
  }

  /** @param x in samples, as `y` and `radius` */
  disc(x: number, y: number, radius: number, colour: Colour): void {
    for (let row = Math.ceil(y - radius); row <= y + radius; row++)
      for (let column = Math.ceil(x - radius); column <= x + radius; column++)
        if ((column - x) ** 2 + (row - y) ** 2 <= radius * radius) this.put(column, row, colour);
  }

  rectangle(left: number, top: number, width: number, height: number, colour: Colour): void {
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) this.put(Math.floor(left) + column, Math.floor(top) + row, colour);
  }

  /** The mean of each pixel's samples, rounded to 8 bits. */
  toRaster(): Raster {
    const { pixels, side, samples, perPixel } = this;
    const data = new Uint8Array(pixels * pixels * 3);
    for (let pixel = 0; pixel < pixels * pixels; pixel++) {
      const corner = (Math.floor(pixel / pixels) * side + (pixel % pixels)) * perPixel * 3;
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let y = 0; y < perPixel; y++)
          for (let x = 0; x < perPixel; x++) sum += samples[corner + (y * side + x) * 3 + channel]!;
        data[pixel * 3 + channel] = Math.max(0, Math.min(255, Math.round(sum / perPixel ** 2)));
      }
    }
    return { width: pixels, height: pixels, channels: 3, data };
  }
}
