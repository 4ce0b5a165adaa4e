import type { Random } from '@paretoboard/sdk/random.js';
import { Canvas, type Colour } from './canvas.js';

/** Pixels of the coarsest lattice; each next one is half as wide and as strong: as much energy in each octave is a spectrum of 1/f in the plane. */
const coarsest = 32;
const octaves = { brightness: 6, colour: 2 } as const;
const blobs = 5;
/** The finest lattice is a pixel wide: there are no hard edges. */
const oversampling = 2;

type Field = (x: number, y: number) => number;

/** Values of a random lattice, smoothly interpolated; x and y in pixels. */
function latticeNoise(pixels: number, spacing: number, random: Random): Field {
  const nodes = Math.ceil(pixels / spacing) + 2;
  const values = Float64Array.from({ length: nodes * nodes }, () => random.uniform(-1, 1));
  const ease = (t: number): number => t * t * (3 - 2 * t);
  return (x, y) => {
    const [column, row] = [Math.floor(x / spacing), Math.floor(y / spacing)];
    const [right, below] = [ease(x / spacing - column), ease(y / spacing - row)];
    const at = row * nodes + column;
    const above = values[at]! + (values[at + 1]! - values[at]!) * right;
    const under = values[at + nodes]! + (values[at + nodes + 1]! - values[at + nodes]!) * right;
    return above + (under - above) * below;
  };
}

function pinkNoise(pixels: number, count: number, random: Random): Field {
  const layers = Array.from({ length: count }, (_, octave) => latticeNoise(pixels, coarsest * 0.5 ** octave, random));
  return (x, y) => {
    let sum = 0;
    for (const layer of layers) sum += layer(x, y);
    return sum;
  };
}

/** Soft blobs on 1/f noise: what a near view of nature looks like to a small kernel. */
export function drawTexture(pixels: number, random: Random): Canvas {
  const brightness = pinkNoise(pixels, octaves.brightness, random);
  const tints = [0, 1, 2].map(() => pinkNoise(pixels, octaves.colour, random));
  const base: Colour = [random.uniform(90, 170), random.uniform(90, 170), random.uniform(90, 170)];
  const soft = Array.from({ length: blobs }, () => ({
    x: random.uniform(0, pixels),
    y: random.uniform(0, pixels),
    radius: random.uniform(6, 20),
    strength: random.uniform(-60, 60),
  }));
  const canvas = new Canvas(pixels, oversampling);
  canvas.fill((sampleX, sampleY) => {
    const [x, y] = [sampleX / oversampling, sampleY / oversampling];
    let light = 20 * brightness(x, y);
    for (const blob of soft)
      light += blob.strength * Math.exp(-((x - blob.x) ** 2 + (y - blob.y) ** 2) / (2 * blob.radius ** 2));
    return base.map((value, channel) => value + light + 20 * tints[channel]!(x, y)) as unknown as Colour;
  });
  return canvas;
}
