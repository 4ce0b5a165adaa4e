import type { Random } from '@paretoboard/sdk/random.js';
import { aerialTexture, drawBackground } from './background.js';
import { type Appearance, drawObject, type FrameBox, newAppearance, type Shape, smoothPath } from './moving-object.js';

export const frameWidth = 160;
export const frameHeight = 120;

/** Kinds of difficulty, named like UAV123's attributes. */
export const difficulties = [
  'clean',
  'clutter',
  'fast-motion',
  'low-resolution',
  'partial-occlusion',
  'scale-variation',
  'illumination',
] as const;
export type Difficulty = (typeof difficulties)[number];

/** From the paper's card, fixed before the first training; every later change is listed in the README. */
const parameters = {
  roads: 4,
  blocks: 14,
  /** Pixels, of the target's longer side. */
  size: [12, 24],
  lowResolutionSize: [8, 10],
  aspect: [0.6, 1],
  shapePower: [2, 6],
  /** Turns of the path over a sequence. */
  speed: 1,
  fastSpeed: 2.6,
  /** Relative change of size and of aspect, largest to smallest. */
  sizeChange: 0.1,
  scaleVariation: 0.45,
  aspectChange: 0.12,
  appearanceDrift: 0.4,
  camera: { travel: 50, angle: 0.2, zoom: 0.12 },
  /** In the cluttered half of a sequence. */
  distractors: 2,
  clutterDistractors: 6,
  distractorDistance: [1.3, 3],
  illumination: 0.45,
  /** Share of the target that an occluder hides, and of the sequence that it is there. */
  occluded: { share: 0.55, from: 0.35, to: 0.65 },
  noise: 2.5,
} as const;

export interface VideoFrame {
  /** RGB, row-major, [frameHeight, frameWidth, 3]. */
  readonly pixels: Uint8Array;
  readonly box: FrameBox;
}

type Path = (time: number) => number;

interface Follower {
  readonly appearance: Appearance;
  readonly x: Path;
  readonly y: Path;
  readonly distance: number;
  readonly turn: Path;
}

function between(random: Random, [low, high]: readonly [number, number]): number {
  return random.uniform(low, high);
}

/** Where the target is and how large, over time 0 … 1. */
function targetBox(random: Random, difficulty: Difficulty, shape: Shape): (time: number) => FrameBox {
  const size = between(random, difficulty === 'low-resolution' ? parameters.lowResolutionSize : parameters.size);
  const speed = difficulty === 'fast-motion' ? parameters.fastSpeed : parameters.speed;
  const change = difficulty === 'scale-variation' ? parameters.scaleVariation : parameters.sizeChange;
  const [x, y, scale, stretch] = [speed, speed, 1, 1].map((turns) => smoothPath(random, turns)) as [
    Path,
    Path,
    Path,
    Path,
  ];
  return (time) => {
    const longer = size * Math.exp(change * scale(time));
    const wide = longer * Math.exp(parameters.aspectChange * stretch(time));
    const high = longer * shape.aspect;
    const [rangeX, rangeY] = [frameWidth / 2 - wide, frameHeight / 2 - high];
    return [frameWidth / 2 + rangeX * x(time) - wide / 2, frameHeight / 2 + rangeY * y(time) - high / 2, wide, high];
  };
}

function followers(random: Random, difficulty: Difficulty): Follower[] {
  const count = { clean: 0, clutter: parameters.clutterDistractors }[difficulty as string] ?? parameters.distractors;
  return Array.from({ length: count }, () => ({
    appearance: newAppearance(random, parameters.appearanceDrift),
    x: smoothPath(random, 0.5),
    y: smoothPath(random, 0.5),
    distance: between(random, parameters.distractorDistance),
    turn: smoothPath(random, 0.7),
  }));
}

/** Circles around the target, at least `distance` sizes away. */
function followerBox({ x, y, distance, turn }: Follower, [left, top, wide, high]: FrameBox, time: number): FrameBox {
  const angle = Math.PI * turn(time) + 2 * distance;
  const radius = distance * Math.max(wide, high);
  return [left + radius * Math.cos(angle) + 4 * x(time), top + radius * Math.sin(angle) + 4 * y(time), wide, high];
}

function occlude(picture: Float32Array, [left, top, wide, high]: FrameBox, colour: readonly number[]): void {
  const { share } = parameters.occluded;
  const [fromX, toX] = [Math.max(0, Math.floor(left)), Math.min(frameWidth, Math.ceil(left + wide * share))];
  const [fromY, toY] = [Math.max(0, Math.floor(top) - 2), Math.min(frameHeight, Math.ceil(top + high) + 2)];
  for (let y = fromY; y < toY; y++) for (let x = fromX; x < toX; x++) picture.set(colour, 3 * (y * frameWidth + x));
}

/** Sum of two uniform numbers for each value, from one draw: sensor noise need not be normal. */
function finish(picture: Float32Array, gain: number, random: Random): Uint8Array {
  const pixels = new Uint8Array(picture.length);
  for (let at = 0; at < pixels.length; at++) {
    const bits = random.uint32();
    const noise = ((bits & 0xffff) + (bits >>> 16)) / 65_536 - 1;
    pixels[at] = Math.max(0, Math.min(255, Math.round(picture[at]! * gain + noise * parameters.noise)));
  }
  return pixels;
}

/** A drone's video with one target. One half of it, the first or the second, is cluttered. Deterministic in `random`. */
export function* generateVideo(random: Random, difficulty: Difficulty, frames: number): Generator<VideoFrame> {
  const texture = aerialTexture(random, parameters.roads, parameters.blocks);
  const shape: Shape = { power: between(random, parameters.shapePower), aspect: between(random, parameters.aspect) };
  const appearance = newAppearance(random, parameters.appearanceDrift);
  const boxAt = targetBox(random, difficulty, shape);
  const others = followers(random, difficulty);
  const { travel, angle, zoom } = parameters.camera;
  const [camX, camY, camAngle, camZoom, light] = Array.from({ length: 5 }, () => smoothPath(random, 0.6)) as [
    Path,
    Path,
    Path,
    Path,
    Path,
  ];
  const isClutteredFirst = random.integer(2) === 0;
  const occluder = Array.from({ length: 3 }, () => random.uniform(40, 180));
  for (let frame = 0; frame < frames; frame++) {
    const time = frame / (frames - 1);
    const view = {
      x: travel * camX(time),
      y: travel * camY(time),
      angle: angle * camAngle(time),
      zoom: Math.exp(zoom * camZoom(time)),
    };
    const picture = drawBackground(texture, view, frameWidth, frameHeight);
    const box = boxAt(time);
    if (time < 0.5 === isClutteredFirst)
      for (const other of others)
        drawObject(picture, frameWidth, followerBox(other, box, time), shape, other.appearance, time);
    drawObject(picture, frameWidth, box, shape, appearance, time);
    const isOccluded =
      difficulty === 'partial-occlusion' && time > parameters.occluded.from && time < parameters.occluded.to;
    if (isOccluded) occlude(picture, box, occluder);
    const gain = difficulty === 'illumination' ? 1 + parameters.illumination * light(time) : 1;
    yield { pixels: finish(picture, gain, random), box };
  }
}
