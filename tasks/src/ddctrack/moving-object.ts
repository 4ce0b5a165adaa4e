import type { Random } from '@paretoboard/sdk/random.js';

/** Left, top, width, height in pixels; the corner may have fractions. */
export type FrameBox = readonly [number, number, number, number];

/** Outline of an object: a superellipse |u|ⁿ + |v|ⁿ ≤ 1, between an ellipse and a rectangle. */
export interface Shape {
  readonly power: number;
  readonly aspect: number;
}

/** Two patterns of colours that an object changes between. */
export interface Appearance {
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** Cells along each side of a pattern. */
const cells = 5;

function pattern(random: Random, base: readonly number[]): Float32Array {
  return Float32Array.from({ length: cells * cells * 3 }, (_, at) => base[at % 3]! + random.uniform(-70, 70));
}

/** @param drift share of the second pattern that is new */
export function newAppearance(random: Random, drift: number): Appearance {
  const base = [random.uniform(40, 220), random.uniform(40, 220), random.uniform(40, 220)];
  const before = pattern(random, base);
  const other = pattern(random, base);
  return { before, after: before.map((value, at) => value * (1 - drift) + other[at]! * drift) };
}

/** A smooth path in [−1, 1]: two sinusoids of random phase. @param speed turns over the whole path */
export function smoothPath(random: Random, speed: number): (time: number) => number {
  const [slow, fast] = [speed * random.uniform(0.6, 1), speed * random.uniform(1.4, 2.2)];
  const [first, second] = [random.uniform(0, 2 * Math.PI), random.uniform(0, 2 * Math.PI)];
  return (time) =>
    0.7 * Math.sin(2 * Math.PI * slow * time + first) + 0.3 * Math.sin(2 * Math.PI * fast * time + second);
}

function coverage(u: number, v: number, { power }: Shape, softness: number): number {
  const radius = (Math.abs(u) ** power + Math.abs(v) ** power) ** (1 / power);
  return Math.max(0, Math.min(1, (1 - radius) / softness + 0.5));
}

/** Colour of a pattern at u, v in [−1, 1], bilinear. */
function sample(data: Float32Array, u: number, v: number, channel: number): number {
  const x = Math.max(0, Math.min(cells - 1.001, ((u + 1) / 2) * (cells - 1)));
  const y = Math.max(0, Math.min(cells - 1.001, ((v + 1) / 2) * (cells - 1)));
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = (row: number, column: number): number => data[3 * (row * cells + column) + channel]!;
  const above = at(top, left) * (1 - (x - left)) + at(top, left + 1) * (x - left);
  const below = at(top + 1, left) * (1 - (x - left)) + at(top + 1, left + 1) * (x - left);
  return above * (1 - (y - top)) + below * (y - top);
}

/** Draws an object into `box` of a picture [height, width, 3]. @param progress share of the second pattern, 0 … 1 */
export function drawObject(
  picture: Float32Array,
  width: number,
  box: FrameBox,
  shape: Shape,
  { before, after }: Appearance,
  progress: number,
): void {
  const height = picture.length / 3 / width;
  const [left, top, wide, high] = box;
  const softness = 4 / (wide + high);
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, top + high); y++)
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(width, left + wide); x++) {
      const u = (2 * (x + 0.5 - left)) / wide - 1;
      const v = (2 * (y + 0.5 - top)) / high - 1;
      const share = coverage(u, v, shape, softness);
      if (share === 0) continue;
      const to = 3 * (y * width + x);
      for (let channel = 0; channel < 3; channel++) {
        const colour = sample(before, u, v, channel) * (1 - progress) + sample(after, u, v, channel) * progress;
        picture[to + channel] = picture[to + channel]! * (1 - share) + colour * share;
      }
    }
}
