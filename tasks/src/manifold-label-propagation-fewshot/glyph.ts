import type { Random } from '@paretoboard/sdk/random.js';

export type Point = readonly [x: number, y: number];
/** A cubic Bézier curve by its control points, in the unit square, y downwards. */
export type Stroke = readonly [Point, Point, Point, Point];
export type Glyph = readonly Stroke[];

/** Of the paper's card, fixed before the first training; every later change is listed in the README. */
const parameters = { grid: 5, margin: 0.18, bodies: 12, strokes: [3, 4, 5], continued: 0.7 } as const;

function gridPoint(random: Random): Point {
  const step = (1 - 2 * parameters.margin) / (parameters.grid - 1);
  const at = (): number => parameters.margin + step * random.integer(parameters.grid);
  return [at(), at()];
}

/** A closed, rounded curve through `at`, opening towards `angle`. */
function loop([x, y]: Point, radius: number, angle: number): Stroke {
  const arm = (turn: number): Point => [
    x + 2 * radius * Math.cos(angle + turn),
    y + 2 * radius * Math.sin(angle + turn),
  ];
  return [[x, y], arm(-0.7), arm(0.7), [x, y]];
}

/** A short bent curve from `at`. */
function hook([x, y]: Point, length: number, angle: number): Stroke {
  const go = (share: number, turn: number): Point => [
    x + share * length * Math.cos(angle + turn),
    y + share * length * Math.sin(angle + turn),
  ];
  return [[x, y], go(0.5, 0), go(1, 0.3), go(0.9, 1)];
}

/** Three to five strokes on the grid, most of them begun where the one before ended, one of them a loop. */
function drawBody(random: Random): Glyph {
  const count = parameters.strokes[random.integer(parameters.strokes.length)]!;
  const looped = random.integer(count);
  const strokes: Stroke[] = [];
  let end = gridPoint(random);
  for (let index = 0; index < count; index++) {
    const start = random.uniform() < parameters.continued ? end : gridPoint(random);
    const stroke: Stroke =
      index === looped
        ? loop(start, random.uniform(0.1, 0.16), random.uniform(0, 2 * Math.PI))
        : [start, gridPoint(random), gridPoint(random), gridPoint(random)];
    strokes.push(stroke);
    end = stroke[3];
  }
  return strokes;
}

/** The body with one stroke more: a hook or a loop at a stroke's end. */
function derive(body: Glyph, generation: number, random: Random): Glyph {
  const [, , , anchor] = body[generation % body.length]!;
  // Towards the middle, so that it stays within the picture.
  const inwards = Math.atan2(0.5 - anchor[1], 0.5 - anchor[0]) + random.uniform(-0.8, 0.8);
  const addition =
    generation % 2 === 0 ? hook(anchor, random.uniform(0.22, 0.32), inwards) : loop(anchor, 0.12, inwards);
  return [...body, addition];
}

/** Prototypes of an alphabet: twelve bodies, and others that differ from one of them in a single stroke. */
export function drawAlphabet(count: number, random: Random): Glyph[] {
  const bodies = Array.from({ length: Math.min(count, parameters.bodies) }, () => drawBody(random));
  const derived = Array.from({ length: count - bodies.length }, (_, index) =>
    derive(bodies[index % bodies.length]!, Math.floor(index / bodies.length), random),
  );
  return [...bodies, ...derived];
}
