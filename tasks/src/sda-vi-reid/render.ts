import type { Random } from '@paretoboard/sdk/random.js';
import { type Cloth, type Person, patternAt, patternEnergy } from './person.js';
import type { PlaceStyle } from './place.js';

/** Pixels of a generated picture. */
export const size = { height: 72, width: 36 } as const;
const pixels = size.height * size.width;

/** What is drawn anew for each picture. Fixed before the first training. */
const nuisance = {
  /** Pixels. */
  shift: 2,
  scale: [0.95, 1.05],
  brightness: [0.85, 1.15],
  noise: 0.03,
  occluderShare: 0.1,
  heatOffset: 0.06,
} as const;

/** Share of the picture's height that a person of scale 1 fills. */
const heightShare = 0.86;
const skinHue = 0.07;
const shoesFrom = 0.95;

type Part = { readonly kind: 'none' | 'skin' | 'shoes' | 'bag' } | { readonly kind: 'cloth'; readonly cloth: Cloth };
const none: Part = { kind: 'none' };

/** What is at a place, in shares of the person's height: x from the middle, y from the head down. */
function partAt(person: Person, x: number, y: number): Part {
  const { shoulders, hips, legs, bag, edges } = person;
  const [collar, waist, hem] = edges;
  if (y < 0 || y > 1) return none;
  if (bag && Math.hypot(x - shoulders, y - bag.at) < bag.size) return { kind: 'bag' };
  if (y < collar) return Math.hypot(x / 0.065, (y - 0.085) / 0.085) < 1 ? { kind: 'skin' } : none;
  if (y < waist) {
    const half = shoulders + ((y - collar) / (waist - collar)) * (hips - shoulders);
    return Math.abs(x) < half ? { kind: 'cloth', cloth: person.upper } : none;
  }
  // Trousers part into two legs; where they end, skin.
  const apart = Math.min(1, (y - waist) / 0.12) * 0.02;
  const isLeg = Math.abs(x) > apart && Math.abs(x) < apart + legs + (hips - legs) * Math.max(0, 1 - (y - waist) / 0.2);
  if (!isLeg) return none;
  if (y > shoesFrom) return { kind: 'shoes' };
  return y < hem ? { kind: 'cloth', cloth: person.lower } : { kind: 'skin' };
}

/** Red, green and blue in [0, 1] of a hue at full saturation of one half. */
function colourOf(hue: number, value: number): [number, number, number] {
  const channel = (shift: number): number => {
    const position = (((hue + shift) % 1) + 1) % 1;
    const rise = Math.max(0, Math.min(1, Math.abs(6 * position - 3) - 1));
    return value * (0.4 + 0.6 * rise);
  };
  return [channel(0), channel(2 / 3), channel(1 / 3)];
}

interface Backdrop {
  /** Level in [0, 1], and how much of it is green. */
  at(x: number, y: number): number;
}

function backdrop({ background }: PlaceStyle, random: Random): Backdrop {
  const level = random.uniform(0.3, 0.6);
  const phases = [random.uniform(0, 6.3), random.uniform(0, 6.3), random.uniform(0, 6.3)] as const;
  if (background === 'bands') {
    const horizon = random.uniform(0.6, 0.85) * size.height;
    const period = random.uniform(5, 9);
    return { at: (x, y) => (y > horizon ? level - 0.12 : level + 0.08 * Math.sign(Math.sin(x / period + phases[0]))) };
  }
  const wave = random.uniform(3, 6);
  return {
    at: (x, y) =>
      level +
      0.12 * Math.sin(x / wave + phases[0]) * Math.sin(y / wave + phases[1]) +
      0.06 * Math.sin((x + y) / 3 + phases[2]),
  };
}

interface Pose {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly isMirrored: boolean;
  readonly brightness: number;
  readonly hidden: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

function drawPose(random: Random): Pose {
  const isHidden = random.uniform() < nuisance.occluderShare;
  return {
    x: random.uniform(-nuisance.shift, nuisance.shift),
    y: random.uniform(-nuisance.shift, nuisance.shift),
    scale: random.uniform(...nuisance.scale),
    isMirrored: random.uniform() < 0.5,
    brightness: random.uniform(...nuisance.brightness),
    hidden: {
      left: random.integer(size.width),
      top: random.integer(size.height),
      width: isHidden ? 6 + random.integer(8) : 0,
      height: isHidden ? 10 + random.integer(16) : 0,
    },
  };
}

/** Calls `paint` for each pixel with the part of the person that is there, and its place on the person. */
function compose(
  person: Person,
  pose: Pose,
  paint: (pixel: number, part: Part, u: number, v: number, column: number, row: number) => void,
): void {
  const unit = size.height * heightShare * pose.scale;
  const top = (size.height - unit) / 2 + pose.y;
  for (let row = 0; row < size.height; row++)
    for (let column = 0; column < size.width; column++) {
      const x = (column + 0.5 - size.width / 2 - pose.x) / unit;
      const u = pose.isMirrored ? -x : x;
      const v = (row + 0.5 - top) / unit;
      const { left, top: from, width, height } = pose.hidden;
      const isHidden = column >= left && column < left + width && row >= from && row < from + height;
      paint(row * size.width + column, isHidden ? none : partAt(person, u, v), u, v, column, row);
    }
}

/** Standard deviation of the sum of four bytes drawn evenly. */
const byteSumDeviation = Math.sqrt((4 * (256 ** 2 - 1)) / 12);

/** Nearly normal, from one draw: noise of every pixel is most of what a picture takes. */
function noiseOf(random: Random): number {
  const bits = random.uint32();
  const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
  return ((sum - 510) / byteSumDeviation) * nuisance.noise;
}

function developed(values: Float32Array, { gamma, contrast }: PlaceStyle, random: Random): Uint8Array {
  return Uint8Array.from(values, (value) => {
    const curved = Math.max(0, value + noiseOf(random)) ** gamma;
    return Math.max(0, Math.min(255, Math.round(255 * (0.5 + contrast * (curved - 0.5)))));
  });
}

function visibleLevel(person: Person, part: Part, u: number, v: number): [number, number, number] {
  switch (part.kind) {
    case 'cloth':
      return colourOf(part.cloth.hue, 0.6 + 0.25 * patternAt(part.cloth, u, v));
    case 'bag':
      return colourOf(person.bag!.hue, 0.5);
    case 'shoes':
      return [0.12, 0.12, 0.14];
    default:
      return colourOf(skinHue, 0.85);
  }
}

/** A colour picture: uint8 [72, 36, 3]. */
export function visiblePicture(person: Person, style: PlaceStyle, random: Random): Uint8Array {
  const pose = drawPose(random);
  const behind = backdrop(style, random);
  const values = new Float32Array(3 * pixels);
  compose(person, pose, (pixel, part, u, v, column, row) => {
    const level = behind.at(column, row);
    const colour = part.kind === 'none' ? [0.95 * level, level, 0.9 * level] : visibleLevel(person, part, u, v);
    for (let channel = 0; channel < 3; channel++) values[3 * pixel + channel] = pose.brightness * colour[channel]!;
  });
  return developed(values, style, random);
}

/** Warmth in [0, 1]: bare skin most, lively cloth least; a pattern shows a little, inverted. */
function heatAt(part: Part, u: number, v: number): number {
  switch (part.kind) {
    case 'cloth':
      return 0.8 - 0.55 * patternEnergy[part.cloth.pattern] - 0.15 * patternAt(part.cloth, u, v);
    case 'bag':
      return 0.5;
    case 'shoes':
      return 0.4;
    default:
      return 1;
  }
}

/** The mean of each pixel and its neighbours, 3 × 3, edges repeated. */
function blurred(levels: Float32Array): Float32Array {
  const clamp = (value: number, last: number): number => Math.max(0, Math.min(last, value));
  return levels.map((_, pixel) => {
    const [row, column] = [Math.floor(pixel / size.width), pixel % size.width];
    let sum = 0;
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++)
        sum += levels[clamp(row + dy, size.height - 1) * size.width + clamp(column + dx, size.width - 1)]!;
    return sum / 9;
  });
}

/** An infrared picture, the level repeated in three channels: uint8 [72, 36, 3]. */
export function infraredPicture(person: Person, style: PlaceStyle, random: Random): Uint8Array {
  const pose = drawPose(random);
  const behind = backdrop(style, random);
  const offset = random.uniform(-nuisance.heatOffset, nuisance.heatOffset);
  let levels: Float32Array = new Float32Array(pixels);
  compose(person, pose, (pixel, part, u, v, column, row) => {
    levels[pixel] = part.kind === 'none' ? 0.4 * behind.at(column, row) : offset + heatAt(part, u, v);
  });
  for (let pass = 0; pass < style.infraredBlurs; pass++) levels = blurred(levels);
  const grey = developed(levels, style, random);
  return Uint8Array.from({ length: 3 * pixels }, (_, at) => grey[Math.floor(at / 3)]!);
}
