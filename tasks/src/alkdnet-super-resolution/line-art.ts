import type { Random } from '@paretoboard/sdk/random.js';
import { Canvas, type Colour, oversampling } from './canvas.js';

const ink: Colour = [20, 18, 24];
const counts = { areas: 4, strokes: 7, hatchings: 2, words: 2, letters: 4 } as const;

/** Letters of 5 × 7 as rows of bits, the highest first. */
const letters: readonly (readonly number[])[] = [
  [14, 17, 17, 31, 17, 17, 17],
  [31, 16, 16, 30, 16, 16, 31],
  [17, 17, 17, 31, 17, 17, 17],
  [17, 18, 20, 24, 20, 18, 17],
  [17, 25, 21, 19, 17, 17, 17],
  [14, 17, 16, 14, 1, 17, 14],
  [31, 4, 4, 4, 4, 4, 4],
  [17, 17, 10, 4, 10, 17, 17],
];

interface Drawing {
  readonly canvas: Canvas;
  readonly random: Random;
}

function paint(random: Random): Colour {
  return [random.uniform(90, 255), random.uniform(90, 255), random.uniform(90, 255)];
}

function drawArea({ canvas, random }: Drawing): void {
  const { side } = canvas;
  const colour = paint(random);
  const [x, y] = [random.uniform(0, side), random.uniform(0, side)];
  const [wide, high] = [random.uniform(0.1, 0.35) * side, random.uniform(0.1, 0.35) * side];
  for (let row = Math.floor(y - high); row <= y + high; row++) {
    const half = wide * Math.sqrt(Math.max(0, 1 - ((row - y) / high) ** 2));
    canvas.rectangle(x - half, row, 2 * half, 1, colour);
  }
}

/** A quadratic curve of one to two pixels, thinner towards its ends. */
function drawStroke({ canvas, random }: Drawing): void {
  const point = (): [number, number] => [random.uniform(0, canvas.side), random.uniform(0, canvas.side)];
  const [from, by, to] = [point(), point(), point()];
  const radius = (random.uniform(1, 2) * oversampling) / 2;
  const steps = 3 * canvas.side;
  for (let step = 0; step <= steps; step++) {
    const t = step / steps;
    const along = (axis: 0 | 1): number => (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * by[axis] + t * t * to[axis];
    canvas.disc(along(0), along(1), radius * (0.6 + 1.6 * t * (1 - t)), ink);
  }
}

/** Parallel lines in a disc. */
function drawHatching({ canvas, random }: Drawing): void {
  const { side } = canvas;
  const [x, y, radius] = [random.uniform(0, side), random.uniform(0, side), random.uniform(0.1, 0.22) * side];
  const angle = random.uniform(0, Math.PI);
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const period = random.uniform(3, 6) * oversampling;
  for (let row = Math.floor(y - radius); row <= y + radius; row++)
    for (let column = Math.floor(x - radius); column <= x + radius; column++) {
      const isInside = (column - x) ** 2 + (row - y) ** 2 <= radius * radius;
      const across = (cosine * column + sine * row) / period;
      if (isInside && across - Math.floor(across) < 0.35) canvas.put(column, row, ink);
    }
}

function drawWord({ canvas, random }: Drawing): void {
  const dot = random.uniform(0.8, 1.6) * oversampling;
  const [left, top] = [random.uniform(0, 0.6) * canvas.side, random.uniform(0, 0.85) * canvas.side];
  for (let letter = 0; letter < counts.letters; letter++) {
    const rows = letters[random.integer(letters.length)]!;
    for (const [row, bits] of rows.entries())
      for (let column = 0; column < 5; column++)
        if ((bits >> (4 - column)) & 1)
          canvas.rectangle(left + (6 * letter + column) * dot, top + row * dot, Math.ceil(dot), Math.ceil(dot), ink);
  }
}

/** A page of a comic: flat areas, hatching, smooth strokes, letters. */
export function drawLineArt(pixels: number, random: Random): Canvas {
  const canvas = new Canvas(pixels);
  const paper = paint(random);
  canvas.fill(() => paper);
  const drawing = { canvas, random };
  for (let area = 0; area < counts.areas; area++) drawArea(drawing);
  for (let hatching = 0; hatching < counts.hatchings; hatching++) drawHatching(drawing);
  for (let stroke = 0; stroke < counts.strokes; stroke++) drawStroke(drawing);
  for (let word = 0; word < counts.words; word++) drawWord(drawing);
  return canvas;
}
