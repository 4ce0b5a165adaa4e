import type { Random } from '@paretoboard/sdk/random.js';
import type { Picture } from './ppm.js';

type Colour = readonly [number, number, number];

const red: Colour = [196, 28, 36];
const white: Colour = [236, 236, 230];
const black: Colour = [24, 24, 26];
const blue: Colour = [22, 74, 160];
const yellow: Colour = [232, 184, 36];
const grey: Colour = [150, 150, 150];

/** Inside of a shape in sign coordinates: x to the right, y downwards, the sign within [-1, 1]. */
type Region = (x: number, y: number) => boolean;

export interface Sign {
  /** Class id of the official data set. */
  readonly label: number;
  readonly paint: (x: number, y: number) => Colour | null;
}

const circle =
  (radius: number): Region =>
  (x, y) =>
    x * x + y * y < radius * radius;
const triangle =
  (size: number): Region =>
  (x, y) =>
    y < 0.72 * size && y > -0.9 * size + 1.7 * Math.abs(x);
const diamond =
  (size: number): Region =>
  (x, y) =>
    Math.abs(x) + Math.abs(y) < size;
const octagon =
  (size: number): Region =>
  (x, y) =>
    Math.max(Math.abs(x), Math.abs(y)) < size && Math.abs(x) + Math.abs(y) < 1.41 * size;
const box =
  (left: number, top: number, right: number, bottom: number): Region =>
  (x, y) =>
    x > left && x < right && y > top && y < bottom;
const either =
  (...regions: Region[]): Region =>
  (x, y) =>
    regions.some((region) => region(x, y));
const mirrored =
  (region: Region): Region =>
  (x, y) =>
    region(-x, y);

/** Digits in a grid of 3 × 5 cells. */
const digitRows: Readonly<Record<string, readonly string[]>> = {
  '0': ['###', '# #', '# #', '# #', '###'],
  '2': ['###', '  #', '###', '#  ', '###'],
  '3': ['###', '  #', ' ##', '  #', '###'],
  '5': ['###', '#  ', '###', '  #', '###'],
};

function digits(text: string): Region {
  const cell = 0.15;
  const width = text.length * 4 - 1;
  return (x, y) => {
    const column = Math.floor(x / cell + width / 2);
    const row = Math.floor(y / cell + 2.5);
    if (row < 0 || row > 4 || column < 0 || column >= width) return false;
    const digit = text[Math.floor(column / 4)];
    return digitRows[digit ?? '']?.[row]?.[column % 4] === '#';
  };
}

const turnRight = either(
  box(-0.35, -0.05, 0.1, 0.15),
  box(-0.35, -0.05, -0.15, 0.55),
  (x, y) => x > 0.05 && x < 0.5 && Math.abs(y - 0.05) < 0.5 - x,
);
const straight = either(box(-0.1, -0.1, 0.1, 0.6), (_x, y) => y > -0.6 && y < -0.05 && Math.abs(_x) < (y + 0.6) * 0.75);
const bar = box(-0.6, -0.16, 0.6, 0.16);
const mark = either(box(-0.09, -0.35, 0.09, 0.2), box(-0.09, 0.32, 0.09, 0.5));
const animal = either(
  (x, y) => (x / 0.4) ** 2 + ((y - 0.15) / 0.17) ** 2 < 1,
  box(-0.3, 0.2, -0.2, 0.55),
  box(0.15, 0.2, 0.25, 0.55),
  (x, y) => (x - 0.38) ** 2 + (y + 0.12) ** 2 < 0.03,
);

function sign(label: number, layers: readonly (readonly [Region, Colour])[]): Sign {
  return {
    label,
    paint: (x, y) => {
      let colour: Colour | null = null;
      for (const [region, layer] of layers) if (region(x, y)) colour = layer;
      return colour;
    },
  };
}

const limit = (label: number, text: string): Sign =>
  sign(label, [
    [circle(1), red],
    [circle(0.76), white],
    [digits(text), black],
  ]);
const warning = (label: number, glyph: Region): Sign =>
  sign(label, [
    [triangle(1), red],
    [triangle(0.72), white],
    [glyph, black],
  ]);
const order = (label: number, glyph: Region): Sign =>
  sign(label, [
    [circle(1), blue],
    [glyph, white],
  ]);

/** Twelve signs: within a shape they differ only in the inner glyph. Shape × glyph and colours of the card; ids of the official classes. */
export const signs: readonly Sign[] = [
  limit(0, '20'),
  limit(1, '30'),
  limit(2, '50'),
  order(33, turnRight),
  order(34, mirrored(turnRight)),
  order(35, straight),
  warning(18, mark),
  warning(31, animal),
  warning(20, turnRight),
  sign(12, [
    [diamond(1), white],
    [diamond(0.78), yellow],
  ]),
  sign(14, [
    [octagon(0.95), red],
    [bar, white],
  ]),
  sign(41, [
    [circle(1), grey],
    [circle(0.85), white],
    [(x, y) => Math.abs(x + y) < 0.16 && x * x + y * y < 0.72, grey],
  ]),
];

/** How one physical sign looks, in all frames of its track. */
export interface Scene {
  readonly rotation: number;
  readonly shear: number;
  readonly fade: number;
  readonly background: Colour;
  readonly clutter: readonly {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly colour: Colour;
  }[];
  readonly occlusion: { readonly x: number; readonly y: number; readonly radius: number } | null;
}

const degrees = Math.PI / 180;

/** Pose ±15°, clutter behind, fading, a partial occlusion in 10 % of the tracks (the card's parameters). */
export function drawScene(random: Random): Scene {
  const colour = (): Colour => [random.uniform(20, 220), random.uniform(20, 220), random.uniform(20, 220)];
  const angle = random.uniform(0, 2 * Math.PI);
  return {
    rotation: random.uniform(-15, 15) * degrees,
    shear: random.uniform(-0.15, 0.15),
    fade: random.uniform(0.7, 1),
    background: colour(),
    clutter: Array.from({ length: 6 }, () => ({
      x: random.uniform(-1.3, 1.3),
      y: random.uniform(-1.3, 1.3),
      radius: random.uniform(0.1, 0.6),
      colour: colour(),
    })),
    occlusion:
      random.uniform() < 0.1
        ? { x: 0.8 * Math.cos(angle), y: 0.8 * Math.sin(angle), radius: random.uniform(0.3, 0.5) }
        : null,
  };
}

/** What differs between the frames of a track. */
export interface Exposure {
  readonly size: number;
  readonly brightness: number;
  readonly shadow: number;
  readonly shadowAngle: number;
  readonly blur: number;
}

/** Border round the sign, as in GTSRB: 10 %. */
export const border = 0.1;

function colourAt(target: Sign, scene: Scene, x: number, y: number): Colour {
  const { occlusion } = scene;
  if (occlusion && (x - occlusion.x) ** 2 + (y - occlusion.y) ** 2 < occlusion.radius ** 2)
    return scene.clutter[0]!.colour;
  const [cos, sin] = [Math.cos(scene.rotation), Math.sin(scene.rotation)];
  const u = cos * x + sin * y + scene.shear * y;
  const painted = target.paint(u, -sin * x + cos * y);
  if (painted) return painted.map((value) => 128 + (value - 128) * scene.fade) as unknown as Colour;
  let colour = scene.background;
  for (const blob of scene.clutter) if ((x - blob.x) ** 2 + (y - blob.y) ** 2 < blob.radius ** 2) colour = blob.colour;
  return colour;
}

/** One frame: 2 × 2 samples a pixel, shadow gradient, motion blur along x, brightness with clipping, noise σ 6. */
export function drawFrame(target: Sign, scene: Scene, exposure: Exposure, random: Random): Picture {
  const { size } = exposure;
  const light = new Float64Array(size * size * 3);
  const scale = (2 * (1 + 2 * border)) / size;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      for (const [dx, dy] of [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const) {
        const x = (column + dx) * scale - 1 - 2 * border;
        const y = (row + dy) * scale - 1 - 2 * border;
        const shade = 1 + exposure.shadow * (Math.cos(exposure.shadowAngle) * x + Math.sin(exposure.shadowAngle) * y);
        const colour = colourAt(target, scene, x, y);
        for (let channel = 0; channel < 3; channel++)
          light[(row * size + column) * 3 + channel]! += (colour[channel]! * shade) / 4;
      }
    }
  }
  return { width: size, height: size, rgb: expose(light, exposure, random) };
}

function expose(light: Float64Array, { size, blur, brightness }: Exposure, random: Random): Uint8Array {
  const rgb = new Uint8Array(light.length);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let step = 0; step <= blur; step++)
          sum += light[(row * size + Math.min(size - 1, column + step)) * 3 + channel]!;
        const value = (sum / (blur + 1)) * brightness + random.normal(0, 6);
        rgb[(row * size + column) * 3 + channel] = Math.max(0, Math.min(255, Math.round(value)));
      }
    }
  }
  return rgb;
}
