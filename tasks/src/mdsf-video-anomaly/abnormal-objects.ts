import type { Random } from '@paretoboard/sdk/random.js';
import { clothesOf, drawWalker } from './walkers.js';
import { type Canvas, drawBox, height, width } from './walkway-scene.js';

export type AbnormalKind = 'bicycle' | 'skateboarder' | 'cart' | 'runner' | 'dropped';

/** Pixels a frame; skateboarders and runners move at twice the pace of the quickest walkers. With these, 20 to 35 % of a clip’s frames are abnormal. */
const speeds: Readonly<Record<Exclude<AbnormalKind, 'dropped'>, readonly [slowest: number, fastest: number]>> = {
  bicycle: [2.4, 3],
  skateboarder: [2.2, 2.4],
  cart: [2.5, 3],
  runner: [2.2, 2.4],
};
/** Frames that a dropped thing lies there. */
const dropped = { shortest: 8, longest: 12 };

/** Draws the object of one frame. @returns pixels in sight */
type Draw = (canvas: Canvas, x: number, y: number, frame: number) => number;

export interface Abnormality {
  readonly kind: AbnormalKind;
  /** Frames from its first to its last. */
  readonly frames: number;
  /** @returns pixels in sight */
  draw(canvas: Canvas, frame: number): number;
}

function disc(canvas: Canvas, x: number, y: number, diameter: number, level: number): number {
  return (
    drawBox(canvas, [x + 1, y, diameter - 2, diameter], level, true) +
    drawBox(canvas, [x, y + 1, 1, diameter - 2], level, true) +
    drawBox(canvas, [x + diameter - 1, y + 1, 1, diameter - 2], level, true)
  );
}

/** 9 × 7 pixels, two dark discs and a rider above. */
function bicycle(coat: number): Draw {
  return (canvas, x, y) =>
    disc(canvas, x, y + 3, 4, 25) +
    disc(canvas, x + 5, y + 3, 4, 25) +
    drawBox(canvas, [x + 2, y + 2, 5, 1.5], 40, true) +
    drawBox(canvas, [x + 3, y - 3, 3, 5], coat, true);
}

/** 14 × 10 pixels: a bright body, a dark window, two wheels. */
function cart(level: number): Draw {
  return (canvas, x, y) =>
    drawBox(canvas, [x, y + 2, 14, 6], level, true) +
    drawBox(canvas, [x + 3, y, 8, 3], 45, true) +
    disc(canvas, x + 1, y + 7, 3, 20) +
    disc(canvas, x + 10, y + 7, 3, 20);
}

function person(random: Random, board: boolean): Draw {
  const walker = { speed: 0, sideways: 0, clothes: clothesOf(random), stride: board ? 1e6 : 3 };
  return (canvas, x, y, frame) =>
    drawWalker(canvas, { ...walker, x, y }, frame, true) +
    (board ? drawBox(canvas, [x - 2, y + 9, 8, 1.5], 30, true) : 0);
}

const sizes = { bicycle: [9, 7], cart: [14, 10], skateboarder: [4, 11], runner: [4, 9] } as const;

function drawing(kind: Exclude<AbnormalKind, 'dropped'>, random: Random): Draw {
  if (kind === 'bicycle') return bicycle(random.uniform(60, 220));
  if (kind === 'cart') return cart(random.uniform(180, 230));
  return person(random, kind === 'skateboarder');
}

function crossing(kind: Exclude<AbnormalKind, 'dropped'>, random: Random): Abnormality {
  const [w, h] = sizes[kind];
  const draw = drawing(kind, random);
  const speed = random.uniform(...speeds[kind]);
  const direction = random.uniform() < 0.5 ? 1 : -1;
  const y = random.uniform(20, 48 - h);
  const start = direction > 0 ? -w : width;
  return {
    kind,
    frames: Math.ceil((width + w) / speed),
    draw: (canvas, frame) => draw(canvas, start + direction * speed * frame, y, frame),
  };
}

/** 3 × 3 pixels that lie still for a moment. */
function droppedObject(random: Random): Abnormality {
  const [x, y] = [random.uniform(8, width - 12), random.uniform(16, height - 14)];
  const level = random.uniform() < 0.5 ? 25 : 235;
  return {
    kind: 'dropped',
    frames: dropped.shortest + random.integer(dropped.longest - dropped.shortest + 1),
    draw: (canvas) => drawBox(canvas, [x, y, 3, 3], level, true),
  };
}

/** What does not belong on a walkway, entering at one side and leaving at the other, or lying there for a moment. */
export function newAbnormality(kind: AbnormalKind, random: Random): Abnormality {
  return kind === 'dropped' ? droppedObject(random) : crossing(kind, random);
}
