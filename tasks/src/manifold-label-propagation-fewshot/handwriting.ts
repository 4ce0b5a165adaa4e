import { Random } from '@paretoboard/sdk/random.js';
import { pictureSize } from './definition.js';
import type { Glyph, Point, Stroke } from './glyph.js';

/** Of the paper's card, fixed before the first training; every later change is listed in the README. Lengths in shares of the picture's side. */
const parameters = {
  slantDegrees: 12,
  aspect: [0.85, 1.15],
  widthPixels: [1.5, 4],
  writerJitter: 0.025,
  sampleJitter: 0.01,
  wobble: 0.012,
  inkNoise: 0.12,
  brokenShare: 0.1,
  gap: 0.2,
} as const;

/** Points of a stroke; segments between them are straight. */
const pointsPerStroke = 20;

/** How one person writes. */
export interface Writer {
  readonly seed: number;
  readonly slant: number;
  readonly aspect: number;
  readonly width: number;
}

export function drawWriter(random: Random): Writer {
  const [narrow, wide] = parameters.aspect;
  const [thin, thick] = parameters.widthPixels;
  const slant = (parameters.slantDegrees * Math.PI) / 180;
  return {
    seed: random.uint32(),
    slant: Math.tan(random.uniform(-slant, slant)),
    aspect: random.uniform(narrow, wide),
    width: random.uniform(thin, thick),
  };
}

function jitter(glyph: Glyph, deviation: number, random: Random): Glyph {
  const moved = ([x, y]: Point): Point => [x + random.normal(0, deviation), y + random.normal(0, deviation)];
  return glyph.map(([a, b, c, d]): Stroke => [moved(a), moved(b), moved(c), moved(d)]);
}

function pointAt([a, b, c, d]: Stroke, t: number): Point {
  const s = 1 - t;
  const [p, q, r, u] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [p * a[0] + q * b[0] + r * c[0] + u * d[0], p * a[1] + q * b[1] + r * c[1] + u * d[1]];
}

/** A smooth displacement of the whole picture. */
function wobbleOf(random: Random): (point: Point) => Point {
  const phases = Array.from({ length: 4 }, () => random.uniform(0, 2 * Math.PI));
  const [fx, fy] = [random.uniform(4, 9), random.uniform(4, 9)];
  const amplitude = random.uniform(0, 2 * parameters.wobble);
  return ([x, y]) => [
    x + amplitude * Math.sin(fx * y + phases[0]!) + 0.5 * amplitude * Math.sin(2 * fy * x + phases[1]!),
    y + amplitude * Math.sin(fy * x + phases[2]!) + 0.5 * amplitude * Math.sin(2 * fx * y + phases[3]!),
  ];
}

/** Ink of one straight piece: full within half the width, one pixel of soft edge. */
function drawSegment(ink: Float64Array, [ax, ay]: Point, [bx, by]: Point, width: number): void {
  const reach = width / 2 + 1;
  const [left, right] = [Math.min(ax, bx) - reach, Math.max(ax, bx) + reach].map(Math.round) as [number, number];
  const [top, bottom] = [Math.min(ay, by) - reach, Math.max(ay, by) + reach].map(Math.round) as [number, number];
  const [vx, vy] = [bx - ax, by - ay];
  const squared = vx * vx + vy * vy || 1e-9;
  for (let y = Math.max(0, top); y <= Math.min(pictureSize - 1, bottom); y++)
    for (let x = Math.max(0, left); x <= Math.min(pictureSize - 1, right); x++) {
      const t = Math.max(0, Math.min(1, ((x - ax) * vx + (y - ay) * vy) / squared));
      const distance = Math.sqrt((x - ax - t * vx) ** 2 + (y - ay - t * vy) ** 2);
      const cover = Math.max(0, Math.min(1, width / 2 + 0.5 - distance));
      if (cover > ink[y * pictureSize + x]!) ink[y * pictureSize + x] = cover;
    }
}

/**
 * One written picture, uint8 [84, 84], dark ink on white paper.
 * @param character number of the glyph: a writer writes each in a manner of their own
 */
export function write(glyph: Glyph, character: number, writer: Writer, random: Random): Uint8Array {
  const own = jitter(glyph, parameters.writerJitter, new Random(writer.seed).fork(`character-${character}`));
  const strokes = jitter(own, parameters.sampleJitter, random);
  const wobble = wobbleOf(random);
  const broken = random.uniform() < parameters.brokenShare ? random.integer(strokes.length) : -1;
  const gapFrom = random.uniform(0.1, 0.9 - parameters.gap);
  const place = (stroke: Stroke, t: number): Point => {
    const [x, y] = wobble(pointAt(stroke, t));
    return [
      (0.5 + (x - 0.5) * writer.aspect - (y - 0.5) * writer.slant) * pictureSize,
      (0.5 + (y - 0.5) / writer.aspect) * pictureSize,
    ];
  };
  const ink = new Float64Array(pictureSize * pictureSize);
  for (const [index, stroke] of strokes.entries())
    for (let step = 0; step < pointsPerStroke; step++) {
      const [from, to] = [step / pointsPerStroke, (step + 1) / pointsPerStroke];
      if (index === broken && from >= gapFrom && to <= gapFrom + parameters.gap) continue;
      drawSegment(ink, place(stroke, from), place(stroke, to), writer.width);
    }
  return Uint8Array.from(ink, (cover) => {
    if (cover === 0) return 255;
    const level = cover * (1 - Math.abs(random.normal(0, parameters.inkNoise)));
    return Math.round(255 * (1 - Math.max(0, level)));
  });
}
