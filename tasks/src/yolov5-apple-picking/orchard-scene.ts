import type { Random } from '@paretoboard/sdk/random.js';
import type { LabelledBox } from '../formats/yolo-labels.js';

/** Pixels: the size of the competition's photographs (Table 4 gives whole pixels with it). */
export const width = 270;
export const height = 185;

/** Class numbers of the paper's annotation tool. */
export const ripeness = { red: 15, half: 16, green: 17, bud: 19 } as const;
type Ripeness = keyof typeof ripeness;
/** Shares: the paper gives the order and “over 2,500” red ones of 2,921. */
const ripenessShares: readonly (readonly [Ripeness, number])[] = [
  ['red', 0.86],
  ['half', 0.08],
  ['green', 0.04],
  ['bud', 0.02],
];

const colours = {
  red: [178, 38, 34],
  green: [112, 150, 52],
  bud: [205, 190, 160],
  leaf: [62, 98, 40],
  branch: [84, 62, 44],
  sky: [176, 196, 214],
} as const;
type Colour = readonly [number, number, number];

/** Half widths of apples, and how flat they are. */
const apple = { smallest: 6.5, largest: 13.5, flattest: 0.7, roundest: 0.95 };
/** Numbers of apples: exponential with a long tail, as in Table 3 (2,921 on 200 photographs). */
const apples = { fewest: 1, most: 50, mean: 14.6 };
/** Share of an apple's width and height that others may hide at most. */
const overlap = 0.45;
/** Chances of what goes wrong with a photograph. */
const faults = { blurred: 0.2, misexposed: 0.15, person: 0.05 };

export interface Photograph {
  readonly rgb: Uint8Array;
  readonly boxes: readonly LabelledBox[];
}

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  readonly angle: number;
}

/** Calls `paint` for each pixel inside, with coordinates of the ellipse's own in [−1, 1]. */
function fillEllipse({ x, y, rx, ry, angle }: Ellipse, paint: (at: number, u: number, v: number) => void): void {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const [wide, tall] = [Math.hypot(rx * c, ry * s) + 1, Math.hypot(rx * s, ry * c) + 1];
  for (let row = Math.max(0, Math.floor(y - tall)); row < Math.min(height, y + tall); row++) {
    for (let column = Math.max(0, Math.floor(x - wide)); column < Math.min(width, x + wide); column++) {
      const dx = column + 0.5 - x;
      const dy = row + 0.5 - y;
      const u = (c * dx + s * dy) / rx;
      const v = (c * dy - s * dx) / ry;
      if (u * u + v * v <= 1) paint((row * width + column) * 3, u, v);
    }
  }
}

function put(rgb: Float32Array, at: number, colour: Colour, light: number): void {
  rgb[at] = colour[0] * light;
  rgb[at + 1] = colour[1] * light;
  rgb[at + 2] = colour[2] * light;
}

function leaf(rgb: Float32Array, x: number, y: number, random: Random, scale = 1): void {
  const light = random.uniform(0.5, 1.35);
  const shape = {
    x,
    y,
    rx: random.uniform(5, 12) * scale,
    ry: random.uniform(2, 5) * scale,
    angle: random.uniform(0, 6.3),
  };
  fillEllipse(shape, (at, u, v) => put(rgb, at, colours.leaf, light * (1 - 0.25 * Math.abs(v) + 0.1 * u)));
}

function background(random: Random): Float32Array {
  const rgb = new Float32Array(width * height * 3);
  const horizon = random.uniform(0, 0.4) * height;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const isSky = row < horizon;
      put(rgb, (row * width + column) * 3, isSky ? colours.sky : colours.leaf, isSky ? 1 : 0.55);
    }
  for (let branch = 0; branch < 4; branch++) {
    const shape = { x: random.uniform(0, width), y: random.uniform(0, height), rx: random.uniform(40, 90), ry: 2.5 };
    fillEllipse({ ...shape, angle: random.uniform(0, 3.2) }, (at, _u, v) => put(rgb, at, colours.branch, 1 - 0.3 * v));
  }
  for (let index = 0; index < 300; index++)
    leaf(rgb, random.uniform(0, width), random.uniform(0.5 * horizon, height), random);
  return rgb;
}

function drawRipeness(random: Random): Ripeness {
  let left = random.uniform();
  for (const [kind, share] of ripenessShares) {
    if (left < share) return kind;
    left -= share;
  }
  return 'red';
}

function drawApple(rgb: Float32Array, shape: Ellipse, kind: Ripeness, random: Random): void {
  const light = random.uniform(0.65, 1.15);
  const side = random.uniform(0, 6.3);
  const plain: Colour = kind === 'half' ? colours.red : colours[kind];
  fillEllipse(shape, (at, u, v) => {
    const isGreenSide = kind === 'half' && u * Math.cos(side) + v * Math.sin(side) > 0;
    const round = Math.sqrt(Math.max(0, 1 - u * u - v * v));
    const shine = Math.max(0, 1 - 9 * ((u + 0.35) ** 2 + (v + 0.4) ** 2));
    put(rgb, at, isGreenSide ? colours.green : plain, light * (0.45 + 0.6 * round) + 0.5 * shine);
  });
}

/** Hides a part of an apple behind leaves or a branch. */
function cover(rgb: Float32Array, { x, y, rx, ry }: Ellipse, random: Random): void {
  const leaves = random.integer(4);
  for (let index = 0; index < leaves; index++) {
    const around = random.uniform(0, 6.3);
    leaf(rgb, x + rx * Math.cos(around), y + ry * Math.sin(around), random, 0.7);
  }
}

function boxOf({ x, y, rx, ry }: Ellipse): LabelledBox['box'] {
  const [left, top] = [Math.max(0, x - rx), Math.max(0, y - ry)];
  return [left, top, Math.min(width, x + rx) - left, Math.min(height, y + ry) - top];
}

function isHidden(shape: Ellipse, others: readonly Ellipse[]): boolean {
  return others.some(
    ({ x, y, rx, ry }) =>
      Math.abs(shape.x - x) < (shape.rx + rx) * (1 - overlap) &&
      Math.abs(shape.y - y) < (shape.ry + ry) * (1 - overlap),
  );
}

/** The mean of each pixel and its four neighbours; the picture's edge is left as it is. */
function blurred(rgb: Float32Array): Float32Array {
  const out = rgb.slice();
  const row = 3 * width;
  for (let y = 1; y < height - 1; y++)
    for (let at = y * row + 3; at < (y + 1) * row - 3; at++)
      out[at] = (rgb[at]! + rgb[at - 3]! + rgb[at + 3]! + rgb[at - row]! + rgb[at + row]!) / 5;
  return out;
}

function drawPerson(rgb: Float32Array, x: number, random: Random): void {
  const coat: Colour = [random.uniform(20, 200), random.uniform(20, 120), random.uniform(40, 200)];
  fillEllipse({ x, y: 70, rx: 14, ry: 17, angle: 0 }, (at) => put(rgb, at, [205, 160, 130], 1));
  for (let row = 84; row < height; row++)
    for (let column = Math.max(0, Math.floor(x - 26)); column < Math.min(width, x + 26); column++)
      put(rgb, (row * width + column) * 3, coat, 0.9 + 0.1 * Math.sin(row / 5));
}

/** Gain, noise of up to 8 levels either way, rounding. */
function exposed(rgb: Float32Array, gain: number, random: Random): Uint8Array {
  const levels = new Uint8ClampedArray(rgb.length);
  for (let at = 0; at < rgb.length; at++) levels[at] = rgb[at]! * gain + (random.uint32() & 15) - 7.5;
  return new Uint8Array(levels.buffer);
}

/** One photograph of an orchard with its labelled apples. */
export function photograph(random: Random): Photograph {
  let rgb = background(random);
  const personAt = random.uniform() < faults.person ? random.uniform(40, width - 40) : null;
  const extra = -Math.log(1 - random.uniform()) * (apples.mean - apples.fewest);
  const wanted = Math.min(apples.most, apples.fewest + Math.floor(extra));
  const placed: Ellipse[] = [];
  const boxes: LabelledBox[] = [];
  for (let attempt = 0; attempt < 40 * wanted && placed.length < wanted; attempt++) {
    const kind = drawRipeness(random);
    const rx = random.uniform(apple.smallest, apple.largest) * (kind === 'bud' ? 0.6 : 1);
    const ry = rx * random.uniform(apple.flattest, apple.roundest);
    const shape = { x: random.uniform(rx, width - rx), y: random.uniform(ry, height - ry), rx, ry, angle: 0 };
    if (isHidden(shape, placed) || (personAt !== null && Math.abs(shape.x - personAt) < 30)) continue;
    placed.push(shape);
    drawApple(rgb, shape, kind, random);
    cover(rgb, shape, random);
    boxes.push({ category: ripeness[kind], box: boxOf(shape) });
  }
  if (personAt !== null) drawPerson(rgb, personAt, random);
  if (random.uniform() < faults.blurred) rgb = blurred(blurred(rgb));
  const isMisexposed = random.uniform() < faults.misexposed;
  const exposure = isMisexposed ? (random.uniform() < 0.5 ? 0.45 : 1.7) : random.uniform(0.85, 1.15);
  return { rgb: exposed(rgb, exposure, random), boxes };
}
