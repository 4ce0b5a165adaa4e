import type { Random } from '@paretoboard/sdk/random.js';
import { Canvas, type Colour, oversampling } from './canvas.js';

/** Periods of windows, stripes and rails in pixels of the large picture: half of them are beyond what the small picture can hold. */
const periods = { shortest: 3, longest: 9 } as const;
/** Radians: 10 degrees. */
const largestTilt = Math.PI / 18;
const largestPerspective = 0.25;
/** Pixels: how far apart cornices and balconies are. */
const floorHeight = { least: 14, most: 26 } as const;

function shade(random: Random, least: number, most: number): Colour {
  const grey = random.uniform(least, most);
  return [grey + random.uniform(-18, 18), grey + random.uniform(-18, 18), grey + random.uniform(-18, 18)];
}

/** Whether a coordinate lies in the filled part of its period. */
function isOn(at: number, period: number, share: number): boolean {
  return at / period - Math.floor(at / period) < share;
}

/** A front of a house: a grid of windows, cornices, and rails of balconies, tilted and seen from the side. */
export function drawFacade(pixels: number, random: Random): Canvas {
  const period = (): number => random.uniform(periods.shortest, periods.longest);
  const [across, down, rails] = [period(), period(), random.uniform(periods.shortest, 5)];
  const floor = random.uniform(floorHeight.least, floorHeight.most);
  const [wide, high] = [random.uniform(0.35, 0.65), random.uniform(0.35, 0.65)];
  const tilt = random.uniform(-largestTilt, largestTilt);
  const [cosine, sine] = [Math.cos(tilt), Math.sin(tilt)];
  const [towardsX, towardsY] = [random.uniform(-1, 1), random.uniform(-1, 1)].map(
    (share) => (share * largestPerspective) / pixels,
  ) as [number, number];
  const wall = shade(random, 130, 220);
  const pane = shade(random, 20, 90);
  const cornice = shade(random, 190, 250);
  const rail = shade(random, 20, 240);
  const hasRails = random.integer(2) === 0;
  const canvas = new Canvas(pixels);
  canvas.fill((sampleX, sampleY) => {
    const [x, y] = [sampleX / oversampling - pixels / 2, sampleY / oversampling - pixels / 2];
    const depth = 1 + towardsX * x + towardsY * y;
    const u = (cosine * x + sine * y) / depth + pixels;
    const v = (cosine * y - sine * x) / depth + pixels;
    const inFloor = v - floor * Math.floor(v / floor);
    if (inFloor < 2) return cornice;
    if (hasRails && inFloor < 2 + floor / 4) return isOn(u, rails, 0.5) ? rail : wall;
    return isOn(u, across, wide) && isOn(inFloor, down, high) ? pane : wall;
  });
  return canvas;
}
