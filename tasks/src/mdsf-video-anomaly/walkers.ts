import type { Random } from '@paretoboard/sdk/random.js';
import { type Canvas, drawBox, height, width } from './walkway-scene.js';

/** A pedestrian of 4 × 9 pixels, whose legs flicker at its own pace. */
export interface Walker {
  x: number;
  y: number;
  /** Pixels a frame; the sign is the direction. */
  readonly speed: number;
  readonly sideways: number;
  readonly clothes: readonly [head: number, coat: number, legs: number];
  readonly stride: number;
}

/** Pixels: a body, its head included, and the rows of the walkway on which feet may be. */
const body = { width: 4, height: 9 };
const feet = { top: 22, bottom: 50 };
const speeds = { slowest: 0.5, fastest: 1.2 };

export function clothesOf(random: Random): Walker['clothes'] {
  return [random.uniform(150, 200), random.uniform(30, 220), random.uniform(20, 90)];
}

/** A walker somewhere on the path, or just outside it. */
export function newWalker(random: Random, isEntering: boolean): Walker {
  const direction = random.uniform() < 0.5 ? 1 : -1;
  const outside = direction > 0 ? -body.width : width;
  return {
    x: isEntering ? outside : random.uniform(0, width - body.width),
    y: random.uniform(feet.top, feet.bottom) - body.height,
    speed: direction * random.uniform(speeds.slowest, speeds.fastest),
    sideways: random.uniform(-0.08, 0.08),
    clothes: clothesOf(random),
    stride: random.uniform(5, 9),
  };
}

/** Moves by one frame. @returns whether the walker is still in sight */
export function step(walker: Walker): boolean {
  walker.x += walker.speed;
  walker.y += walker.sideways;
  return walker.x > -body.width - 1 && walker.x < width + 1 && walker.y > 0 && walker.y < height - body.height;
}

/** Draws head, coat and two legs that part and close. @returns pixels in sight */
export function drawWalker(canvas: Canvas, walker: Walker, frame: number, isAbnormal = false): number {
  const { x, y } = walker;
  const [head, coat, legs] = walker.clothes;
  const parted = Math.abs(Math.sin((Math.PI * frame) / walker.stride));
  const seen = [
    drawBox(canvas, [x + 1, y, 2, 2], head, isAbnormal),
    drawBox(canvas, [x, y + 2, 4, 4], coat, isAbnormal),
    drawBox(canvas, [x + 1 - parted, y + 6, 1.2, 3], legs, isAbnormal),
    drawBox(canvas, [x + 2 + parted * 0.8, y + 6, 1.2, 3], legs, isAbnormal),
  ];
  return seen.reduce((sum, part) => sum + part);
}
