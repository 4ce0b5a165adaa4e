import type { Random } from '@paretoboard/sdk/random.js';
import type { Scaling } from './standardise.js';

/** Ours: the paper states no augmentation. How these were chosen: the task's README. */
const limits = { shortest: 0.6, turnDegrees: 20, gain: 0.1, noise: 0.05 };

/** Row-major 3 × 3. */
export type Turn = readonly number[];

/** What one window of one batch is turned into; both modalities share it, so that they stay synchronous. */
export interface Augmentation {
  /** First step and step length, in steps of the window. */
  readonly from: number;
  readonly stride: number;
  /** How the sensor sits on the limb: turns acceleration and angular rate. */
  readonly turn: Turn;
}

/** A turn about a random axis by 0 to `turnDegrees` (Rodrigues). */
function drawTurn(random: Random): Turn {
  const axis = [random.normal(), random.normal(), random.normal()];
  const length = Math.hypot(...axis);
  const [x, y, z] = axis.map((value) => value / length) as [number, number, number];
  const angle = (random.uniform(0, limits.turnDegrees) * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const k = 1 - c;
  return [
    ...[c + x * x * k, x * y * k - z * s, x * z * k + y * s],
    ...[y * x * k + z * s, c + y * y * k, y * z * k - x * s],
    ...[z * x * k - y * s, z * y * k + x * s, c + z * z * k],
  ];
}

/** A random part of at least `shortest` of a window, to be stretched to the whole, and a turn of the sensor. */
export function drawAugmentation(steps: number, random: Random): Augmentation {
  const length = random.uniform(limits.shortest, 1) * (steps - 1);
  return {
    from: random.uniform(0, steps - 1 - length),
    stride: length / (steps - 1),
    turn: drawTurn(random),
  };
}

/** Turns the three values of `row` that start at `at`. */
function turnTriple(row: Float32Array, at: number, turn: Turn): void {
  const [x, y, z] = [row[at]!, row[at + 1]!, row[at + 2]!];
  for (let axis = 0; axis < 3; axis++)
    row[at + axis] = turn[3 * axis]! * x + turn[3 * axis + 1]! * y + turn[3 * axis + 2]! * z;
}

export interface WindowPart {
  readonly steps: number;
  readonly channels: number;
  /** Applied after warp and turn, before gain and noise. */
  readonly scaling: Scaling;
  /** Whether the channels are triples in the sensor's frame. */
  readonly isSensed: boolean;
}

/** Writes one augmented, standardised window of rows [steps, channels] into `to`, with a common gain and noise. `source` has the raw values. */
export function augmentWindow(
  source: Float32Array,
  sourceAt: number,
  to: Float32Array,
  toAt: number,
  { steps, channels, scaling, isSensed }: WindowPart,
  augmentation: Augmentation,
  random: Random,
): void {
  const gain = random.uniform(1 - limits.gain, 1 + limits.gain);
  const row = new Float32Array(channels);
  for (let step = 0; step < steps; step++) {
    const at = augmentation.from + step * augmentation.stride;
    const before = Math.min(Math.floor(at), steps - 2);
    const share = at - before;
    const from = sourceAt + before * channels;
    for (let channel = 0; channel < channels; channel++)
      row[channel] = source[from + channel]! * (1 - share) + source[from + channels + channel]! * share;
    for (let triple = 0; isSensed && triple < channels; triple += 3) turnTriple(row, triple, augmentation.turn);
    for (let channel = 0; channel < channels; channel++) {
      const value = (row[channel]! - scaling.mean[channel]!) / scaling.deviation[channel]!;
      to[toAt + step * channels + channel] = gain * value + limits.noise * random.uniform(-1.7, 1.7);
    }
  }
}
