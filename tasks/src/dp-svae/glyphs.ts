import type { Random } from '@paretoboard/sdk/random.js';

type Point = readonly [number, number];

/** Ten glyphs as polylines in [-1, 1]², x to the right, y downwards. Glyph 7 is glyph 1 with one more stroke: the pair that differs by one. */
const strokesOf: readonly (readonly Point[])[][] = [
  [
    [
      [-0.5, -0.8],
      [0.6, -0.5],
      [0.5, 0.7],
      [-0.6, 0.6],
      [-0.5, -0.8],
    ],
  ],
  [
    [
      [0.1, -0.9],
      [-0.1, 0.9],
    ],
  ],
  [
    [
      [-0.6, -0.7],
      [0.6, -0.6],
      [-0.6, 0.8],
      [0.7, 0.8],
    ],
  ],
  [
    [
      [-0.5, -0.8],
      [0.6, -0.4],
      [-0.2, 0],
      [0.6, 0.5],
      [-0.6, 0.8],
    ],
  ],
  [
    [
      [-0.4, -0.9],
      [-0.6, 0.2],
      [0.7, 0.2],
    ],
    [
      [0.4, -0.5],
      [0.3, 0.9],
    ],
  ],
  [
    [
      [0.6, -0.8],
      [-0.5, -0.7],
      [-0.4, 0],
      [0.6, 0.4],
      [-0.5, 0.9],
    ],
  ],
  [
    [
      [0.4, -0.9],
      [-0.6, 0.3],
      [0, 0.9],
      [0.6, 0.4],
      [-0.5, 0.2],
    ],
  ],
  [
    [
      [0.1, -0.9],
      [-0.1, 0.9],
    ],
    [
      [-0.6, -0.8],
      [0.1, -0.9],
    ],
  ],
  [
    [
      [-0.6, -0.8],
      [0.6, 0.8],
    ],
    [
      [0.6, -0.8],
      [-0.6, 0.8],
    ],
  ],
  [
    [
      [-0.6, 0.7],
      [0, -0.8],
      [0.6, 0.7],
    ],
    [
      [-0.4, 0.1],
      [0.4, 0.1],
    ],
  ],
];

export const glyphCount = strokesOf.length;

interface Segment {
  readonly from: Point;
  readonly to: Point;
}

/** Random affine and elastic distortion of one picture, from sign coordinates to pixels. */
function distortion(size: number, random: Random): (point: Point) => Point {
  const angle = random.normal(0, 0.12);
  const [scaleX, scaleY] = [random.uniform(0.75, 1), random.uniform(0.85, 1.05)];
  const shear = random.normal(0, 0.15);
  const [left, top] = [random.uniform(-0.08, 0.08), random.uniform(-0.08, 0.08)];
  const bend = Array.from({ length: 2 }, () => ({
    amount: random.normal(0, 0.06),
    rate: random.uniform(0.5, 1.2),
    phase: random.uniform(0, 1),
  }));
  const wave = (which: number, at: number): number => {
    const { amount, rate, phase } = bend[which]!;
    return amount * Math.sin(2 * Math.PI * (rate * at + phase));
  };
  return ([x, y]) => {
    const u = scaleX * (x + shear * y) + wave(0, y);
    const v = scaleY * y + wave(1, x);
    const across = Math.cos(angle) * u - Math.sin(angle) * v + left;
    const down = Math.sin(angle) * u + Math.cos(angle) * v + top;
    // Like MNIST: the glyph fills 20 of 28 pixels.
    return [size * (0.5 + 0.36 * across), size * (0.5 + 0.36 * down)];
  };
}

/** Steps between two vertices: lines bend with the elastic distortion. */
const steps = 4;

function segmentsOf(strokes: readonly (readonly Point[])[], place: (point: Point) => Point): Segment[] {
  return strokes.flatMap((stroke) =>
    stroke.slice(1).flatMap((end, index) => {
      const begin = stroke[index]!;
      const at = (share: number): Point =>
        place([begin[0] + share * (end[0] - begin[0]), begin[1] + share * (end[1] - begin[1])]);
      return Array.from({ length: steps }, (_, step) => ({ from: at(step / steps), to: at((step + 1) / steps) }));
    }),
  );
}

function squaredDistance(x: number, y: number, { from, to }: Segment): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - from[0]) * dx + (y - from[1]) * dy) / length));
  return (x - from[0] - share * dx) ** 2 + (y - from[1] - share * dy) ** 2;
}

/** Five vertices anywhere: looks like no glyph. */
function scribble(random: Random): Point[][] {
  return [Array.from({ length: 5 }, () => [random.uniform(-1, 1), random.uniform(-1, 1)] as const)];
}

const noise = 0.05;

/**
 * One picture: rounded strokes 1.5 to 3 pixels wide, background noise σ 0.05.
 * @param glyph 0 … 9; null: an outlier
 * @returns uint8 [size, size]
 */
export function drawGlyph(glyph: number | null, size: number, random: Random): Uint8Array {
  const strokes = glyph === null ? scribble(random) : strokesOf[glyph]!;
  const segments = segmentsOf(strokes, distortion(size, random));
  const radius = random.uniform(1.5, 3) / 2;
  return Uint8Array.from({ length: size * size }, (_, at) => {
    const [x, y] = [(at % size) + 0.5, Math.floor(at / size) + 0.5];
    const nearest = segments.reduce((least, segment) => Math.min(least, squaredDistance(x, y, segment)), Infinity);
    const ink = Math.max(0, Math.min(1, radius + 0.5 - Math.sqrt(nearest)));
    return Math.max(0, Math.min(255, Math.round(255 * (ink + random.normal(0, noise)))));
  });
}
